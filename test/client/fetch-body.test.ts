import {isNetworkError, isTimeoutError} from 'awin-sdk';
import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** A stream that never ends, with or without chunks, and the reason that it was cancelled with. */
const endless = (chunk?: string) => {
	const cancel = vi.fn<(reason: unknown) => void>();
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: async (controller) => {
			if (chunk === undefined) await new Promise(() => {});
			await new Promise((resolve) => setImmediate(resolve));
			controller.enqueue(encode(String(chunk)));
		},
		cancel,
	});
	return {stream, cancel};
};

/* The types of Node.js 22 lack `duplex`, which a stream body needs. */
const post = (body: BodyInit): RequestInit =>
	Object.assign({method: 'POST', body}, {duplex: 'half'});

const failing = (error: Error) =>
	new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: async (controller) => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			controller.error(error);
		},
	});

describe('the body of a Request that client.fetch gets', () => {
	it.each<[string, BodyInit]>([
		['a text', 'one two'],
		['a query', new URLSearchParams({a: 'ü'})],
		['a Blob', new Blob(['one ', 'two'], {type: 'text/csv'})],
		['bytes', encode('one two')],
		['no bytes', new Uint8Array(0)],
	])('is sent with its length and its type if it is %s, as by `fetch`', async (_, body) => {
		const {url, asked} = await answerInTurn({status: 204});
		for (const send of [fetch, connect(url).fetch]) await send(new Request(url, post(body)));
		const sent = asked.map(({body: text, headers}) => [
			text,
			headers['content-type'],
			headers['content-length'],
			headers['transfer-encoding'],
		]);
		expect(sent[1]).toEqual(sent[0]);
	});

	it('is sent at every attempt if it comes at once', async () => {
		const {url, asked} = await answerInTurn({status: 503}, {status: 204});
		const {fetch: send} = connect(url, {retry: {baseDelayMs: 0}});
		const request = new Request(`${url}/a`, {method: 'PUT', body: 'one'});
		expect((await send(request)).status).toBe(204);
		expect(asked.map(({body}) => body)).toEqual(['one', 'one']);
		expect(request.bodyUsed).toBe(true);
	});

	it.each([
		['larger than 1 MiB', new Uint8Array(1024 * 1024 + 1), 0],
		['slow', encode('slow'), 30],
	])('is sent as it comes, and once, if it is %s', async (_, bytes, waitMs) => {
		const lengths: number[] = [];
		const url = await startServer((request, response) => {
			let length = 0;
			request.on('data', (chunk: Uint8Array) => (length += chunk.length));
			request.on('end', () => {
				lengths.push(length);
				expect(request.headers['transfer-encoding']).toBe('chunked');
				response.writeHead(503).end();
			});
		});
		const body = new ReadableStream({
			pull: async (controller) => {
				if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
				controller.enqueue(bytes);
				controller.close();
			},
		});
		const {fetch: send} = connect(url, {retry: {baseDelayMs: 0}});
		const request = new Request(`${url}/a`, {...post(body), method: 'PUT'});
		expect((await send(request)).status).toBe(503);
		expect(lengths).toEqual([bytes.length]);
	});

	it('is sent as it comes if it has many parts without a byte', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		let parts = 0;
		const body = new ReadableStream({
			pull: (controller) => {
				parts += 1;
				if (parts < 1500) controller.enqueue(new Uint8Array(0));
				else {
					controller.enqueue(encode('end'));
					controller.close();
				}
			},
		});
		await connect(url).fetch(new Request(`${url}/a`, post(body)));
		expect(asked[0]?.body).toBe('end');
	});

	it.each([
		['hangs', undefined],
		['never ends', 'x'],
	])('that %s is cancelled when the caller aborts', async (_, chunk) => {
		const {stream, cancel} = endless(chunk);
		const url = await startServer((request) => void request.resume());
		const controller = new AbortController();
		const {signal} = controller;
		const response = connect(url).fetch(new Request(url, post(stream)), {signal});
		setTimeout(() => controller.abort(reason), 50);
		const reason = new Error('enough');
		await expect(response).rejects.toBe(reason);
		await expect.poll(() => cancel.mock.calls).toEqual([[reason]]);
	});

	it('that hangs is cancelled at the deadline', async () => {
		const {stream, cancel} = endless();
		const url = await startServer((request) => void request.resume());
		const response = connect(url, {deadlineMs: 50}).fetch(new Request(url, post(stream)));
		await expect(response).rejects.toMatchObject({
			message: 'fetch failed',
			cause: expect.toSatisfy(isTimeoutError),
		});
		await expect.poll(() => cancel.mock.calls.length).toBe(1);
	});

	it('is cancelled if the quota has no slot for the call', async () => {
		const {stream, cancel} = endless();
		const {url} = await answerInTurn({status: 204});
		const quota = {calls: 1, maxWaitMs: 0};
		const {fetch: send} = connect(url, {token: 'a-request-without-slot', quota});
		await send('/first');
		await expect(send(new Request(url, post(stream)))).rejects.toThrow('fetch failed');
		expect(cancel).toHaveBeenCalledOnce();
	});

	it('that fails makes the call reject with a TypeError that has a cause, as `fetch` does', async () => {
		const url = await startServer((request) => void request.resume());
		for (const send of [fetch, connect(url).fetch]) {
			const call = send(new Request(url, post(failing(new Error('the disk is gone')))));
			await expect(call).rejects.toThrow(TypeError);
			await expect(call).rejects.toHaveProperty('cause');
		}
	});

	it.each<[string, ReadableStream]>([
		['at once', new ReadableStream({start: (controller) => controller.error(new Error('gone'))})],
		['later', failing(new Error('gone'))],
		['with a text', new ReadableStream({start: (controller) => controller.enqueue('text')})],
	])('that fails %s is a network error', async (_, stream) => {
		const url = await startServer((request) => void request.resume());
		const call = connect(url).fetch(new Request(url, post(stream)));
		await expect(call).rejects.toMatchObject({
			message: 'fetch failed',
			cause: expect.toSatisfy(isNetworkError),
		});
		await expect(call).rejects.toHaveProperty(
			'cause.description',
			'the source of the request body failed',
		);
	});

	it('that is already used makes the call reject with a TypeError', async () => {
		const used = new Request('http://127.0.0.1:1/', {method: 'POST', body: 'x'});
		await used.text();
		const locked = new Request('http://127.0.0.1:1/', {method: 'POST', body: 'x'});
		locked.body?.getReader();
		for (const request of [used, locked]) {
			const message = 'The body of the `Request` is already used.';
			await expect(connect('http://127.0.0.1:1').fetch(request)).rejects.toThrow(message);
		}
	});

	it('is read in full where a Request has no stream', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const request = new Request(`${url}/a`, {method: 'POST', body: 'one'});
		Object.defineProperty(request, 'body', {value: undefined});
		await connect(url).fetch(request);
		expect(asked[0]).toMatchObject({body: 'one', headers: {'content-length': '3'}});
	});

	describe('in a browser, which may not be able to send a stream', () => {
		beforeEach(() => {
			vi.stubGlobal('location', {origin: 'https://shop.example'});
			onTestFinished(() => void vi.unstubAllGlobals());
		});

		it('is read in full, and sent at every attempt', async () => {
			const {url, asked} = await answerInTurn({status: 503}, {status: 204});
			const {fetch: send} = connect(url, {retry: {baseDelayMs: 0}});
			const body = 'x'.repeat(2 * 1024 * 1024);
			expect((await send(new Request(url, {method: 'PUT', body}))).status).toBe(204);
			expect(asked.map(({body: sent}) => sent.length)).toEqual([body.length, body.length]);
			expect(asked[0]?.headers).toHaveProperty('content-length', String(body.length));
		});

		it('that hangs ends at the deadline, and with the signal', async () => {
			const url = await startServer((request) => void request.resume());
			const late = connect(url, {deadlineMs: 50}).fetch(new Request(url, post(endless().stream)));
			await expect(late).rejects.toHaveProperty('cause', expect.toSatisfy(isTimeoutError));
			const signal = AbortSignal.timeout(50);
			const aborted = connect(url).fetch(new Request(url, post(endless().stream)), {signal});
			await expect(aborted).rejects.toHaveProperty('name', 'TimeoutError');
		});

		it('that fails is a network error, also if the quota has no slot', async () => {
			const quota = {calls: 1, maxWaitMs: 0};
			const {url} = await answerInTurn({status: 204});
			const {fetch: send} = connect(url, {token: 'a-page-without-slot', quota});
			for (let call = 0; call < 2; call++) {
				const sent = send(new Request(url, post(failing(new Error('gone')))));
				await expect(sent).rejects.toThrow('fetch failed');
			}
		});
	});
});
