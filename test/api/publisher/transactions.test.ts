import {createAwinClient, type Transaction} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});
const span = {startDate: '2026-01-01T00:00:00', endDate: '2026-01-31T00:00:00'};

const sides = [
	['publisher', mocks.transactions, () => awin.publisher(1001).transactions],
	['advertiser', mocks.advertiserTransactions, () => awin.advertiser(2001).transactions],
] as const;

/** What transactions were seen to have, besides what the example of the mock has. */
const seen: readonly Partial<Transaction>[] = [
	{originalSaleAmount: 12.5},
	{originalSaleAmount: {amount: 12.5, currency: 'GBP'}},
	{advertiserCost: {amount: null, currency: null}},
	{clickRefs: {clickRef: '', clickRef2: null}},
	{clickRefs: null},
	{validationDate: null},
	{commissionStatus: 'bonus'},
	{ipHash: '-917875755098098'},
	{customerAcquisition: 'NEW'},
	{networkFee: {amount: 1, currency: 'GBP'}, trackedCurrencyAmount: null},
	{basketProducts: null, customParameters: null, transactionParts: []},
	{transactionQueryId: 0, paymentId: 0},
];

describe.each(sides)('the transactions of %s', (_, mock, methods) => {
	it('are what Awin sends, in each form that was seen', async () => {
		server.use(mock.success(seen));
		const {data} = await methods().list(span, {validate: true});
		expect(data).toMatchObject(seen);
		const {data: byIds} = await methods().byIds({ids: [1]}, {validate: true});
		expect(byIds).toMatchObject(seen);
	});

	it('can lack every value but the id and the date', async () => {
		server.use(mock.withoutValues());
		const {data} = await methods().list(span, {validate: true});
		const [{id, transactionDate, ...others} = {id: 0, transactionDate: ''}] = data ?? [];
		expect([id > 0, transactionDate.length]).toEqual([true, 19]);
		expect(new Set(Object.values(others))).toEqual(new Set([null]));
	});

	it('may be in the envelope of the documentation', async () => {
		const body = {body: [{id: 1}], statusCode: '200 OK', statusCodeValue: 200};
		server.use(mocks.byStatus(mock.path, 200, {body}));
		expect((await methods().list(span)).data).toEqual([{id: 1}]);
	});
});
