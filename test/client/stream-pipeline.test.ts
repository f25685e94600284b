import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {attemptsOf} from '../helpers/call.ts';
import {faultServer, type Step} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {readAll, streamOf} from '../helpers/read-stream.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const stream = {as: 'stream'} as const;

describe('a call for a stream', () => {
	it('is retried until the header fields are in', async () => {
		const {url} = await faultServer(
			server.answers(503, 'down'),
			server.resets,
			server.answers(200, 'a,b'),
		);
		const awin = awinClient(url, systemClock, {retry: {baseDelayMs: 0}});
		const result = await awin.get('/feed', stream);
		expect(attemptsOf(result)).toEqual(['503', 'network', '200']);
		expect(await readAll(streamOf(result))).toMatchObject({text: 'a,b'});
	});

	it('follows redirects', async () => {
		const {url, asked} = await faultServer(
			server.redirects(302, '/b', 'elsewhere'),
			server.answers(200, 'a,b'),
		);
		const result = await awinClient(url, systemClock).get('/a', stream);
		expect(await readAll(streamOf(result))).toMatchObject({text: 'a,b'});
		expect(asked.map((request) => request.url)).toEqual(['/a', '/b']);
	});

	it('reads the body of an error', async () => {
		const body = '{"error":"exception","description":"no such feed"}';
		const {url} = await faultServer(server.answers(404, body));
		const result = await awinClient(url, systemClock).get('/feed', stream);
		expect(result).toMatchObject({
			kind: 'not-found',
			data: undefined,
			error: {code: 'exception', description: 'no such feed'},
		});
	});

	it.each<[string, Step, object]>([
		['a 204', server.answers(204), {kind: 'no-content', data: undefined}],
		['a 205', server.answers(205), {status: 205, data: undefined}],
		['a 304', server.answers(304), {kind: 'not-modified', data: undefined}],
	])('has no stream after %s', async (_, step, expected) => {
		const {url} = await faultServer(step);
		expect(await awinClient(url, systemClock).get('/feed', stream)).toMatchObject(expected);
	});

	it('has no stream after a HEAD', async () => {
		const {url} = await faultServer(server.answers(200, 'a,b'));
		const result = await awinClient(url, systemClock).request('HEAD', '/feed', stream);
		expect(result).toMatchObject({kind: 'ok', data: undefined});
	});

	it.each([200, 201, 202, 206, 299])('has an empty stream after an empty %i', async (status) => {
		const {url} = await faultServer(server.answers(status));
		const result = await awinClient(url, systemClock).get('/feed', stream);
		expect(result).toMatchObject({ok: true, status});
		expect(await readAll(streamOf(result))).toEqual({text: '', error: undefined});
	});

	it('has an empty stream if `fetch` returns a response without a body', async () => {
		const fetch = async () => new Response(null);
		const result = await awinClient('http://127.0.0.1', systemClock, {fetch}).get('/feed', stream);
		expect(await readAll(streamOf(result))).toEqual({text: '', error: undefined});
	});

	it('is a failure if `fetch` returns a response whose body another reader has', async () => {
		const fetch = async () => {
			const response = new Response('a,b');
			response.body?.getReader();
			return response;
		};
		const options = {fetch, retry: false} as const;
		const result = await awinClient('http://127.0.0.1', systemClock, options).get('/feed', stream);
		expect(result).toMatchObject({kind: 'invalid-body', data: undefined});
	});

	it('streams what a middleware answers with', async () => {
		const fetch = async () => new Response('never');
		const awin = awinClient('http://127.0.0.1', systemClock, {
			fetch,
			middleware: [
				(next) => async (request) => {
					const reply = await next(request);
					if (reply.type === 'failure') return reply;
					reply.reader?.cancel();
					return {...reply, reader: undefined, body: new TextEncoder().encode('mine')};
				},
			],
		});
		const result = await awin.get('/feed', stream);
		expect(await readAll(streamOf(result))).toEqual({text: 'mine', error: undefined});
		const unread = streamOf(await awin.get('/feed', stream));
		await unread.cancel();
	});

	it('neither stores its response nor shares its exchange', async () => {
		const headers = {'cache-control': 'max-age=60'};
		const {url, asked} = await faultServer(server.answers(200, 'a,b', headers));
		const awin = awinClient(url, systemClock, {cache: {ttlMs: 60_000}});
		const results = await Promise.all([awin.get('/feed', stream), awin.get('/feed', stream)]);
		for (const result of [...results, await awin.get('/feed', stream)]) {
			expect(await readAll(streamOf(result))).toMatchObject({text: 'a,b'});
			expect(result.meta.cache).toBe('none');
		}
		expect(asked).toHaveLength(3);
	});

	it('gives its slot of the quota back when the header fields are in', async () => {
		const {url} = await faultServer(server.drips(200, () => {}));
		const quota = {buckets: {feed: {calls: 9, intervalMs: 60_000, concurrency: 1}}};
		const awin = awinClient(url, systemClock, {quota});
		const first = streamOf(await awin.get('/feed', {...stream, bucket: 'feed'}));
		const second = streamOf(await awin.get('/feed', {...stream, bucket: 'feed'}));
		expect(second).not.toBe(first);
		await Promise.all([first.cancel(), second.cancel()]);
	});

	it('closes the connection of a response that comes too late', async () => {
		let cancelled = false;
		const body = new ReadableStream({
			cancel: () => {
				cancelled = true;
			},
		});
		const clock = virtualClock();
		let answer: (response: Response) => void = () => {};
		const fetch = () =>
			new Promise<Response>((resolve) => {
				answer = resolve;
			});
		const awin = awinClient('http://127.0.0.1', clock, {fetch, retry: false});
		const call = awin.get('/feed', stream);
		await clock.whenNextIn(60_000);
		await clock.pass(60_000);
		expect(await call).toMatchObject({kind: 'timeout'});
		answer(new Response(body));
		await clock.pass(0);
		expect(cancelled).toBe(true);
		expect(clock.timers()).toBe(0);
	});
});
