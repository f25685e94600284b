import {byStatus, cutOffJson, networkError, neverAnswers} from 'awin-sdk/mocks';
import {http, type HttpHandler} from 'msw';
import {afterEach, describe, expect, it} from 'vitest';
import {type MockServer, startMockServer} from '../../tools/mock-server.ts';

let server: MockServer | undefined;
const start = async (...handlers: HttpHandler[]): Promise<string> => {
	server = await startMockServer(handlers);
	return server.url;
};
afterEach(async () => {
	await server?.close();
	server = undefined;
});

describe('startMockServer', () => {
	it('sends the status, reason, header fields and body over a socket', async () => {
		const url = await start(byStatus('/feeds', 202));
		const response = await fetch(`${url}/feeds`);

		expect([response.status, response.statusText]).toEqual([202, 'Accepted']);
		expect(response.headers.get('retry-after')).toBe('1');
		expect(await response.json()).toEqual({jobId: 'example-job-1'});
	});

	it('passes the method, header fields, query and body to the handlers', async () => {
		const url = await start(
			http.post('https://api.awin.com/echo', async ({request}) =>
				Response.json({
					body: await request.json(),
					key: request.headers.get('x-api-key'),
					query: new URL(request.url).search,
				}),
			),
		);
		const response = await fetch(`${url}/echo?a=1`, {
			method: 'POST',
			headers: {'x-api-key': 'example'},
			body: '[1]',
		});

		expect(await response.json()).toEqual({body: [1], key: 'example', query: '?a=1'});
	});

	it('sends no body with 204', async () => {
		const response = await fetch(`${await start(byStatus('/accounts', 204))}/accounts`);
		expect([response.status, await response.text()]).toEqual([204, '']);
	});

	it('responds with 404 like Awin if no handler matches', async () => {
		const response = await fetch(`${await start()}/nowhere`);
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({error: 'exception'});
	});

	it('breaks the connection for a network error', async () => {
		await expect(fetch(`${await start(networkError('/accounts'))}/accounts`)).rejects.toThrow(
			'fetch failed',
		);
	});

	it('breaks the connection if a handler throws', async () => {
		const url = await start(
			http.get('https://api.awin.com/accounts', () => {
				throw new TypeError('a mistake in a handler');
			}),
		);
		const response = await fetch(`${url}/accounts`).catch((error: unknown) => error);
		expect(response).not.toMatchObject({status: 200});
	});

	it('ends a truncated body before its declared length', async () => {
		const response = await fetch(`${await start(cutOffJson('/accounts'))}/accounts`);
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow('terminated');
	});

	it('closes while a request is pending', async () => {
		const url = await start(neverAnswers('/accounts'));
		const taken = fetch(`${url}/accounts`).catch((error: unknown) => error);
		await fetch(`${url}/nowhere`);
		await server?.close();
		server = undefined;
		expect(await taken).toBeInstanceOf(TypeError);
	});
});
