import {createAwinClient} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const server = setupServer(...mocks.handlers());
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const {validations} = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'}).advertiser(2001);

describe('validations.send', () => {
	const send = () =>
		validations.send([
			{
				action: 'amend',
				approve: true,
				transaction: {
					transactionId: 3001,
					amendReason: 'returned in part',
					currency: 'GBP',
					saleAmount: 50,
					transactionParts: [{amount: 50, commissionGroupCode: 'DEFAULT'}],
				},
			},
		]);

	it.each([
		['ok', mocks.transactionsBatch.success('a')],
		['accepted', mocks.transactionsBatch.accepted('a')],
	])('gives the id of the job with the kind %s', async (kind, handler) => {
		server.use(handler);
		expect(await send()).toMatchObject({kind, data: {jobId: 'a'}});
	});

	it('is invalid-body without the id of the job', async () => {
		server.use(mocks.byStatus(mocks.transactionsBatch.path, 200, {body: {jobId: 5}}));
		expect(await send()).toMatchObject({kind: 'invalid-body', error: {applied: 'yes'}});
	});
});

describe('validations.get', () => {
	const codes = (items: readonly {code: string}[] = []) => items.map(({code}) => code);

	it('separates the transactions that failed from those that were in that state already', async () => {
		const failed = ['[404 NOT_FOUND]', '[304 NOT_MODIFIED]', '[422 13045]'];
		server.use(mocks.transactionsJob.withErrors(failed.map((code) => ({code}))));
		const {data} = await validations.get('a', {output: 'errors'}, {validate: true});
		expect(codes(data?.failedTransactions)).toEqual(['[404 NOT_FOUND]', '[422 13045]']);
		expect(codes(data?.unchanged)).toEqual(['[304 NOT_MODIFIED]']);
	});

	it('gives empty lists for a job without failures', async () => {
		server.use(mocks.transactionsJob.success({failedTransactions: null}));
		const {data} = await validations.get('a');
		expect(data).toMatchObject({failedTransactions: [], unchanged: [], status: 'DONE'});
	});

	it('gives a job that is not done, whatever its state is called', async () => {
		server.use(mocks.transactionsJob.running('QUEUED'));
		const {data} = await validations.get('a', {}, {validate: true});
		expect(data).toMatchObject({status: 'QUEUED', completionDate: null});
	});

	it.each([
		['an array', [], []],
		['failures that are no list', {failedTransactions: 'none'}, ['failedTransactions']],
	])('is invalid-body for %s', async (_, body, path) => {
		server.use(mocks.byStatus(mocks.transactionsJob.path, 200, {body}));
		const result = await validations.get('a');
		expect(result.kind === 'invalid-body' && result.error.issues[0]?.path).toEqual(path);
	});

	it('takes a failure without a code for one', async () => {
		const body = {failedTransactions: [{transactionId: 1}]};
		server.use(mocks.byStatus(mocks.transactionsJob.path, 200, {body}));
		expect((await validations.get('a')).data?.failedTransactions).toEqual([{transactionId: 1}]);
	});
});
