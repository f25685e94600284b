import {inTurn, programmes, s2sOrders} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const url = 'https://api.awin.com/accounts';
const statusesOf = async (count: number): Promise<number[]> => {
	const list: number[] = [];
	while (list.length < count) list.push((await fetch(url)).status);
	return list;
};

describe('inTurn', () => {
	it('sends one answer after another and repeats the last', async () => {
		server.use(inTurn('/accounts', [503, 502, 200]));
		expect(await statusesOf(5)).toEqual([503, 502, 200, 200, 200]);
	});

	it('repeats a single answer', async () => {
		server.use(inTurn('/accounts', [504]));
		expect(await statusesOf(2)).toEqual([504, 504]);
	});

	it('accepts codes, custom answers and broken responses', async () => {
		server.use(
			inTurn('/accounts', [
				'networkError',
				{status: 503, headers: {'retry-after': '2'}},
				{status: 418},
				{status: 200, body: []},
			]),
		);
		await expect(fetch(url)).rejects.toThrow(TypeError);
		expect((await fetch(url)).headers.get('retry-after')).toBe('2');
		const teapot = await fetch(url);
		expect([teapot.status, await teapot.text()]).toEqual([418, '']);
		expect(await (await fetch(url)).json()).toEqual([]);
	});

	it('accepts the handlers of endpoints, whatever their path and base URL', async () => {
		const elsewhere = {baseUrl: 'http://127.0.0.1:9'};
		server.use(
			inTurn('/accounts', [
				503,
				programmes.success([{id: 7}], elsewhere),
				s2sOrders.refused(),
				{status: 200, headers: {'x-a': '1'}},
			]),
		);
		expect(await statusesOf(1)).toEqual([503]);
		expect(await (await fetch(url)).json()).toMatchObject([{id: 7, name: 'Example Shop'}]);
		const refused = await fetch(url);
		expect([refused.status, await refused.json()]).toMatchObject([406, {successfulOrders: []}]);
		const last = await fetch(url);
		expect(last.headers.get('x-a')).toBe('1');
		expect(await last.json()).toMatchObject({accounts: [{accountId: 1001}]});
	});

	it('counts the requests of each handler separately', async () => {
		const first = inTurn('/accounts', [503, 200]);
		const second = inTurn('/accounts', [503, 200]);
		server.use(first);
		await statusesOf(2);
		server.use(second);
		expect(await statusesOf(2)).toEqual([503, 200]);
	});

	it('responds only to its method', async () => {
		server.use(inTurn('/accounts', [404], {method: 'POST'}), inTurn('/accounts', [409]));
		expect((await fetch(url, {method: 'POST'})).status).toBe(404);
		expect(await statusesOf(1)).toEqual([409]);
	});
});
