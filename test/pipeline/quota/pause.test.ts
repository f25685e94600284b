import {describe, expect, it} from 'vitest';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {abortable, callOnce} from './acquire-options.ts';
import {dayStartMs, fakeClock} from './fake-clock.ts';

const setUp = (calls = 20) => {
	const clock = fakeClock();
	return {clock, limiter: memoryLimiter({calls, intervalMs: 60_000, clock})};
};

describe('a paused window', () => {
	it('lets nothing start before the pause ends', async () => {
		const {clock, limiter} = setUp();
		expect(limiter.pause('digest', 5000)).toBe(dayStartMs + 5000);
		const call = callOnce(limiter, clock);
		expect(limiter.state('digest')).toEqual({
			used: 0,
			remaining: 0,
			queued: 1,
			resetAt: dayStartMs + 5000,
		});
		await clock.advance(5000);
		expect((await call).startedAt).toBe(5000);
	});

	it('lasts an interval where the server does not say how long', () => {
		const {limiter} = setUp();
		expect(limiter.pause('digest', undefined)).toBe(dayStartMs + 60_000);
	});

	it('is not shortened by a shorter pause', async () => {
		const {clock, limiter} = setUp();
		limiter.pause('digest', 9000);
		expect(limiter.pause('digest', 10)).toBe(dayStartMs + 9000);
		const call = callOnce(limiter, clock);
		await clock.advance(9000);
		expect((await call).startedAt).toBe(9000);
	});

	it('keeps those who wait in their order', async () => {
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

	it('gives a place back while it lasts', async () => {
		const {clock, limiter} = setUp();
		const {signal, abort} = abortable();
		limiter.pause('digest', 5000);
		const call = callOnce(limiter, clock, {signal});
		abort();
		expect((await call).grant).toEqual({type: 'aborted', waitedMs: 0});
	});
});

describe('a hint of the server', () => {
	const hint = {remaining: 1, resetMs: 10_000, ageMs: 0};

	it('holds back what the server would refuse', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', hint);
		const calls = [1, 2, 3].map(() => callOnce(limiter, clock));
		await clock.advance(10_000);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([0, 10_000, 10_000]);
	});

	it('does not widen the window', async () => {
		const {clock, limiter} = setUp(1);
		await callOnce(limiter, clock);
		limiter.observe('digest', {...hint, remaining: 100});
		expect(limiter.state('digest').remaining).toBe(0);
	});

	it('holds for no longer than an interval', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', {remaining: 0, resetMs: 1e9, ageMs: 0});
		const call = callOnce(limiter, clock);
		await clock.advance(60_000);
		expect((await call).startedAt).toBe(60_000);
	});

	it('counts the calls that started after the one that was answered', async () => {
		const {clock, limiter} = setUp();
		await clock.advance(100);
		await callOnce(limiter, clock);
		await clock.advance(50);
		limiter.observe('digest', {...hint, ageMs: 100});
		expect(limiter.state('digest').remaining).toBe(0);
	});

	it('yields to the answer of a call that started later', async () => {
		const {clock, limiter} = setUp();
		await clock.advance(100);
		limiter.observe('digest', {...hint, remaining: 0, ageMs: 10});
		limiter.observe('digest', {...hint, remaining: 9, ageMs: 50});
		expect(limiter.state('digest').remaining).toBe(0);
		limiter.observe('digest', {...hint, remaining: 9, ageMs: 0});
		expect(limiter.state('digest').remaining).toBe(9);
	});

	it('is taken at its strictest where calls started at the same moment', () => {
		const {limiter} = setUp();
		limiter.observe('digest', {...hint, remaining: 3});
		limiter.observe('digest', {...hint, remaining: 7});
		expect(limiter.state('digest').remaining).toBe(3);
	});

	it('ends a wait that it shortens', async () => {
		const {clock, limiter} = setUp();
		limiter.observe('digest', {...hint, remaining: 0});
		const call = callOnce(limiter, clock);
		await clock.advance(3000);
		limiter.observe('digest', {...hint, remaining: 5});
		expect((await call).startedAt).toBe(3000);
	});
});
