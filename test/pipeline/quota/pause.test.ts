import {describe, expect, it} from 'vitest';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {abortable, callOnce} from './acquire-options.ts';
import {initialNowMs, fakeClock} from './fake-clock.ts';

const setUp = (calls = 20) => {
	const clock = fakeClock();
	return {clock, limiter: memoryLimiter({calls, intervalMs: 60_000, clock})};
};

describe('a paused window', () => {
	it('starts no call before the pause ends', async () => {
		const {clock, limiter} = setUp();
		expect(limiter.pause('digest', 5000)).toBe(initialNowMs + 5000);
		const call = callOnce(limiter, clock);
		expect(limiter.state('digest')).toEqual({
			used: 0,
			remaining: 0,
			queued: 1,
			resetAt: initialNowMs + 5000,
		});
		await clock.advance(5000);
		expect((await call).startedAt).toBe(5000);
	});

	it('is paused for one interval by default', () => {
		const {limiter} = setUp();
		expect(limiter.pause('digest', undefined)).toBe(initialNowMs + 60_000);
	});

	it('ignores a pause that ends earlier', async () => {
		const {clock, limiter} = setUp();
		limiter.pause('digest', 9000);
		expect(limiter.pause('digest', 10)).toBe(initialNowMs + 9000);
		const call = callOnce(limiter, clock);
		await clock.advance(9000);
		expect((await call).startedAt).toBe(9000);
	});

	it('keeps the order of waiting calls', async () => {
		const {clock, limiter} = setUp(1);
		const order: number[] = [];
		const calls = [0, 1, 2, 3].map(async (call) => {
			await callOnce(limiter, clock);
			order.push(call);
		});
		await clock.advance(30_000);
		limiter.pause('digest', 90_000);
		await clock.advance(300_000);
		await Promise.all(calls);
		expect(order).toEqual([0, 1, 2, 3]);
	});

	it('removes an aborted call during the pause', async () => {
		const {clock, limiter} = setUp();
		const {signal, abort} = abortable();
		limiter.pause('digest', 5000);
		const call = callOnce(limiter, clock, {signal});
		abort();
		expect((await call).result).toEqual({type: 'aborted', waitedMs: 0});
	});
});

describe('a limit that the server states', () => {
	const serverLimit = {remaining: 1, resetMs: 10_000, ageMs: 0};

	it('delays calls that the server would refuse', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', serverLimit);
		const calls = [1, 2, 3].map(() => callOnce(limiter, clock));
		await clock.advance(10_000);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([0, 10_000, 10_000]);
	});

	it('never allows more calls than the window', async () => {
		const {clock, limiter} = setUp(1);
		await callOnce(limiter, clock);
		limiter.observe('digest', {...serverLimit, remaining: 100});
		expect(limiter.state('digest').remaining).toBe(0);
	});

	it('lasts for one interval at most', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', {remaining: 0, resetMs: 1e9, ageMs: 0});
		const call = callOnce(limiter, clock);
		await clock.advance(60_000);
		expect((await call).startedAt).toBe(60_000);
	});

	it('subtracts calls that started after the one that got the response', async () => {
		const {clock, limiter} = setUp();
		await clock.advance(100);
		await callOnce(limiter, clock);
		await clock.advance(50);
		limiter.observe('digest', {...serverLimit, ageMs: 100});
		expect(limiter.state('digest').remaining).toBe(0);
	});

	it('is replaced only by the response to a call that started later', async () => {
		const {clock, limiter} = setUp();
		await clock.advance(100);
		limiter.observe('digest', {...serverLimit, remaining: 0, ageMs: 10});
		limiter.observe('digest', {...serverLimit, remaining: 9, ageMs: 50});
		expect(limiter.state('digest').remaining).toBe(0);
		limiter.observe('digest', {...serverLimit, remaining: 9, ageMs: 0});
		expect(limiter.state('digest').remaining).toBe(9);
	});

	it('is the strictest one if calls started at the same time', () => {
		const {limiter} = setUp();
		limiter.observe('digest', {...serverLimit, remaining: 3});
		limiter.observe('digest', {...serverLimit, remaining: 7});
		expect(limiter.state('digest').remaining).toBe(3);
	});

	it('starts waiting calls at once if it allows more calls', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', {...serverLimit, remaining: 0});
		const call = callOnce(limiter, clock);
		await clock.advance(3000);
		limiter.observe('digest', {...serverLimit, remaining: 5});
		expect((await call).startedAt).toBe(3000);
	});
});
