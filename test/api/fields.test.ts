import * as mocks from 'awin-sdk/mocks';
import type {HttpHandler} from 'msw';
import {describe, expect, it} from 'vitest';
import {ask} from '../mocks/ask.ts';
import {fields} from './fields.ts';
import {sources} from './sources.ts';

/** The paths of the fields of a value, in the form of the list: `saleAmount.amount`, `parts[].amount`. */
const pathsOf = (value: unknown, at = ''): string[] => {
	if (Array.isArray(value)) {
		return [`${at}[]`, ...value.flatMap((item) => pathsOf(item, `${at}[]`))];
	}
	const own = at === '' || at.endsWith('[]') ? [] : [at];
	if (typeof value !== 'object' || value === null) return own;
	const members = Object.entries(value).flatMap(([key, member]) =>
		pathsOf(member, at === '' ? key : `${at}.${key}`),
	);
	return [...own, ...members];
};

const isBelow = (path: string, ancestor: string): boolean =>
	path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[]`);

/* `null` and an empty list say nothing about what they may contain, so they cover it. */
const covers = (found: readonly string[], path: string): boolean =>
	found.some(
		(other) =>
			other === path || (isBelow(path, other) && !found.some((deeper) => isBelow(deeper, other))),
	);

/* A list that is `null` has the path of its field. */
const lists = (listed: readonly string[], path: string): boolean =>
	listed.includes(path) || listed.includes(`${path}[]`);

const answerOf = (endpoint: string): string[] =>
	Object.keys(fields.find((listed) => listed.endpoint === endpoint)?.answer ?? {});

const first = (body: unknown): unknown => (Array.isArray(body) ? body[0] : body);

const clickRefs = ['2', '3', '4', '5', '6'].map((number) => `clickRefs.clickRef${number}`);

const job = 'GET /advertisers/{advertiserId}/transactions/jobs';

/** The mock of an endpoint, and the fields that its example leaves out because a real answer may as well. */
const examples: readonly [
	endpoint: string,
	handler: HttpHandler,
	leftOut?: readonly string[],
	toAnswer?: (body: object) => unknown,
][] = [
	['GET /accounts', mocks.accounts.success()],
	['GET /publishers/{publisherId}/programmes', mocks.programmes.success()],
	[
		'GET /publishers/{publisherId}/programmedetails',
		mocks.programmedetails.success(),
		['primarySector', 'linkStatus', 'trackingTransparency'].map((name) => `programmeInfo.${name}`),
	],
	[
		'GET /publishers/{publisherId}/commissiongroups',
		mocks.commissiongroups.success([{}, {type: 'fix', amount: 2, currency: 'EUR'}]),
		[
			'conditions[]',
			'conditions[].operator',
			'conditions[].type',
			'conditions[].values[]',
			'ratesStart',
			'ratesEnd',
		].map((name) => `commissionGroups[].${name}`),
	],
	[
		'GET /publishers/{publisherId}/transactions',
		mocks.transactions.success(),
		['advertiserName', 'publisherName', ...clickRefs],
	],
	[
		'GET /advertisers/{advertiserId}/transactions',
		mocks.advertiserTransactions.success(),
		['advertiserName', ...clickRefs],
	],
	['GET /publishers/{publisherId}/reports/advertiser', mocks.reportsAdvertiser.success(), ['date']],
	[
		'POST /publishers/{publisherId}/linkbuilder/generate',
		mocks.linkbuilderGenerate.success({shortUrl: 'https://short.example/a'}),
	],
	['GET /publishers/{publisherId}/linkbuilder/quota', mocks.linkbuilderQuota.success()],
	[
		'POST /publisher/{publisherId}/promotions',
		mocks.promotions.success(),
		[],
		({data: items, ...rest}: {data?: unknown}) => ({items, ...rest}),
	],
	['POST /advertisers/{advertiserId}/transactions/batch', mocks.transactionsBatch.success()],
	[job, mocks.transactionsJobs.success()],
	[
		`${job}/{jobId}`,
		mocks.transactionsJob.withErrors(),
		answerOf(`${job}/{jobId}`).filter((path) => path.startsWith('unchanged')),
	],
	['GET /publishers/{publisherId}/commissionsharingrules', mocks.commissionsharingrules.success()],
	[
		'GET /publisher/{publisherId}/transactionqueries',
		mocks.transactionqueries.success(),
		[],
		({pageItems: items, ...rest}: {pageItems?: unknown}) => ({items, ...rest}),
	],
	['GET /publishers/{publisherId}/reports/creative', mocks.reportsCreative.success(), ['date']],
	[
		'GET /publishers/{publisherId}/reports/campaign',
		mocks.reportsCampaign.success(),
		['advertiserId', 'advertiserName'],
		({result}: {result?: readonly unknown[]}) => result?.[0],
	],
	['GET /advertisers/{advertiserId}/reports/publisher', mocks.advertiserReportsPublisher.success()],
	[
		'GET /advertisers/{advertiserId}/reports/creative',
		mocks.advertiserReportsCreative.success(),
		['date'],
	],
	[
		'GET /advertisers/{advertiserId}/reports/campaign',
		mocks.advertiserReportsCampaign.success(),
		['advertiserId', 'advertiserName'],
		({result}: {result?: readonly unknown[]}) => result?.[0],
	],
	['GET /advertisers/{advertiserId}/publishers', mocks.advertiserPublishers.success()],
	['POST /s2s/advertiser/{advertiserId}/orders', mocks.s2sOrders.partial()],
];

describe('the list of fields', () => {
	it('contains the 32 endpoints that can be called, each one once', () => {
		const endpoints = fields.map(({endpoint}) => endpoint);
		expect(new Set(endpoints).size).toBe(32);
		expect(endpoints).toHaveLength(32);
	});

	it('uses every source', () => {
		const facts = fields.flatMap(({params, answer}) => Object.values({...params, ...answer}));
		const used = new Set(facts.map((fact) => fact.replace(/^\w+ /, '').replace(/, unsure$/, '')));
		expect(Object.keys(sources).filter((tag) => !used.has(tag))).toEqual([]);
	});
});

describe('the examples of the mocks', () => {
	it.each(examples)(
		'%s has every field of the list, and no other',
		async (endpoint, handler, leftOut = [], toAnswer = first) => {
			const [method = '', path = ''] = endpoint.split(' ');
			const {body} = await ask(handler, method, path);
			const found = pathsOf(toAnswer(Object(body)));
			const listed = answerOf(endpoint);
			expect(listed.length).toBeGreaterThan(0);
			expect({
				missing: listed.filter((field) => !leftOut.includes(field) && !covers(found, field)),
				unknown: found.filter((field) => !lists(listed, field)),
				needlesslyLeftOut: leftOut.filter((field) => covers(found, field)),
			}).toEqual({missing: [], unknown: [], needlesslyLeftOut: []});
		},
	);
});
