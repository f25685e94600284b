import * as mocks from 'awin-sdk/mocks';
import {getResponse, type HttpHandler} from 'msw';
import {describe, expect, it} from 'vitest';
import {fillPath} from '../../src/request/path-template.ts';

const ids = {publisherId: 1001, advertiserId: 2001, jobId: 'a'};

const ask = async (
	handler: HttpHandler,
	method: string,
	path: string,
	base = 'https://api.awin.com',
) => {
	const values = Object.fromEntries(
		Object.entries(ids).filter(([name]) => path.includes(`{${name}}`)),
	);
	const response = await getResponse(
		[handler],
		new Request(base + fillPath(path, values), {method}),
	);
	if (response === undefined) throw new Error(`nothing answers ${method} ${path}`);
	return {status: response.status, body: await response.json()};
};

const cases: readonly [
	name: string,
	method: string,
	path: string,
	handler: HttpHandler,
	status: number,
	body: object,
][] = [
	[
		'accounts.success',
		'GET',
		mocks.accounts.path,
		mocks.accounts.success([{accountId: 7}, {}]),
		200,
		{userId: 1, accounts: [{accountId: 7, accountType: 'publisher'}, {accountId: 1001}]},
	],
	[
		'accounts.unauthorized',
		'GET',
		mocks.accounts.path,
		mocks.accounts.unauthorized(),
		401,
		{error: 'unauthorized'},
	],
	[
		'programmes.success',
		'GET',
		mocks.programmes.path,
		mocks.programmes.success([{id: 7}]),
		200,
		[{id: 7, status: 'Active'}],
	],
	[
		'programmes.wholeDirectory',
		'GET',
		mocks.programmes.path,
		mocks.programmes.wholeDirectory(2),
		200,
		[{id: 2001}, {id: 2002}],
	],
	[
		'programmedetails.success',
		'GET',
		mocks.programmedetails.path,
		mocks.programmedetails.success(),
		200,
		{programmeInfo: {deeplinkEnabled: 'true'}, kpi: {averagePaymentTime: '30'}},
	],
	[
		'programmedetails.missingRelationship',
		'GET',
		mocks.programmedetails.path,
		mocks.programmedetails.missingRelationship(),
		401,
		{error: 'missing.relationship'},
	],
	[
		'programmedetails.missingRelationship as 403',
		'GET',
		mocks.programmedetails.path,
		mocks.programmedetails.missingRelationship(403),
		403,
		{error: 'missing.relationship'},
	],
	[
		'commissiongroups.success',
		'GET',
		mocks.commissiongroups.path,
		mocks.commissiongroups.success(),
		200,
		{advertiser: 2001, commissionGroups: [{groupCode: 'DEFAULT'}]},
	],
	[
		'commissiongroups.missingRelationship',
		'GET',
		mocks.commissiongroups.path,
		mocks.commissiongroups.missingRelationship(),
		401,
		{error: 'missing.relationship'},
	],
	[
		'transactions.success',
		'GET',
		mocks.transactions.path,
		mocks.transactions.success(),
		200,
		[{id: 3001, validationDate: null}],
	],
	[
		'transactions.success by dates',
		'GET',
		`${mocks.transactions.path}/`,
		mocks.transactions.success(),
		200,
		[{id: 3001}],
	],
	[
		'transactions.bareDate',
		'GET',
		mocks.transactions.path,
		mocks.transactions.bareDate(),
		400,
		{description: "Wrong data type for parameter 'endDate'"},
	],
	[
		'advertiserTransactions.success',
		'GET',
		mocks.advertiserTransactions.path,
		mocks.advertiserTransactions.success([{id: 7}]),
		200,
		[{id: 7}],
	],
	[
		'reportsAdvertiser.success',
		'GET',
		mocks.reportsAdvertiser.path,
		mocks.reportsAdvertiser.success([{clicks: 3}]),
		200,
		[{clicks: 3, totalNo: 4}],
	],
	[
		'reportsAdvertiser.wrapped',
		'GET',
		mocks.reportsAdvertiser.path,
		mocks.reportsAdvertiser.wrapped(),
		200,
		{body: [{advertiserId: 2001}], statusCodeValue: 200},
	],
	[
		'reportsAdvertiser.missingRegion',
		'GET',
		mocks.reportsAdvertiser.path,
		mocks.reportsAdvertiser.missingRegion(),
		400,
		{error: 'exception'},
	],
	[
		'linkbuilderGenerate.success',
		'POST',
		mocks.linkbuilderGenerate.path,
		mocks.linkbuilderGenerate.success({shortUrl: 'https://short.example/a'}),
		200,
		{url: expect.any(String), shortUrl: 'https://short.example/a'},
	],
	[
		'linkbuilderGenerate.descriptionOnly',
		'POST',
		mocks.linkbuilderGenerate.path,
		mocks.linkbuilderGenerate.descriptionOnly(),
		200,
		{description: 'Unknown error'},
	],
	[
		'linkbuilderGenerateBatch.success',
		'POST',
		mocks.linkbuilderGenerateBatch.path,
		mocks.linkbuilderGenerateBatch.success(),
		200,
		{responses: [{status: 200}]},
	],
	[
		'linkbuilderGenerateBatch.oneRefused',
		'POST',
		mocks.linkbuilderGenerateBatch.path,
		mocks.linkbuilderGenerateBatch.oneRefused(),
		200,
		{responses: [{status: 200}, {status: 400}]},
	],
	[
		'linkbuilderQuota.success',
		'GET',
		mocks.linkbuilderQuota.path,
		mocks.linkbuilderQuota.success({usage: 3}),
		200,
		{limit: '200', usage: 3},
	],
	[
		'linkbuilderQuota.withoutLimit',
		'GET',
		mocks.linkbuilderQuota.path,
		mocks.linkbuilderQuota.withoutLimit(),
		200,
		{publisherId: '1001'},
	],
	[
		'promotions.success',
		'POST',
		mocks.promotions.path,
		mocks.promotions.success([{}, {promotionId: 7}]),
		200,
		{data: [{voucher: {code: null}}, {promotionId: 7}], pagination: {total: 2}},
	],
	[
		'promotions.empty',
		'POST',
		mocks.promotions.path,
		mocks.promotions.empty(),
		200,
		{data: [], pagination: {total: 0}},
	],
	[
		'promotions.pageSizeOutOfRange',
		'POST',
		mocks.promotions.path,
		mocks.promotions.pageSizeOutOfRange(),
		500,
		{error: 'exception'},
	],
	[
		'transactionsBatch.success',
		'POST',
		mocks.transactionsBatch.path,
		mocks.transactionsBatch.success(),
		200,
		{jobId: 'example-job-1'},
	],
	[
		'transactionsBatch.accepted',
		'POST',
		mocks.transactionsBatch.path,
		mocks.transactionsBatch.accepted('mine'),
		202,
		{jobId: 'mine'},
	],
	[
		'transactionsBatch.notAnArray',
		'POST',
		mocks.transactionsBatch.path,
		mocks.transactionsBatch.notAnArray(),
		400,
		{description: 'JSON parse error'},
	],
	[
		'transactionsJobs.success',
		'GET',
		mocks.transactionsJobs.path,
		mocks.transactionsJobs.success(),
		200,
		[{status: 'DONE', errors: 0}],
	],
	[
		'transactionsJob.success',
		'GET',
		mocks.transactionsJob.path,
		mocks.transactionsJob.success({jobId: 'a'}),
		200,
		{jobId: 'a', failedTransactions: []},
	],
	[
		'transactionsJob.withErrors',
		'GET',
		mocks.transactionsJob.path,
		mocks.transactionsJob.withErrors(),
		200,
		{errors: 1, failedTransactions: [{code: '[404 NOT_FOUND]', description: null}]},
	],
	[
		's2sOrders.success',
		'POST',
		mocks.s2sOrders.path,
		mocks.s2sOrders.success(),
		200,
		{successfulOrders: [{orderReference: 'EXAMPLE-1'}], failedOrders: []},
	],
	[
		's2sOrders.pending',
		'POST',
		mocks.s2sOrders.path,
		mocks.s2sOrders.pending(),
		202,
		{pendingOrders: [{}], successfulOrders: []},
	],
	[
		's2sOrders.partial',
		'POST',
		mocks.s2sOrders.path,
		mocks.s2sOrders.partial(),
		206,
		{successfulOrders: [{}], failedOrders: [{errors: [{}]}]},
	],
	[
		's2sOrders.refused',
		'POST',
		mocks.s2sOrders.path,
		mocks.s2sOrders.refused(),
		406,
		{successfulOrders: [], failedOrders: [{}]},
	],
];

describe('endpoints', () => {
	it.each(cases)('%s', async (_, method, path, handler, status, body) => {
		const answer = await ask(handler, method, path);
		expect(answer.status).toBe(status);
		expect(answer.body).toMatchObject(body);
	});

	it('sends nothing more than the publisher for a quota without a limit', async () => {
		const {path, withoutLimit} = mocks.linkbuilderQuota;
		expect((await ask(withoutLimit(), 'GET', path)).body).toEqual({publisherId: '1001'});
	});

	it('is as large as the whole directory where no size is given', async () => {
		const {path, wholeDirectory} = mocks.programmes;
		expect((await ask(wholeDirectory(), 'GET', path)).body).toHaveLength(21_000);
	});

	it('answers only the method of the endpoint', async () => {
		await expect(ask(mocks.accounts.success(), 'POST', '/accounts')).rejects.toThrow(
			'nothing answers POST /accounts',
		);
	});

	it('answers at another base URL', async () => {
		const handler = mocks.accounts.success([{}], {baseUrl: 'http://127.0.0.1:9'});
		expect((await ask(handler, 'GET', '/accounts', 'http://127.0.0.1:9')).status).toBe(200);
	});
});

describe('handlers', () => {
	it('holds a success for every endpoint', async () => {
		const endpoints = Object.values(mocks).filter(
			(value) => typeof value === 'object' && 'path' in value,
		);
		expect(mocks.handlers).toHaveLength(endpoints.length);
		for (const {path} of endpoints) {
			const answered = mocks.handlers.map((handler) => handler.info.path);
			expect(answered).toContain(`https://api.awin.com${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
		}
	});

	it('reads a job apart from the list of jobs', async () => {
		const url = 'https://api.awin.com/advertisers/2001/transactions/jobs';
		const list = await getResponse([...mocks.handlers], new Request(url));
		const job = await getResponse([...mocks.handlers], new Request(`${url}/a`));
		expect(await list?.json()).toHaveLength(1);
		expect(await job?.json()).toMatchObject({status: 'DONE'});
	});
});
