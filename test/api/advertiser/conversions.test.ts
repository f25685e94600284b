import {createAwinClient} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {order} from '../calls.ts';

const server = setupServer(...mocks.handlers());
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});
const send = (validate = false) => awin.advertiser(2001).conversions.send([order], {}, {validate});
const answer = (status: 200 | 400, body: object | null) =>
	server.use(mocks.byStatus(mocks.s2sOrders.path, status, {body}));

describe('conversions.send', () => {
	it.each([
		['ok', mocks.s2sOrders.success(), [1, 0, 0]],
		['accepted', mocks.s2sOrders.pending(), [0, 1, 0]],
		['partial', mocks.s2sOrders.partial(), [1, 0, 1]],
		['partial', mocks.s2sOrders.partialWithoutSuccess(), [0, 0, 1]],
	])('gives the three lists of a success of the kind %s', async (kind, handler, counts) => {
		server.use(handler);
		const result = await send(true);
		expect(result).toMatchObject({ok: true, kind});
		const {successfulOrders = [], pendingOrders = [], failedOrders = []} = result.data ?? {};
		expect([successfulOrders.length, pendingOrders.length, failedOrders.length]).toEqual(counts);
	});

	it('makes empty lists of those that are missing or null', async () => {
		answer(200, {failedOrders: null, successfulOrders: [{orderReference: 'a'}]});
		expect((await send()).data).toEqual({
			successfulOrders: [{orderReference: 'a'}],
			pendingOrders: [],
			failedOrders: [],
		});
	});

	it.each([
		['no list', {batchId: 'a'}],
		['a list that is none', {successfulOrders: [], failedOrders: 'none'}],
		['an array', []],
	])('is invalid-body with %s, and says that it was applied', async (_, body) => {
		answer(200, body);
		expect(await send()).toMatchObject({kind: 'invalid-body', error: {applied: 'yes'}});
	});

	it('gives the orders that a 406 rejects', async () => {
		server.use(mocks.s2sOrders.refused());
		const result = await send();
		expect(result.kind === 'not-acceptable' && result.error.failedOrders).toMatchObject([
			{order: {orderReference: 'EXAMPLE-2'}, errors: [{field: 'currency'}]},
		]);
	});

	it.each([
		[
			'the orders that a 400 rejects',
			{failedOrders: [{order: {orderReference: 'a'}, errors: []}]},
			1,
		],
		['no orders if a 400 names none', {error: 'exception'}, 0],
		['no orders if a 400 has no body', null, 0],
	])('gives %s', async (_, body, count) => {
		answer(400, body);
		const result = await send();
		expect(result.kind === 'bad-request' && result.error.failedOrders).toHaveLength(count);
	});
});
