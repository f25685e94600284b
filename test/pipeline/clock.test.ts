import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {sleep, systemClock} from '../../src/pipeline/clock.ts';
import {manualClock} from '../helpers/manual-clock.ts';

describe('sleep', () => {
	it('ends when the time has passed, and leaves nothing behind', async () => {
		const clock = manualClock();
		const {signal} = new AbortController();
		const removed = vi.spyOn(signal, 'removeEventListener');
		const slept = sleep(clock, 100, signal);
		clock.advance(99);
		expect(clock.timers()).toBe(1);
		clock.advance(1);
		expect(await slept).toBe(true);
		expect(removed).toHaveBeenCalledOnce();
	});

	it('needs no signal', async () => {
		const clock = manualClock();
		const slept = sleep(clock, 0, undefined);
		clock.advance(0);
		expect(await slept).toBe(true);
	});

	it('ends as soon as the signal fires', async () => {
		const clock = manualClock();
		const controller = new AbortController();
		const slept = sleep(clock, 100, controller.signal);
		controller.abort();
		expect(await slept).toBe(false);
		expect(clock.timers()).toBe(0);
	});

	it('does not begin where the signal has fired', async () => {
		const clock = manualClock();
		expect(await sleep(clock, 100, AbortSignal.abort())).toBe(false);
		expect(clock.timers()).toBe(0);
	});
});

describe('systemClock', () => {
	beforeEach(() => {
		vi.useFakeTimers({now: 1000});
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('tells the time of the machine', () => {
		const startedAt = systemClock.elapsed();
		expect(systemClock.now()).toBe(1000);
		vi.advanceTimersByTime(50);
		expect(systemClock.now()).toBe(1050);
		expect(systemClock.elapsed() - startedAt).toBe(50);
		expect(systemClock.random()).toBeGreaterThanOrEqual(0);
		expect(systemClock.random()).toBeLessThan(1);
	});

	it('calls back once, and not after it is cancelled', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(10, callback);
		systemClock.after(20, callback)();
		vi.advanceTimersByTime(100);
		expect(callback).toHaveBeenCalledOnce();
		expect(vi.getTimerCount()).toBe(0);
	});

	it.each([2 ** 31, Infinity])('does not fire at once for a delay of %d ms', (ms) => {
		const callback = vi.fn<() => void>();
		systemClock.after(ms, callback);
		vi.advanceTimersByTime(1_000_000);
		expect(callback).not.toHaveBeenCalled();
	});
});
