import {type AwinClient, isNetworkError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {deferred} from '../helpers/deferred.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';

/** Calls `fetch` with any body, as from a caller without types. */
const put = ({fetch}: AwinClient, body: unknown): Promise<Response> =>
	Reflect.apply(fetch, undefined, ['/feed', {method: 'PUT', body, duplex: 'half'}]);

const headerOnly = async () => {
	const more = deferred();
	const url = await startServer((_, response) => {
		response.writeHead(200).flushHeaders();
		void more.promise.then(() => response.end('late'));
	});
	return {url, more};
};

describe('the response of client.fetch', () => {
	it.each<[string, RequestInit, object]>([
		['a POST', {method: 'POST'}, {cache: {}}],
		['a method of its own', {method: 'PROPFIND'}, {cache: {}}],
		['`cache: "no-store"`', {cache: 'no-store'}, {cache: {}}],
		['a client without a cache', {}, {cache: false}],
	])('streams after %s', async (_, init, options) => {
		const {url, more} = await headerOnly();
		const response = await awinClient(url, systemClock, options).fetch('/feed', init);
		more.resolve();
		expect(await response.text()).toBe('late');
	});

	it('is stored if it may be', async () => {
		const headers = {'cache-control': 'max-age=60'};
		const {url, asked} = await answerInTurn({status: 200, headers, body: 'stored'});
		const {fetch} = awinClient(url, systemClock, {cache: {}});
		for (let call = 0; call < 2; call++) {
			expect(await (await fetch('/feed')).text()).toBe('stored');
		}
		expect(asked).toHaveLength(1);
	});

	it('of a HEAD updates what is stored', async () => {
		const head = {status: 200, headers: {etag: '"2"', 'cache-control': 'max-age=60'}};
		const get = {...head, headers: {...head.headers, etag: '"1"'}, body: 'stored'};
		const {url, asked} = await answerInTurn(get, head, get);
		const {fetch} = awinClient(url, systemClock, {cache: {}});
		for (const method of ['GET', 'HEAD', 'GET']) await (await fetch('/feed', {method})).text();
		expect(asked).toHaveLength(3);
	});

	it('still makes a write remove what is stored', async () => {
		const headers = {'cache-control': 'max-age=60'};
		const {url, asked} = await answerInTurn({status: 200, headers, body: 'stored'});
		const {fetch} = awinClient(url, systemClock, {cache: {}});
		for (const method of ['GET', 'POST', 'GET']) await (await fetch('/feed', {method})).text();
		expect(asked).toHaveLength(3);
	});

	it('ends with a TypeError if it breaks, with the typed error as its cause', async () => {
		const head = 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\na,b';
		const {url} = await faultServer(server.writesAndResets(head));
		const response = await awinClient(url, systemClock).fetch('/feed');
		const read = response.text();
		await expect(read).rejects.toThrow(new TypeError('terminated'));
		await expect(read).rejects.toHaveProperty('cause', expect.toSatisfy(isNetworkError));
	});

	it('ends with the reason of an abort', async () => {
		const {url} = await faultServer(server.drips(200, () => {}));
		const controller = new AbortController();
		const {signal} = controller;
		const response = await awinClient(url, systemClock).fetch('/feed', {signal});
		const read = response.text();
		const reason = new Error('enough');
		controller.abort(reason);
		await expect(read).rejects.toBe(reason);
	});

	it('has the body of an error, and retries before it', async () => {
		const {url, asked} = await answerInTurn({status: 503}, {status: 404, body: 'no'});
		const awin = awinClient(url, systemClock, {retry: {baseDelayMs: 0}});
		const response = await awin.fetch('/feed');
		expect(response.status).toBe(404);
		expect(await response.text()).toBe('no');
		expect(asked).toHaveLength(2);
	});
});

describe('the body in the init of client.fetch', () => {
	const form = new FormData();
	form.set('a', 'b');

	it.each<[string, unknown, string, RegExp]>([
		['a string', 'a', 'a', /^text\/plain;charset=UTF-8$/],
		['bytes', Uint8Array.of(97), 'a', /^$/],
		['an ArrayBuffer', Uint8Array.of(97).buffer, 'a', /^$/],
		['a view', new DataView(Uint8Array.of(1, 97, 1).buffer, 1, 1), 'a', /^$/],
		['a Blob', new Blob(['a'], {type: 'text/csv'}), 'a', /^text\/csv$/],
		['a query', new URLSearchParams({a: 'b'}), 'a=b', /^application\/x-www-form-urlencoded/],
		['a form', form, 'name="a"\r\n\r\nb', /^multipart\/form-data; boundary=/],
		['anything else', 7, '7', /^text\/plain/],
	])('that is %s is sent at every attempt', async (_, body, text, type) => {
		const {url, asked} = await answerInTurn({status: 503}, {status: 204});
		const awin = awinClient(url, systemClock, {retry: {baseDelayMs: 0}});
		expect((await put(awin, body)).status).toBe(204);
		expect(asked).toHaveLength(2);
		for (const request of asked) {
			expect(request.body).toContain(text);
			expect(request.headers['content-type'] ?? '').toMatch(type);
		}
	});

	it('is copied, so that the caller may change it', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const awin = awinClient(url, systemClock);
		const body = new TextEncoder().encode('abc');
		const calls = [put(awin, body), put(awin, body.buffer)];
		body.fill(0);
		await Promise.all(calls);
		expect(asked.map((request) => request.body)).toEqual(['abc', 'abc']);
	});

	it('that is a stream is sent as it comes, and once', async () => {
		const arrived = deferred();
		let count = 0;
		const url = await startServer((request, response) => {
			count += 1;
			request.once('data', () => arrived.resolve());
			request.on('end', () => response.writeHead(503).end());
		});
		const body = new ReadableStream({
			start: async (controller) => {
				controller.enqueue(new TextEncoder().encode('one'));
				await arrived.promise;
				controller.close();
			},
		});
		const awin = awinClient(url, systemClock, {retry: {baseDelayMs: 0}});
		expect((await put(awin, body)).status).toBe(503);
		expect(count).toBe(1);
	});

	it('replaces that of a Request, which stays unread', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const request = new Request(`${url}/feed`, {method: 'POST', body: 'old'});
		await awinClient(url, systemClock).fetch(request, {body: 'new'});
		expect(asked[0]?.body).toBe('new');
		expect(request.bodyUsed).toBe(false);
	});

	it('that is a stream has chunks of bytes alone, as in Fetch, but an iterable can have texts', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const awin = awinClient(url, systemClock);
		const texts = async function* () {
			yield 'one';
		};
		const stream = new ReadableStream({start: (controller) => controller.enqueue('one')});
		await expect(put(awin, stream)).rejects.toThrow(TypeError);
		expect(await put(awin, texts())).toHaveProperty('status', 204);
		expect(asked.at(-1)?.body).toBe('one');
	});

	it('must not be a locked stream', async () => {
		const body = new Blob(['a']).stream();
		body.getReader();
		const call = put(awinClient('http://127.0.0.1:1', systemClock), body);
		await expect(call).rejects.toThrow(new TypeError('The `body` must not be a locked stream.'));
	});
});
