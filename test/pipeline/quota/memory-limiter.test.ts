import {describe, expect, it, vi} from 'vitest';
import type {QuotaWait} from '../../../src/pipeline/quota/types.ts';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {abortable, acquireOptions, callOnce} from './acquire-options.ts';
import {initialNowMs, fakeClock} from './fake-clock.ts';

const minute = 60_000;

const setUp = (options: {calls?: number; intervalMs?: number} = {}) => {
	const clock = fakeClock();
	return {clock, limiter: memoryLimiter({...options, clock})};
};

describe('memoryLimiter', () => {
	it('returns a free slot synchronously', () => {
		const {limiter} = setUp();
		expect(limiter.acquire(acquireOptions())).toMatchObject({type: 'slot', waitedMs: 0});
	});

	it('starts the last of 61 calls after exactly 180 s', async () => {
		const {clock, limiter} = setUp();
		const calls = Array.from({length: 61}, () => callOnce(limiter, clock));
		await clock.advance(3 * minute);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts.slice(0, 20)).toEqual(Array(20).fill(0));
		expect(starts.slice(20, 40)).toEqual(Array(20).fill(minute));
		expect(starts.slice(40, 60)).toEqual(Array(20).fill(2 * minute));
		expect(starts[60]).toBe(3 * minute);
	});

	it('counts a call at its end, because the server can have counted it as late as that', async () => {
		const {clock, limiter} = setUp({calls: 1});
		void callOnce(limiter, clock, {}, 300);
		const second = callOnce(limiter, clock);
		await clock.advance(2 * minute);
		expect((await second).startedAt).toBe(minute + 300);
	});

	it('counts a long call until its response, and for an interval from then on', async () => {
		const {clock, limiter} = setUp({calls: 1});
		void callOnce(limiter, clock, {}, 2 * minute);
		const second = callOnce(limiter, clock);
		await clock.advance(4 * minute);
		expect((await second).startedAt).toBe(3 * minute);
	});

	it('counts each call at its own end if calls end out of order', async () => {
		const {clock, limiter} = setUp({calls: 3});
		for (const durationMs of [800, 200, 500]) void callOnce(limiter, clock, {}, durationMs);
		const next = [1, 2, 3].map(() => callOnce(limiter, clock));
		await clock.advance(2 * minute);
		const starts = (await Promise.all(next)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([minute + 200, minute + 500, minute + 800]);
	});

	it('starts higher priorities first, and equal priorities in order of arrival', async () => {
		const {clock, limiter} = setUp({calls: 1, intervalMs: 10});
		const order: string[] = [];
		const call = async (name: string, priority: number) => {
			await callOnce(limiter, clock, {priority});
			order.push(name);
		};
		const calls = [
			call('first', 0),
			call('low', -1),
			call('a', 0),
			call('high', 5),
			call('b', 0),
			call('also high', 5),
		];
		await clock.advance(100);
		await Promise.all(calls);
		expect(order).toEqual(['first', 'high', 'also high', 'a', 'b', 'low']);
	});

	it('starts waiting calls before new ones, even if the timer fires late', async () => {
		const time = {now: 0, wake: () => {}};
		const clock = {
			...fakeClock(),
			elapsed: () => time.now,
			after: (_: number, callback: () => void) => {
				time.wake = callback;
				return () => {};
			},
		};
		const limiter = memoryLimiter({calls: 1, clock});
		await callOnce(limiter, clock);
		const order: string[] = [];
		const first = callOnce(limiter, clock).then(() => order.push('first'));
		time.now = minute;
		const second = callOnce(limiter, clock).then(() => order.push('second'));
		await first;
		time.now = 2 * minute;
		time.wake();
		await second;
		expect(order).toEqual(['first', 'second']);
	});

	it('removes a call from the queue at once when the caller aborts', async () => {
		const {clock, limiter} = setUp({calls: 1});
		const {signal, abort} = abortable();
		void callOnce(limiter, clock);
		const aborted = callOnce(limiter, clock, {signal});
		const next = callOnce(limiter, clock);
		await clock.advance(1000);
		expect(limiter.state('digest').queued).toBe(2);
		abort();
		expect(limiter.state('digest').queued).toBe(1);
		expect((await aborted).result).toEqual({type: 'aborted', waitedMs: 1000});
		await clock.advance(minute);
		expect((await next).startedAt).toBe(minute);
	});

	it('leaves no timers or listeners behind', async () => {
		const {clock, limiter} = setUp({calls: 1});
		const {signal, abort} = abortable();
		const remove = vi.spyOn(signal, 'removeEventListener');
		void callOnce(limiter, clock);
		void callOnce(limiter, clock, {signal, maxWaitMs: 2 * minute});
		await clock.advance(minute);
		expect(remove).toHaveBeenCalledTimes(1);
		expect(clock.timers()).toBe(0);
		void callOnce(limiter, clock, {signal});
		expect(clock.timers()).toBe(1);
		abort();
		expect(clock.timers()).toBe(0);
	});

	it('grants no slot if the signal has already aborted', () => {
		const {limiter} = setUp();
		const result = limiter.acquire(acquireOptions({signal: AbortSignal.abort()}));
		expect(result).toEqual({type: 'aborted', waitedMs: 0});
		expect(limiter.state('digest').used).toBe(0);
	});

	it('sets a single timer, however many calls wait', () => {
		const {clock, limiter} = setUp();
		for (let call = 0; call < 1000; call += 1) void callOnce(limiter, clock);
		expect(clock.timers()).toBe(1);
	});

	it('calls onWait once per waiting call, with the estimated wait and the number of waiting calls', async () => {
		const {clock, limiter} = setUp({calls: 2});
		const onWait = vi.fn<(wait: QuotaWait) => void>();
		const calls = Array.from({length: 7}, () => callOnce(limiter, clock, {onWait}));
		expect(onWait.mock.calls.map(([wait]) => wait)).toEqual([
			{waitMs: minute, queued: 1, reason: 'quota'},
			{waitMs: minute, queued: 2, reason: 'quota'},
			{waitMs: 2 * minute, queued: 3, reason: 'quota'},
			{waitMs: 2 * minute, queued: 4, reason: 'quota'},
			{waitMs: 3 * minute, queued: 5, reason: 'quota'},
		]);
		await clock.advance(4 * minute);
		await Promise.all(calls);
		expect(onWait).toHaveBeenCalledTimes(5);
	});

	it('fails at once if the estimated wait exceeds maxWaitMs', async () => {
		const {clock, limiter} = setUp({calls: 1});
		const maxWaitMs = 90_000;
		void callOnce(limiter, clock);
		const inTime = callOnce(limiter, clock, {maxWaitMs});
		const tooLate = limiter.acquire(acquireOptions({maxWaitMs}));
		expect(tooLate).toEqual({type: 'too-long', waitedMs: 0, retryAt: initialNowMs + 2 * minute});
		await clock.advance(minute);
		expect((await inTime).startedAt).toBe(minute);
	});

	it('fails after maxWaitMs if calls with a higher priority start first', async () => {
		const {clock, limiter} = setUp({calls: 1});
		void callOnce(limiter, clock);
		const low = callOnce(limiter, clock, {maxWaitMs: 90_000});
		const high = callOnce(limiter, clock, {priority: 1});
		await clock.advance(2 * minute);
		expect((await high).startedAt).toBe(minute);
		expect((await low).result).toEqual({
			type: 'too-long',
			waitedMs: 90_000,
			retryAt: initialNowMs + 2 * minute,
		});
	});

	it('returns the state of the window', async () => {
		const {clock, limiter} = setUp({calls: 2});
		const empty = {used: 0, remaining: 2, queued: 0, resetAt: initialNowMs};
		expect(limiter.state('digest')).toEqual(empty);
		await callOnce(limiter, clock);
		expect(limiter.state('digest')).toMatchObject({used: 1, remaining: 1});
		await clock.advance(1000);
		void callOnce(limiter, clock);
		void callOnce(limiter, clock);
		const full = {used: 2, remaining: 0, queued: 1, resetAt: initialNowMs + minute};
		expect(limiter.state('digest')).toEqual(full);
	});

	it('uses separate windows for different credentials', () => {
		const {limiter} = setUp({calls: 1});
		expect(limiter.acquire(acquireOptions({key: 'one'}))).toMatchObject({type: 'slot'});
		expect(limiter.acquire(acquireOptions({key: 'other'}))).toMatchObject({type: 'slot'});
	});

	it('shares the window of a credential with all limiters of the process', async () => {
		const {clock, limiter} = setUp({calls: 1});
		await callOnce(limiter, clock);
		expect(memoryLimiter({calls: 1, clock}).state('digest').remaining).toBe(0);
	});

	it('uses the strictest limits if limiters differ', async () => {
		vi.spyOn(console, 'warn').mockReturnValue();
		const {clock, limiter} = setUp({calls: 5, intervalMs: 1000});
		const stricter = memoryLimiter({calls: 2, intervalMs: 3000, clock});
		for (let call = 0; call < 4; call += 1) void callOnce(limiter, clock);
		const next = callOnce(stricter, clock);
		await clock.advance(4000);
		expect((await next).startedAt).toBe(3000);
		expect(limiter.state('digest')).toMatchObject({used: 1, remaining: 1});
	});

	it('removes the windows of idle credentials', async () => {
		const {clock, limiter} = setUp({calls: 1, intervalMs: 10});
		for (let key = 0; key < 64; key += 1) await callOnce(limiter, clock, {key: `${key}`});
		limiter.pause('0', 100);
		await clock.advance(10);
		await callOnce(limiter, clock, {key: 'the 65th'});
		expect(limiter.state('0').remaining).toBe(0);
		expect(limiter.state('1').remaining).toBe(1);
	});

	it.each([
		[{calls: 0}, '`quota.calls` must be a whole number of at least 1'],
		[{calls: 1.5}, '`quota.calls` must be a whole number of at least 1'],
		[{intervalMs: 0}, '`quota.intervalMs` must be a number of at least 1'],
	])('throws for %j', (options, message) => {
		expect(() => memoryLimiter(options)).toThrow(message);
	});
});
