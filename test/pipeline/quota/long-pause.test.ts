import {describe, expect, it} from 'vitest';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {acquireOptions, callOnce} from './acquire-options.ts';
import {initialNowMs, fakeClock} from './fake-clock.ts';

const minute = 60_000;
const bucket = {name: 'own', calls: 1, intervalMs: minute};

const setUp = (calls = 20) => {
	const clock = fakeClock();
	return {clock, limiter: memoryLimiter({calls, intervalMs: minute, clock})};
};

describe('a pause', () => {
	it.each([
		['ten intervals', 1e12, 0, 10 * minute],
		['the `Retry-After` that the call accepts, if that is longer', 1e12, 20 * minute, 20 * minute],
		['ten intervals, if that is longer', 1e12, 5 * minute, 10 * minute],
		['what the server asks for, if that is shorter', 7000, 20 * minute, 7000],
		['ten intervals, if the server asks for an infinite time', Infinity, 0, 10 * minute],
	])('lasts no longer than %s', async (_, forMs, maxRetryAfterMs, pauseMs) => {
		const {clock, limiter} = setUp();
		expect(limiter.pause('digest', forMs, maxRetryAfterMs)).toBe(initialNowMs + pauseMs);
		const call = callOnce(limiter, clock);
		await clock.advance(pauseMs);
		expect((await call).startedAt).toBe(pauseMs);
	});

	it('lasts no longer than ten intervals without `maxRetryAfterMs`', () => {
		const {limiter} = setUp();
		expect(limiter.pause('digest', 1e12)).toBe(initialNowMs + 10 * minute);
	});
});

describe('a call that does not accept the pause', () => {
	const grant = {type: 'paused', waitedMs: 0, retryAt: initialNowMs + 5 * minute};

	it('ends at once in the middle of the pause', () => {
		const {limiter} = setUp();
		limiter.pause('digest', 5 * minute);
		expect(limiter.acquire(acquireOptions({maxPauseMs: 5 * minute - 1}))).toEqual(grant);
		expect(limiter.acquire(acquireOptions({bucket, maxPauseMs: 1000}))).toEqual(grant);
		expect(limiter.state('digest')).toMatchObject({used: 0, queued: 0});
	});

	it('waits for the rest of a pause that is short enough', async () => {
		const {clock, limiter} = setUp();
		limiter.pause('digest', 5 * minute);
		await clock.advance(4 * minute);
		const call = callOnce(limiter, clock, {maxPauseMs: minute});
		await clock.advance(minute);
		expect((await call).startedAt).toBe(5 * minute);
	});

	it('ends at once if it waits already when the pause begins, and the others keep waiting', async () => {
		const {clock, limiter} = setUp(1);
		void callOnce(limiter, clock);
		const ends = [
			callOnce(limiter, clock, {maxPauseMs: 3 * minute}),
			callOnce(limiter, clock, {maxPauseMs: 3 * minute, bucket}),
		];
		const waits = callOnce(limiter, clock, {maxPauseMs: 10 * minute});
		await clock.advance(1000);
		limiter.pause('digest', 5 * minute);
		expect(limiter.state('digest').queued).toBe(1);
		const ended = {result: {...grant, waitedMs: 1000, retryAt: grant.retryAt + 1000}};
		expect(await Promise.all(ends)).toMatchObject([ended, ended]);
		await clock.advance(5 * minute);
		expect((await waits).startedAt).toBe(5 * minute + 1000);
	});

	it('ends when a pause that it waits for is made longer than it accepts', async () => {
		const {clock, limiter} = setUp();
		limiter.pause('digest', 2 * minute);
		const call = callOnce(limiter, clock, {maxPauseMs: 3 * minute});
		await clock.advance(minute);
		limiter.pause('digest', 2.5 * minute);
		const retryAt = initialNowMs + 3.5 * minute;
		expect((await call).result).toEqual({type: 'paused', waitedMs: minute, retryAt});
	});

	it('waits in an ordinary queue for longer than that', async () => {
		const {clock, limiter} = setUp(1);
		const calls = [1, 2, 3, 4].map(() => callOnce(limiter, clock, {maxPauseMs: 500}));
		await clock.advance(3 * minute);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([0, minute, 2 * minute, 3 * minute]);
	});

	it('waits for a limit that header fields state, which is an ordinary queue', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', {remaining: 0, resetMs: 1e9, ageMs: 0});
		const call = callOnce(limiter, clock, {maxPauseMs: 500});
		await clock.advance(minute);
		expect((await call).startedAt).toBe(minute);
	});
});
