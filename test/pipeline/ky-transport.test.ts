import {describe, expect, it, vi} from 'vitest';
import {kyTransport} from '../../src/pipeline/ky-transport.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const clock = virtualClock();
const transport = (fetch: typeof globalThis.fetch, maxBodyBytes = 1024) =>
	kyTransport({fetch, maxBodyBytes, clock});
const answering = (response: () => Response) => vi.fn<typeof fetch>(async () => response());
const failing = (error: unknown) => vi.fn<typeof fetch>().mockRejectedValue(error);

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('kyTransport', () => {
	it('sends the method, the URL, the header fields and the body once', async () => {
		const sent: unknown[] = [];
		const send = transport(async (input, init) => {
			sent.push([input, init]);
			return new Response('done', {status: 201, headers: {'x-a': 'b'}});
		});
		const url = 'https://api.awin.com/accounts';
		const headers = {'x-c': 'd', authorization: 'a', 'content-type': 'b', 'x-api-key': 'e'};
		const reply = await send(makeRequest({method: 'POST', headers, body: 'text'}));
		const init = {
			method: 'POST',
			headers: {'x-c': 'd', Authorization: 'a', 'Content-Type': 'b', 'x-api-key': 'e'},
			redirect: 'manual',
			body: 'text',
		};
		expect(sent).toEqual([[url, init]]);
		expect(reply).toMatchObject({type: 'answer', status: 201, url});
		expect(reply.headers?.get('x-a')).toBe('b');
		expect(reply.type === 'answer' && text(reply.body)).toBe('done');
	});

	it('sends only one request for any status or error', async () => {
		for (const fetch of [
			answering(() => new Response('', {status: 503})),
			failing(new TypeError('fetch failed')),
		]) {
			await transport(fetch)(makeRequest());
			expect(fetch).toHaveBeenCalledOnce();
		}
	});

	it('calls a body function for each request', async () => {
		const body = vi.fn<() => string>(() => 'made');
		const send = transport(answering(() => new Response('')));
		await send(makeRequest({method: 'PUT', body}));
		await send(makeRequest({method: 'PUT', body}));
		expect(body).toHaveBeenCalledTimes(2);
	});

	it('sends nothing if the body function fails', async () => {
		const fetch = answering(() => new Response(''));
		const cause = new Error('no such file');
		const reply = await transport(fetch)(
			makeRequest({method: 'PUT', body: () => Promise.reject(cause)}),
		);
		expect(reply).toMatchObject({
			kind: 'network',
			phase: 'connect',
			message: 'the request body could not be created',
			cause,
		});
		expect(fetch).not.toHaveBeenCalled();
	});

	it('sends nothing if the call is aborted while the body function runs', async () => {
		const fetch = answering(() => new Response(''));
		const controller = new AbortController();
		const body = async () => {
			controller.abort('enough');
			return 'text';
		};
		const request = makeRequest({method: 'PUT', body, signal: controller.signal});
		expect(await transport(fetch)(request)).toMatchObject({
			kind: 'aborted',
			phase: 'connect',
			cause: 'enough',
		});
		expect(fetch).not.toHaveBeenCalled();
	});

	it('returns the wrapped error as the cause, without the error of ky and its request', async () => {
		const cause = Object.assign(new TypeError('fetch failed'), {cause: new Error('reset')});
		const reply = await transport(failing(cause))(makeRequest());
		expect(reply).toMatchObject({
			kind: 'network',
			phase: 'request',
			message: 'the connection broke',
		});
		expect(reply).toHaveProperty('cause', cause);
	});

	it('returns phase `connect` if no connection was made', async () => {
		const refused = Object.assign(new Error('refused'), {code: 'ECONNREFUSED'});
		const error = new TypeError('fetch failed', {cause: refused});
		expect(await transport(failing(error))(makeRequest())).toMatchObject({
			kind: 'network',
			phase: 'connect',
			message: 'no connection was made',
		});
	});

	it('returns a failure for any thrown value', async () => {
		for (const thrown of [undefined, null, 'text', 7, {}]) {
			expect(await transport(failing(thrown))(makeRequest())).toMatchObject({kind: 'network'});
		}
	});

	it('returns `invalid-body` for a success whose body is too large', async () => {
		const reply = await transport(
			answering(() => new Response('12345')),
			4,
		)(makeRequest());
		expect(reply).toMatchObject({
			kind: 'invalid-body',
			phase: 'done',
			status: 200,
			message: 'the body is larger than 4 bytes',
		});
		expect(reply.headers).toBeInstanceOf(Headers);
	});

	it('truncates the body of an error to `maxBodyBytes`', async () => {
		const fetch = answering(() => new Response('12345', {status: 404}));
		const reply = await transport(fetch, 4)(makeRequest());
		expect(reply.type === 'answer' && text(reply.body)).toBe('1234');
	});

	it('truncates the body of an error to 1 MiB if `maxBodyBytes` is larger', async () => {
		const fetch = answering(() => new Response(new Uint8Array(1_100_000), {status: 503}));
		const reply = await transport(fetch, 5_000_000)(makeRequest());
		expect(reply.type === 'answer' && reply.body.length).toBe(1_048_576);
	});

	it('returns an error response with an empty body if its body breaks off', async () => {
		const broken = () =>
			new ReadableStream({
				start: (controller) => {
					controller.enqueue(new TextEncoder().encode('cut'));
					controller.error(new Error('terminated'));
				},
			});
		const reply = await transport(answering(() => new Response(broken(), {status: 404})))(
			makeRequest(),
		);
		expect(reply).toMatchObject({type: 'answer', status: 404, body: new Uint8Array(0)});
	});

	it('discards the body of a followed redirect and of a HEAD', async () => {
		const redirect = () => new Response('elsewhere', {status: 302, headers: {location: '/b'}});
		const send = transport(answering(redirect));
		expect(await send(makeRequest())).toMatchObject({status: 302, body: new Uint8Array(0)});
		const seen = await send(makeRequest({redirect: 'manual'}));
		expect(seen.type === 'answer' && text(seen.body)).toBe('elsewhere');
		const head = () => new Response('', {headers: {'content-length': '50'}});
		expect(await transport(answering(head))(makeRequest({method: 'HEAD'}))).toMatchObject({
			status: 200,
			body: new Uint8Array(0),
		});
	});

	describe('a streamed request body, and a response body that cannot be used', () => {
		const chunks = async function* () {
			yield new Uint8Array(1);
			yield new Uint8Array(1);
		};

		it('returns the failure of the response if the source has not failed', async () => {
			const send = transport(
				answering(() => new Response('12345')),
				4,
			);
			expect(await send(makeRequest({method: 'PUT', body: chunks()}))).toMatchObject({
				kind: 'invalid-body',
				message: 'the body is larger than 4 bytes',
			});
		});

		it('returns the failure of the source if it failed while the response arrived', async () => {
			const cause = new Error('the disk is gone');
			const failingChunks = async function* () {
				yield new Uint8Array(1);
				throw cause;
			};
			/* Starts to answer after the first chunk, and breaks off when the second one fails. */
			const fetch = vi.fn<typeof globalThis.fetch>(async (_, init) => {
				const reader = new Response(init?.body).body?.getReader();
				await reader?.read();
				const pull = async () => {
					await reader?.read();
				};
				return new Response(new ReadableStream({pull}, {highWaterMark: 0}));
			});
			const send = transport(fetch);
			expect(await send(makeRequest({method: 'PUT', body: failingChunks()}))).toMatchObject({
				kind: 'network',
				message: 'the source of the request body failed',
				cause,
			});
		});
	});
});
