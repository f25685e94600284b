import {isNetworkError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';
import {version} from '../../src/version.ts';

const json = {'content-type': 'application/json'};

describe('client.fetch', () => {
	it('resolves with a standard Response for any status', async () => {
		const {url, asked} = await answerInTurn({
			status: 404,
			headers: {...json, 'x-request-id': 'r-1'},
			body: '{"error":"exception"}',
		});
		const response = await connect(url).fetch(`${url}/accounts?type=publisher`);
		expect(response).toBeInstanceOf(Response);
		expect(response).toMatchObject({
			ok: false,
			status: 404,
			statusText: 'Not Found',
			url: `${url}/accounts?type=publisher`,
			redirected: false,
		});
		expect(response.headers.get('x-request-id')).toBe('r-1');
		expect(await response.json()).toEqual({error: 'exception'});
		expect(asked[0]?.headers.authorization).toBe('Bearer canary-4f9d2c17');
	});

	it.each([204, 205, 304])('resolves with a %i without a body', async (status) => {
		const {url} = await answerInTurn({status});
		const response = await connect(url).fetch('/accounts');
		expect(response).toMatchObject({status, body: null});
	});

	it.each([299, 418, 599])('resolves with the undocumented %i', async (status) => {
		const {url} = await answerInTurn({status, body: 'x'});
		const response = await connect(url).fetch('/accounts');
		expect(response).toMatchObject({status, ok: status === 299});
		expect(await response.text()).toBe('x');
	});

	it('resolves with a status that the Response constructor does not accept', async () => {
		const {url} = await answerInTurn({status: 999, body: 'x'});
		expect(await connect(url).fetch('/accounts')).toMatchObject({ok: false, status: 999});
	});

	it('sends its arguments, including a Request', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const {fetch} = connect(url, {userAgent: 'shop/1'});
		await fetch('accounts', {method: 'POST', body: '{"a":1}', headers: {'X-A': '1', ...json}});
		await fetch(new Request(`${url}/b#top`, {method: 'PUT', body: 'b'}));
		await fetch(new URL(`${url}/c`), {headers: {'user-agent': 'mine'}});
		expect(asked).toMatchObject([
			{
				method: 'POST',
				url: '/accounts',
				body: '{"a":1}',
				headers: {
					'x-a': '1',
					'content-type': 'application/json',
					'user-agent': `awin-sdk/${version} shop/1`,
				},
			},
			{method: 'PUT', url: '/b', body: 'b'},
			{method: 'GET', url: '/c', headers: {'user-agent': 'mine'}},
		]);
	});

	it.each([
		['no-cache', 'max-age=0'],
		['reload', 'no-cache'],
		['force-cache', undefined],
		['default', undefined],
		['no-store', 'no-cache'],
	] as const)(
		'sends the cache mode %s as Cache-Control, as `fetch` does',
		async (cache, directive) => {
			const {url, asked} = await answerInTurn({status: 204});
			await connect(url).fetch('/accounts', {cache});
			await fetch(url, {cache});
			const sent = asked.map(({headers}) => [headers['cache-control'], headers['pragma']]);
			expect(sent[0]).toEqual(sent[1]);
			expect(sent[0]?.[0]).toBe(directive);
		},
	);

	it("keeps the caller's Cache-Control", async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const headers = {'cache-control': 'max-age=60'};
		await connect(url).fetch('/accounts', {cache: 'no-cache', headers});
		expect(asked[0]?.headers['cache-control']).toBe('max-age=60');
	});

	it('handles redirects by the `redirect` option, as Fetch does', async () => {
		const {url} = await answerInTurn({status: 302, headers: {location: '/b'}}, {status: 204});
		expect(await connect(url).fetch('/a')).toMatchObject({
			status: 204,
			redirected: true,
			url: `${url}/b`,
		});
		const second = await answerInTurn({status: 302, headers: {location: '/b'}});
		const {fetch} = connect(second.url);
		expect(await fetch('/a', {redirect: 'manual'})).toMatchObject({status: 302});
		await expect(fetch('/a', {redirect: 'error'})).rejects.toThrow(new TypeError('fetch failed'));
	});

	it('rejects with a TypeError if no response comes, with the typed error as its cause', async () => {
		const url = await startServer((request) => request.socket.destroy());
		const call = connect(url).fetch('/accounts');
		await expect(call).rejects.toThrow(new TypeError('fetch failed'));
		await expect(call).rejects.toHaveProperty('cause', expect.toSatisfy(isNetworkError));
	});

	it('rejects with the reason of an abort before and during the call', async () => {
		const url = await startServer(() => {});
		const {fetch} = connect(url);
		const reason = new Error('enough');
		await expect(fetch('/a', {signal: AbortSignal.abort(reason)})).rejects.toBe(reason);
		const controller = new AbortController();
		const call = fetch(new Request(`${url}/a`, {signal: controller.signal}));
		controller.abort(reason);
		await expect(call).rejects.toBe(reason);
	});

	it('uses up the body of a Request that is already aborted, as `fetch` does', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		for (const send of [fetch, connect(url).fetch]) {
			const signal = AbortSignal.abort('enough');
			const request = new Request(url, {method: 'POST', body: 'b', signal});
			await expect(send(request)).rejects.toBe('enough');
			expect(request.bodyUsed).toBe(true);
		}
		expect(asked).toEqual([]);
	});

	it('removes the fragment from the URL of a response', async () => {
		const {url} = await answerInTurn({status: 204});
		expect(await connect(url).fetch(`${url}/a#top`)).toMatchObject({url: `${url}/a`});
	});

	it('ignores the signal of a Request with `signal: null`', async () => {
		const {url} = await answerInTurn({status: 204});
		const request = new Request(`${url}/a`, {signal: AbortSignal.abort()});
		expect(await connect(url).fetch(request, {signal: null})).toMatchObject({status: 204});
	});

	it.each([
		['another origin', 'https://evil.example/', {}, 'The URL must have the origin of `baseUrl`'],
		['a body of a GET', '/a', {body: 'x'}, 'body'],
		['a method that Fetch forbids', '/a', {method: 'TRACE'}, 'TRACE'],
	])('rejects %s', async (_, input, init, message) => {
		const {url, asked} = await answerInTurn({status: 204});
		const call = connect(url).fetch(input, init);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
		expect(asked).toEqual([]);
	});

	it('returns separate bytes to each caller', async () => {
		const {url} = await answerInTurn({status: 200, headers: json, body: '[1]'});
		const {fetch} = connect(url);
		const [one, two] = await Promise.all([fetch('/a'), fetch('/a')]);
		const bytes = new Uint8Array(await one.arrayBuffer());
		bytes.fill(0);
		expect(await two.json()).toEqual([1]);
	});
});
