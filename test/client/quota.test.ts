import {type AwinClientOptions, memoryLimiter, QuotaExceededError} from 'awin-sdk';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {createClient} from '../../src/client.ts';
import {digestOf} from '../../src/pipeline/digest.ts';
import {fakeClock, macrotasks} from '../pipeline/quota/fake-clock.ts';

const minute = 60_000;

/** A client with a `fetch` that responds at once, and a fake clock. */
const setUp = (options: Partial<AwinClientOptions> = {}) => {
	const clock = fakeClock(macrotasks);
	const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({}));
	const awin = createClient({token: 'secret-token', fetch, cache: false, ...options}, clock);
	return {clock, fetch, awin};
};

/* Digests are computed asynchronously and then stored. With the digests stored, calls start at once. */
beforeAll(() => Promise.all(['secret-token', 'another'].map(async (token) => digestOf(token))));

describe('the quota of a client', () => {
	it('is on by default: the 21st call in a minute waits', async () => {
		const {clock, fetch, awin} = setUp();
		const calls = Array.from({length: 21}, (_, call) => awin.get(`/calls/${call}`));
		await clock.advance(minute - 1);
		expect(fetch).toHaveBeenCalledTimes(20);
		await clock.advance(1);
		const results = await Promise.all(calls);
		expect(results[20]?.meta.attempts).toMatchObject([{waitedMs: minute, waitedFor: ['quota']}]);
	});

	it('is shared by all clients with the same token, and only by them', async () => {
		const {clock, fetch, awin} = setUp({quota: {calls: 1}});
		const other = createClient({token: 'secret-token', fetch, quota: {calls: 1}}, clock);
		const unrelated = createClient({token: 'another', fetch, quota: {calls: 1}}, clock);
		await awin.get('/mine');
		void other.get('/waits');
		await unrelated.get('/starts');
		expect(fetch).toHaveBeenCalledTimes(2);
		await clock.advance(minute);
		expect(fetch).toHaveBeenCalledTimes(3);
	});

	it('takes a slot for each retry', async () => {
		const {clock, fetch, awin} = setUp({quota: {calls: 2}});
		fetch.mockImplementation(async () => new Response('', {status: 503}));
		const call = awin.get('/calls');
		await clock.advance(minute - 1);
		expect(fetch).toHaveBeenCalledTimes(2);
		await clock.advance(minute);
		expect(fetch).toHaveBeenCalledTimes(3);
		expect((await call).kind).toBe('unavailable');
	});

	it('takes a slot for each redirect', async () => {
		const {clock, fetch, awin} = setUp({quota: {calls: 1}});
		fetch.mockImplementationOnce(
			async () => new Response(null, {status: 302, headers: {location: '/next'}}),
		);
		const call = awin.get('/first');
		await clock.advance(minute - 1);
		expect(fetch).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect((await call).kind).toBe('ok');
	});

	it('takes no slot for a cache hit', async () => {
		const {fetch, awin, clock} = setUp({quota: {calls: 1}, cache: {}});
		fetch.mockImplementation(async () =>
			Response.json({}, {headers: {'cache-control': 'max-age=60'}}),
		);
		await awin.get('/calls');
		expect((await awin.get('/calls')).meta.cache).toBe('fresh');
		expect(awin.quota).toMatchObject({used: 1, queued: 0});
		await clock.advance(0);
	});

	it('does not count against the deadline of a call', async () => {
		const {clock, awin} = setUp({quota: {calls: 1}, deadlineMs: 1000});
		await awin.get('/first');
		const second = awin.get('/second');
		await clock.advance(minute);
		expect((await second).kind).toBe('ok');
	});

	it('fails a call whose wait would exceed maxWaitMs, and sends nothing', async () => {
		const {clock, fetch, awin} = setUp({quota: {calls: 1, maxWaitMs: 1000}});
		await awin.get('/first');
		const result = await awin.get('/second');
		expect(result).toMatchObject({kind: 'quota-exceeded', ok: false, status: undefined});
		expect(result.error).toBeInstanceOf(QuotaExceededError);
		expect(result.error).toMatchObject({retryAt: new Date(clock.now() + minute)});
		expect(result.meta.attempts).toEqual([]);
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	it('removes a waiting call from the queue when the caller aborts', async () => {
		const {clock, awin} = setUp({quota: {calls: 1}});
		const controller = new AbortController();
		await awin.get('/first');
		const second = awin.get('/second', {signal: controller.signal});
		await clock.advance(0);
		expect(awin.quota?.queued).toBe(1);
		const reason = new Error('no longer needed');
		controller.abort(reason);
		expect(await second).toMatchObject({kind: 'aborted', error: {cause: reason}});
		expect(awin.quota?.queued).toBe(0);
	});

	it('pauses for one interval after a 429 without Retry-After, then continues', async () => {
		const {clock, fetch, awin} = setUp();
		fetch.mockImplementationOnce(async () => new Response('', {status: 429}));
		const first = awin.get('/first');
		await clock.advance(10);
		const second = awin.get('/second');
		await clock.advance(minute - 11);
		expect(fetch).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect((await second).kind).toBe('ok');
		/* The retry adds jitter. */
		await clock.advance(500);
		expect((await first).kind).toBe('ok');
	});

	it('calls onQuotaWait, and exposes the state of the window', async () => {
		const onQuotaWait = vi.fn<() => void>();
		const {clock, awin} = setUp({quota: {calls: 1}, onQuotaWait});
		expect(awin.quota).toBeUndefined();
		await awin.get('/first');
		const second = awin.get('/second');
		await clock.advance(1000);
		expect(onQuotaWait).toHaveBeenCalledExactlyOnceWith({
			waitMs: minute,
			queued: 1,
			reason: 'quota',
		});
		const resetAt = clock.now() + minute - 1000;
		expect(awin.quota).toEqual({used: 1, remaining: 0, queued: 1, resetAt});
		await clock.advance(minute);
		await second;
	});

	it('starts calls with a higher priority first', async () => {
		const {clock, fetch, awin} = setUp({quota: {calls: 1}});
		await awin.get('/first');
		void awin.get('/low', {priority: -1});
		void awin.get('/high', {priority: 1});
		await clock.advance(2 * minute);
		const urls = fetch.mock.calls.map(([input]) => new Request(input).url.split('/').at(-1));
		expect(urls).toEqual(['first', 'high', 'low']);
	});

	it('takes a slot of the bucket of a call', async () => {
		const {clock, fetch, awin} = setUp();
		for (let batch = 0; batch < 2; batch += 1) {
			void awin.post('/s2s', {json: {}, bucket: 'conversion'});
		}
		await clock.advance(9999);
		expect(fetch).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	it('rejects an unknown bucket', async () => {
		const {awin} = setUp();
		await expect(awin.get('/calls', {bucket: 'x'})).rejects.toThrow(TypeError);
	});

	it('uses a custom limiter, and never passes it the token', async () => {
		const clock = fakeClock(macrotasks);
		const limiter = memoryLimiter({clock});
		const acquire = vi.fn<typeof limiter.acquire>(limiter.acquire);
		const {awin} = setUp({quota: {...limiter, acquire}});
		await awin.get('/calls');
		const [options] = acquire.mock.calls[0] ?? [];
		expect(options?.key).toMatch(/^[\da-f]{64}$/);
		expect(JSON.stringify(acquire.mock.calls)).not.toContain('secret-token');
	});
});
