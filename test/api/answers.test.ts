import {type AwinClient, type AwinResult, createAwinClient, type RefusedResult} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import type {HttpHandler} from 'msw';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Call, calls} from './calls.ts';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin: AwinClient = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});

type Expected = Partial<AwinResult | RefusedResult>;

/** The answers of a mock, and the result of the call of each endpoint that it is for. */
type Answers<Mock> = {
	readonly calls: readonly (string | Call)[];
	readonly results: {readonly [Name in Exclude<keyof Mock, 'path'>]: Expected};
};

const ok = {kind: 'ok'} as const;
const badRequest = {kind: 'bad-request'} as const;
const forbidden = {kind: 'forbidden'} as const;
const unrelated = {kind: 'unauthorized'} as const;

/* Two requests, because the mock answers the second one with a failure. */
const twoLinks: Call = ({publisher}, options) => {
	const request = {advertiserId: 2001, destinationUrl: 'https://shop.example/page'};
	return publisher(1001).linkBuilder.generateBatch([request, request], options);
};

const transactionsOf = (side: string) => ({
	calls: [`${side}.transactions.list`, `${side}.transactions.byIds`],
	results: {success: ok, withoutValues: ok, bareDate: badRequest},
});

/** Every answer of every mock of an endpoint. One that is missing does not compile. */
const answers: {
	readonly [Name in keyof typeof mocks as (typeof mocks)[Name] extends {path: string}
		? Name
		: never]: Answers<(typeof mocks)[Name]>;
} = {
	accounts: {
		calls: ['accounts.list'],
		results: {success: ok, unauthorized: {kind: 'unauthorized'}},
	},
	programmes: {calls: ['publisher.programmes.list'], results: {success: ok, wholeDirectory: ok}},
	programmedetails: {
		calls: ['publisher.programmes.details'],
		results: {success: ok, notJoined: ok, missingRelationship: unrelated},
	},
	commissiongroups: {
		calls: ['publisher.commissionGroups.list'],
		results: {success: ok, missingRelationship: unrelated},
	},
	commissionsharingrules: {
		calls: ['publisher.commissionSharingRules.list'],
		results: {success: ok, none: {...ok, data: []}, otherSpelling: ok, forbidden},
	},
	transactions: transactionsOf('publisher'),
	advertiserTransactions: transactionsOf('advertiser'),
	transactionqueries: {calls: ['publisher.transactionQueries.list'], results: {success: ok}},
	reportsAdvertiser: {
		calls: ['publisher.reports.advertiser'],
		results: {success: ok, wrapped: ok, missingRegion: badRequest},
	},
	reportsCreative: {
		calls: ['publisher.reports.creative'],
		results: {success: ok, missingRegion: badRequest},
	},
	advertiserReportsCreative: {
		calls: ['advertiser.reports.creative'],
		results: {success: ok, missingRegion: badRequest},
	},
	reportsCampaign: {calls: ['publisher.reports.campaign'], results: {success: ok}},
	advertiserReportsCampaign: {calls: ['advertiser.reports.campaign'], results: {success: ok}},
	advertiserReportsPublisher: {
		calls: ['advertiser.reports.publisher'],
		results: {success: ok, withoutBonus: ok},
	},
	advertiserPublishers: {calls: ['advertiser.publishers.list'], results: {success: ok}},
	linkbuilderGenerate: {
		calls: ['publisher.linkBuilder.generate'],
		results: {success: ok, descriptionOnly: {kind: 'refused', status: 200}},
	},
	linkbuilderGenerateBatch: {
		calls: [twoLinks],
		results: {success: {kind: 'invalid-body'}, oneRefused: ok},
	},
	linkbuilderQuota: {
		calls: ['publisher.linkBuilder.quota'],
		results: {success: ok, withoutLimit: ok},
	},
	promotions: {
		calls: ['publisher.offers.list'],
		results: {success: ok, empty: ok, incomplete: ok, pageSizeOutOfRange: {kind: 'server-error'}},
	},
	promotionCreate: {
		calls: ['advertiser.offers.create'],
		results: {success: ok, invalid: badRequest},
	},
	proofOfPurchase: {
		calls: ['publisher.proofOfPurchase.send'],
		results: {success: ok, forbidden},
	},
	s2sOrders: {
		calls: ['advertiser.conversions.send'],
		results: {
			success: ok,
			pending: {kind: 'accepted'},
			partial: {kind: 'partial'},
			partialWithoutSuccess: {kind: 'partial'},
			refused: {kind: 'not-acceptable'},
		},
	},
	transactionsBatch: {
		calls: ['advertiser.validations.send'],
		results: {success: ok, accepted: {kind: 'accepted'}, notAnArray: badRequest},
	},
	transactionsJobs: {calls: ['advertiser.validations.list'], results: {success: ok}},
	transactionsJob: {
		calls: ['advertiser.validations.get'],
		results: {success: ok, running: ok, withErrors: ok},
	},
	productFeedDownload: {
		calls: ['publisher.productFeed.download'],
		results: {
			success: ok,
			endsWithError: ok,
			unauthorized: {kind: 'unauthorized'},
			forbidden,
			localeNotFound: {kind: 'not-found'},
		},
	},
	productFeedUpload: {
		calls: ['advertiser.productFeed.upload'],
		results: {
			success: ok,
			withErrors: {kind: 'refused', status: 200},
			localeNotFound: {kind: 'not-found'},
		},
	},
	feedList: {calls: ['feeds.list'], results: {success: ok, html: {kind: 'invalid-body'}}},
	publisherFeedList: {
		calls: ['feeds.listFor'],
		results: {success: ok, notFound: {kind: 'not-found'}},
	},
	feedDownload: {calls: ['feeds.download'], results: {success: ok, plain: ok}},
};

const cases = Object.entries(answers).flatMap(([mock, {calls: callers, results}]) =>
	Object.entries<Expected>(results).map(
		([name, expected]) => [`${mock}.${name}`, callers, expected] as const,
	),
);

/** The handler that a mock makes without arguments. */
const handlerOf = (path: string): HttpHandler => {
	const [mock = '', name = ''] = path.split('.');
	return Reflect.apply(Reflect.get(Reflect.get(mocks, mock), name), undefined, []);
};

describe('the answer', () => {
	it.each(cases)('%s becomes a result', async (path, callers, expected) => {
		for (const caller of callers) {
			server.use(handlerOf(path));
			const call = typeof caller === 'string' ? calls[caller] : caller;
			expect(await call?.(awin, {retry: false, validate: true})).toMatchObject(expected);
		}
	});

	it('of every endpoint is among them', () => {
		const called = new Set<unknown>(Object.values(answers).flatMap(({calls: callers}) => callers));
		const names = Object.keys(calls).filter((name) => !called.has(name));
		expect(names).toEqual(['publisher.linkBuilder.generateBatch']);
	});
});

describe('what Awin answers', () => {
	it('to rules may have another spelling of a field', async () => {
		server.use(mocks.commissionsharingrules.otherSpelling());
		const {data} = await awin.publisher(1001).commissionSharingRules.list({}, {validate: true});
		expect(data?.[0]?.publisherId).toBe(1001);
	});

	it('during an outage may be a list that is shorter than its total', async () => {
		server.use(mocks.promotions.incomplete());
		const {data} = await awin.publisher(1001).offers.list();
		expect([data?.items.length, data?.pagination.total]).toEqual([1, 2]);
	});

	it('of a programme that is not joined has a status of its own', async () => {
		server.use(mocks.programmedetails.notJoined());
		const params = {advertiserId: 2001, relationship: 'any'} as const;
		const {data} = await awin.publisher(1001).programmes.details(params);
		expect(data?.programmeInfo.membershipStatus).toBe('Not joined');
	});
});
