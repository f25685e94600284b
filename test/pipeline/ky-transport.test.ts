import {describe, expect, it, vi} from 'vitest';
import {kyTransport} from '../../src/pipeline/ky-transport.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {manualClock} from '../helpers/manual-clock.ts';

type Fetch = typeof fetch;

/* ky cancels the body of a request that was not read, so that it is read where it is sent. */
const setUp = (answer: Fetch, maxBodyBytes = 1000) => {
	const sent: {readonly request: Request; readonly body: string}[] = [];
	const fetch = vi.fn<Fetch>(async (input, init) => {
		const request = new Request(input, init);
		sent.push({request, body: await request.text()});
		return answer(input);
	});
	return {fetch, sent, send: kyTransport({fetch, maxBodyBytes, clock: manualClock()})};
};

const ok: Fetch = async () => new Response('hello', {headers: {'x-request-id': 'r-1'}});

describe('kyTransport', () => {
	it('sends the request as it stands', async () => {
		const {fetch, sent, send} = setUp(ok);
		await send(
			makeRequest({
				method: 'POST',
				url: 'https://api.awin.com/a?b=1',
				headers: {authorization: 'Bearer t', 'content-type': 'application/json'},
				body: '{"a":1}',
			}),
		);
		expect(fetch).toHaveBeenCalledOnce();
		expect(sent[0]?.request).toMatchObject({
			method: 'POST',
			url: 'https://api.awin.com/a?b=1',
			redirect: 'manual',
		});
		expect(Object.fromEntries(sent[0]?.request.headers ?? [])).toEqual({
			authorization: 'Bearer t',
			'content-type': 'application/json',
		});
		expect(sent[0]?.body).toBe('{"a":1}');
	});

	it('reads the answer to its end', async () => {
		const reply = await setUp(ok).send(makeRequest());
		expect(reply).toMatchObject({
			type: 'answer',
			status: 200,
			url: 'https://api.awin.com/accounts',
		});
		expect(reply.headers?.get('x-request-id')).toBe('r-1');
		expect(reply).toHaveProperty('body', new TextEncoder().encode('hello'));
	});

	it.each([400, 404, 500, 502, 503])('sends once, and throws nothing, for a %i', async (status) => {
		const {fetch, send} = setUp(async () => new Response('no', {status}));
		expect(await send(makeRequest())).toMatchObject({type: 'answer', status});
		expect(fetch).toHaveBeenCalledOnce();
	});

	it.each<[string, () => Promise<string> | Uint8Array<ArrayBuffer> | string]>([
		['a function', () => 'a=1'],
		['an async function', async () => 'a=1'],
		['a function that gives bytes', () => new TextEncoder().encode('a=1')],
	])('asks %s for the body', async (_, body) => {
		const {sent, send} = setUp(ok);
		await send(makeRequest({method: 'PUT', body}));
		expect(sent[0]?.body).toBe('a=1');
	});

	it('sends a stream', async () => {
		const {sent, send} = setUp(ok);
		const body = new Blob(['a=1']).stream();
		expect(await send(makeRequest({method: 'PUT', body}))).toMatchObject({status: 200});
		expect(sent[0]?.body).toBe('a=1');
	});

	it('hands on the signal', async () => {
		const controller = new AbortController();
		const {sent, send} = setUp(ok);
		await send(makeRequest({signal: controller.signal}));
		controller.abort();
		expect(sent[0]?.request.signal.aborted).toBe(true);
	});

	it.each([
		['connect', 'ECONNREFUSED', 'no connection was made'],
		['request', 'ECONNRESET', 'the connection broke'],
	])('fails in the phase %s after %s', async (phase, code, message) => {
		const cause = Object.assign(new Error('inner'), {code});
		const {send} = setUp(() => Promise.reject(new TypeError('fetch failed', {cause})));
		expect(await send(makeRequest())).toMatchObject({
			type: 'failure',
			kind: 'network',
			phase,
			message,
			cause: expect.any(Error),
		});
	});

	it('fails for a URL that cannot be asked', async () => {
		const {fetch, send} = setUp(ok);
		const reply = await send(makeRequest({url: 'https://['}));
		expect(reply).toMatchObject({kind: 'network', phase: 'connect'});
		expect(fetch).not.toHaveBeenCalled();
	});

	it('fails where a success is too large', async () => {
		const {send} = setUp(async () => new Response('x'.repeat(1001)));
		expect(await send(makeRequest())).toMatchObject({
			kind: 'invalid-body',
			phase: 'done',
			status: 200,
			message: 'the body is larger than 1000 bytes',
			headers: expect.any(Headers),
		});
	});

	it('keeps the first bytes of an error that is too large', async () => {
		const {send} = setUp(async () => new Response('x'.repeat(5000), {status: 500}));
		const reply = await send(makeRequest());
		expect(reply).toMatchObject({type: 'answer', status: 500});
		expect(reply).toHaveProperty('body.length', 1000);
	});

	const broken = () =>
		new ReadableStream({
			pull: (controller) => controller.error(new Error('reset')),
		});

	it('fails where a success breaks off', async () => {
		const {send} = setUp(async () => new Response(broken(), {status: 201}));
		expect(await send(makeRequest())).toMatchObject({
			kind: 'invalid-body',
			phase: 'body',
			status: 201,
			cause: new Error('reset'),
		});
	});

	it('keeps the code of an error that breaks off', async () => {
		const {send} = setUp(async () => new Response(broken(), {status: 404}));
		expect(await send(makeRequest())).toMatchObject({
			type: 'answer',
			status: 404,
			body: new Uint8Array(0),
		});
	});

	it('takes no length from the answer to a HEAD', async () => {
		const headers = {'content-length': '5000'};
		const {send} = setUp(async () => new Response(broken(), {headers}));
		expect(await send(makeRequest({method: 'HEAD'}))).toMatchObject({
			type: 'answer',
			status: 200,
			body: new Uint8Array(0),
		});
		const bare = setUp(async () => new Response(null, {headers}));
		expect(await bare.send(makeRequest({method: 'HEAD'}))).toMatchObject({status: 200});
	});
});
