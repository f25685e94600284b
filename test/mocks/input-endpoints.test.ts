import * as mocks from 'awin-sdk/mocks';
import {describe, expect, it} from 'vitest';
import {ask, type EndpointCase} from './ask.ts';

const cases: readonly EndpointCase[] = [
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

describe('endpoints that take a body', () => {
	it.each(cases)('%s', async (_, method, path, handler, status, body) => {
		const answer = await ask(handler, method, path);
		expect(answer.status).toBe(status);
		expect(answer.body).toMatchObject(body);
	});
});
