import {createAwinClient, type Middleware} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

const ok = {status: 200, headers: {'content-type': 'application/json'}, body: '{}'};

const setting =
	(name: string, value: string): Middleware =>
	(next) =>
	(request) =>
		next({...request, headers: {...request.headers, [name]: value}});

describe('a field that a middleware adds', () => {
	it.each([
		['connection', 'close'],
		['content-length', '7'],
		['expect', '100-continue'],
		['host', 'example.com'],
		['keep-alive', '1'],
		['te', 'trailers'],
		['transfer-encoding', 'chunked'],
		['upgrade', 'h2c'],
		['__proto__', 'x'],
	])('rejects the call if it is `%s`, and sends nothing', async (name, value) => {
		const {url, asked} = await answerInTurn(ok);
		const awin = connect(url, {middleware: [setting(name, value)]});
		await expect(awin.post('/a', {json: {}})).rejects.toThrow(
			`Option \`headers.${name}\` must be omitted`,
		);
		expect(asked).toEqual([]);
	});
});

describe('a field of client.fetch', () => {
	it('that fetch sets itself is left out, as Fetch says', async () => {
		const {url, asked} = await answerInTurn(ok);
		const headers = {connection: 'close', 'content-length': '99', host: 'example.com', 'x-a': '1'};
		const response = await connect(url).fetch('/a', {method: 'POST', body: 'abc', headers});
		expect(response.status).toBe(200);
		expect(asked).toMatchObject([{body: 'abc', headers: {'content-length': '3', 'x-a': '1'}}]);
		expect(asked[0]?.headers.host).toBe(new URL(url).host);
	});

	it('named `__proto__` is refused, because Node.js would drop it', async () => {
		const {url, asked} = await answerInTurn(ok);
		const call = connect(url).fetch('/a', {headers: [['__proto__', 'x']]});
		await expect(call).rejects.toThrow('Option `headers.__proto__` must be omitted');
		expect(asked).toEqual([]);
	});
});

describe('a `fetch` of the caller that follows redirects by itself', () => {
	it.each([429, 503, 404])(
		'does not repeat a POST that ends with %i after a redirect',
		async (status) => {
			const {url, asked} = await answerInTurn(
				{status: 303, headers: {location: '/done'}},
				{status, headers: {'retry-after': '0'}},
			);
			const awin = createAwinClient({
				token: 'token',
				baseUrl: url,
				quota: false,
				retry: {baseDelayMs: 0},
				fetch: async (input, init) => fetch(input, {...init, redirect: 'follow'}),
			});
			const result = await awin.post('/a', {json: {}});
			expect(result).toMatchObject({status, error: {applied: 'unknown'}});
			expect(asked.map(({method, url: path}) => `${method} ${path}`)).toEqual([
				'POST /a',
				'GET /done',
			]);
		},
	);
});
