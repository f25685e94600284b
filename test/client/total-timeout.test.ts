import {type CacheStore, isTimeoutError, type Middleware} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {attemptsOf} from '../helpers/call.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const totalTimeoutMs = 200;
const never = () => new Promise<never>(() => {});

/** What a call that took longer than its `totalTimeoutMs` tells. */
const tooLong = (applied: string, hint = /raise `totalTimeoutMs`/) => ({
	kind: 'timeout',
	error: {
		name: 'TimeoutError',
		applied,
		message: expect.stringContaining('no result within 200 ms (`totalTimeoutMs`)'),
		hint: expect.stringMatching(hint),
	},
	meta: {durationMs: 200},
});

describe('`totalTimeoutMs` counts', () => {
	it('the time of the token function', async () => {
		const clock = virtualClock();
		const {url, asked} = await faultServer(server.answers(204));
		const awin = awinClient(url, clock, {token: never, totalTimeoutMs});
		const result = await clock.run(awin.post('/things'));
		expect(result).toMatchObject(tooLong('no'));
		expect(result.meta.attempts).toEqual([]);
		expect(asked).toEqual([]);
		expect(clock.timers()).toBe(0);
	});

	it('the wait for the quota, after which nothing is sent', async () => {
		const clock = virtualClock();
		const {url, asked} = await faultServer(server.answers(204));
		const quota = {calls: 1, intervalMs: 60_000};
		const awin = awinClient(url, clock, {quota, token: 'token-of-total-timeouts'});
		await awin.post('/things');
		const result = await clock.run(awin.post('/things', {totalTimeoutMs}));
		expect(result).toMatchObject(tooLong('no'));
		expect(awin.quota).toMatchObject({used: 1, queued: 0});
		await clock.pass(120_000);
		expect(asked).toHaveLength(1);
	});

	it('the waits between attempts', async () => {
		const clock = virtualClock();
		const {url, whenAsked} = await faultServer(server.answers(503, '', {'retry-after': '60'}));
		const awin = awinClient(url, clock, {totalTimeoutMs, attemptTimeoutMs: 199});
		const call = awin.post('/things', {idempotent: true});
		await whenAsked(1);
		/* The timer of the attempt is gone when its response is in. */
		await clock.whenNextIn(200);
		const result = await clock.run(call);
		expect(result).toMatchObject(tooLong('unknown', /look at the state.*raise `totalTimeoutMs`/));
		expect(attemptsOf(result)).toEqual(['503']);
		expect(clock.timers()).toBe(0);
	});

	it.each([
		['no response', server.stalls],
		['half a body', server.writesAndStalls('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[')],
	])('the time of an exchange with %s, which is aborted', async (_, step) => {
		const clock = virtualClock();
		const {url, whenAsked, whenClosed} = await faultServer(step);
		const awin = awinClient(url, clock, {totalTimeoutMs});
		const calls = [awin.post('/things'), awin.get('/things')];
		await whenAsked(2);
		const [posted, got] = await clock.run(Promise.all(calls));
		expect(posted).toMatchObject(tooLong('unknown'));
		expect(got).toMatchObject(tooLong('no'));
		expect(posted && attemptsOf(posted)).toEqual(['timeout']);
		await whenClosed();
		expect(clock.timers()).toBe(0);
	});

	it('the time of the cache store', async () => {
		const clock = virtualClock();
		const {url, asked} = await faultServer(server.answersJson(200, {}));
		const store: CacheStore = {get: never, set: never, delete: never};
		const awin = awinClient(url, clock, {totalTimeoutMs, cache: store});
		expect(await clock.run(awin.get('/things'))).toMatchObject(tooLong('no'));
		expect(asked).toEqual([]);
	});

	it('the time of a middleware that does not look at the signal', async () => {
		const clock = virtualClock();
		const hang: Middleware = () => never;
		const awin = awinClient('http://localhost', clock, {totalTimeoutMs, middleware: [hang]});
		expect(await clock.run(awin.get('/things'))).toMatchObject(tooLong('no'));
	});
});

describe('`totalTimeoutMs` of a call', () => {
	it('overrides that of the client', async () => {
		const clock = virtualClock();
		const {url} = await faultServer(server.stalls);
		const awin = awinClient(url, clock, {totalTimeoutMs: 1000});
		expect(await clock.run(awin.get('/things', {totalTimeoutMs}))).toMatchObject(tooLong('no'));
		const patient = await clock.run(
			awin.get('/things', {totalTimeoutMs: Infinity, retry: false, attemptTimeoutMs: 5000}),
		);
		expect(patient).toMatchObject({kind: 'timeout', meta: {durationMs: 5000}});
	});

	it('does not end an exchange that another call waits for', async () => {
		const clock = virtualClock();
		let respond = () => {};
		const {url, asked, whenAsked} = await faultServer((_, response) => {
			respond = () => response.writeHead(204).end();
		});
		const awin = awinClient(url, clock, {cache: {}});
		const calls = [
			awin.get('/things', {totalTimeoutMs}),
			awin.get('/things', {totalTimeoutMs: 300}),
			awin.get('/things'),
		];
		await whenAsked(1);
		await clock.pass(300);
		respond();
		/* No time passes, so that the response always comes in time. */
		const results = await Promise.all(calls);
		expect(results.map(({kind}) => kind)).toEqual(['timeout', 'timeout', 'no-content']);
		expect(asked).toHaveLength(1);
	});

	it('ends an exchange that no call waits for any more', async () => {
		const clock = virtualClock();
		const {url, whenAsked, whenClosed} = await faultServer(server.stalls);
		const awin = awinClient(url, clock, {cache: {}});
		const calls = [100, 200].map((ms) => awin.get('/things', {totalTimeoutMs: ms}));
		await whenAsked(1);
		const results = await clock.run(Promise.all(calls));
		expect(results.map(({meta}) => meta.durationMs)).toEqual([100, 200]);
		await whenClosed();
	});
});

describe('`totalTimeoutMs` of the client', () => {
	const rejection = {message: 'fetch failed', cause: expect.toSatisfy(isTimeoutError)};

	it('limits client.fetch', async () => {
		const clock = virtualClock();
		const {url} = await faultServer(server.stalls);
		const response = awinClient(url, clock, {totalTimeoutMs}).fetch('/things');
		await expect(clock.run(response)).rejects.toMatchObject(rejection);
		expect(clock.elapsed()).toBe(200);
	});

	it('counts the time in which client.fetch sends the body of the request', async () => {
		const clock = virtualClock();
		const fetch = vi.fn<typeof globalThis.fetch>(never);
		const awin = awinClient('http://localhost', clock, {totalTimeoutMs, fetch});
		const streamAfter = (ms: number) =>
			new ReadableStream({
				start: (controller) => {
					clock.after(ms, () => {
						controller.enqueue(new TextEncoder().encode('{}'));
						controller.close();
					});
				},
			});
		const post = (ms: number) => {
			const init = {duplex: 'half', method: 'POST', body: streamAfter(ms)};
			return awin.fetch(new Request('http://localhost/things', init));
		};
		await expect(clock.run(post(150))).rejects.toMatchObject(rejection);
		expect(clock.elapsed()).toBe(200);
		expect(fetch).toHaveBeenCalledOnce();
		const late = clock.run(post(1000));
		await expect(late).rejects.toMatchObject({
			cause: {applied: 'unknown', message: expect.stringContaining('within 190 ms')},
		});
		expect(clock.elapsed()).toBe(400);
	});
});
