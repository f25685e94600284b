import {type AwinClientOptions, memoryLimiter, type QuotaWait} from 'awin-sdk';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {createClient} from '../../src/client.ts';
import {digestOf} from '../../src/pipeline/digest.ts';
import {fakeClock, macrotasks} from '../pipeline/quota/fake-clock.ts';

const minute = 60_000;

beforeAll(async () => void (await digestOf('waiting-token')));

/** A client over a `fetch` that answers at once, a clock that the test moves, and the waits that were told. */
const setUp = (options: Partial<AwinClientOptions> = {}) => {
	const clock = fakeClock(macrotasks);
	const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({}));
	const waits: QuotaWait[] = [];
	const onQuotaWait = (wait: QuotaWait) => waits.push(wait);
	const token = 'waiting-token';
	const awin = createClient({token, fetch, cache: false, onQuotaWait, ...options}, clock);
	const answersOnce = (status: number, headers: Record<string, string> = {}) =>
		fetch.mockImplementationOnce(async () => new Response('', {status, headers}));
	return {clock, fetch, awin, waits, answersOnce};
};

describe('`maxWaitMs` of a call', () => {
	it('ends the call if the wait is longer, whatever the client allows', async () => {
		const {clock, fetch, awin} = setUp({quota: {calls: 1}});
		await awin.get('/first');
		const result = await awin.get('/second', {maxWaitMs: minute - 1});
		expect(result).toMatchObject({
			kind: 'quota-exceeded',
			error: {
				retryAt: new Date(clock.now() + minute),
				message: expect.stringContaining('within `maxWaitMs`'),
				hint: expect.stringContaining('`maxWaitMs`'),
			},
		});
		expect(fetch).toHaveBeenCalledOnce();
	});

	it('lets the call wait for longer than `quota.maxWaitMs` of the client', async () => {
		const {clock, awin} = setUp({quota: {calls: 1, maxWaitMs: 0}});
		await awin.get('/first');
		const second = awin.get('/second', {maxWaitMs: minute});
		expect((await awin.get('/third')).kind).toBe('quota-exceeded');
		await clock.advance(minute);
		expect((await second).kind).toBe('ok');
	});

	it('of 0 never queues, and takes a slot that is free', async () => {
		const {awin, waits} = setUp({quota: {calls: 1}});
		expect((await awin.get('/first', {maxWaitMs: 0})).kind).toBe('ok');
		expect((await awin.get('/second', {maxWaitMs: 0})).kind).toBe('quota-exceeded');
		expect(waits).toEqual([]);
	});

	it('holds for a limiter of the user, too', async () => {
		const clock = fakeClock(macrotasks);
		const limiter = memoryLimiter({clock});
		const acquire = vi.fn<typeof limiter.acquire>(limiter.acquire);
		const {awin} = setUp({quota: {...limiter, acquire}});
		await awin.get('/calls', {maxWaitMs: 7});
		await awin.get('/calls', {maxWaitMs: undefined});
		expect(acquire.mock.calls.map(([{maxWaitMs}]) => maxWaitMs)).toEqual([7, Infinity]);
	});

	it('separates calls that would share an exchange', async () => {
		const {clock, awin} = setUp({quota: {calls: 1}, cache: {}});
		await awin.get('/first');
		const waits = awin.get('/same');
		expect((await awin.get('/same', {maxWaitMs: 0})).kind).toBe('quota-exceeded');
		await clock.advance(minute);
		expect((await waits).kind).toBe('ok');
	});

	it.each([[-1], ['5'], [Number.NaN], [null]])('of %j is refused', async (maxWaitMs: unknown) => {
		const {awin, fetch} = setUp();
		await expect(Reflect.apply(awin.get, undefined, ['/things', {maxWaitMs}])).rejects.toThrow(
			/^Option `maxWaitMs` must be a number of at least 0/,
		);
		expect(fetch).not.toHaveBeenCalled();
	});
});

describe('`onQuotaWait`', () => {
	it.each([
		['for `Retry-After`', 503, {'retry-after': '7'}, 7000, 'retry-after'],
		['for `Retry-After` of a 429', 429, {'retry-after': '7'}, 7000, 'retry-after'],
		['for the interval after a 429', 429, {}, minute, 'quota'],
		['for the `RateLimit` field', 503, {ratelimit: '"a";r=0;t=9'}, 9000, 'quota'],
		['for backoff', 503, {}, 250, 'backoff'],
	])('is called once for the wait %s', async (_, status, headers, waitMs, reason) => {
		const {clock, awin, waits, answersOnce} = setUp();
		answersOnce(status, headers);
		const call = awin.get('/things');
		await clock.advance(1);
		const jitterMs = reason === 'backoff' ? 0 : 250;
		expect(waits).toEqual([{waitMs: waitMs + jitterMs, queued: 0, reason}]);
		await clock.advance(2 * minute);
		expect((await call).kind).toBe('ok');
		expect(waits).toHaveLength(1);
	});

	it('is called for each wait of a call, with its reason', async () => {
		const {clock, awin, waits, answersOnce} = setUp({quota: {calls: 2}});
		answersOnce(503);
		answersOnce(503, {'retry-after': '2'});
		const call = awin.get('/things');
		await clock.advance(2 * minute);
		expect((await call).meta.attempts.map(({waitedFor}) => waitedFor)).toEqual([
			[],
			['backoff'],
			['retry-after', 'quota'],
		]);
		expect(waits.map(({reason, queued}) => ({reason, queued}))).toEqual([
			{reason: 'backoff', queued: 0},
			{reason: 'retry-after', queued: 0},
			{reason: 'quota', queued: 1},
		]);
	});

	it('is called for the waits of a client without a quota', async () => {
		const {clock, awin, waits, answersOnce} = setUp({quota: false});
		answersOnce(429, {'retry-after': '7'});
		void awin.get('/things');
		await clock.advance(1);
		expect(waits).toEqual([{waitMs: 7250, queued: 0, reason: 'retry-after'}]);
	});

	it('is not called if there is nothing to wait for', async () => {
		const {clock, awin, waits, answersOnce} = setUp({retry: {baseDelayMs: 0}});
		answersOnce(503);
		const call = awin.get('/things');
		await clock.advance(1);
		expect((await call).meta.attempts).toHaveLength(2);
		expect(waits).toEqual([]);
	});
});
