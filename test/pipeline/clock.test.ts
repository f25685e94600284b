import {getEventListeners} from 'node:events';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {sleep, systemClock} from '../../src/pipeline/clock.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

describe('systemClock', () => {
	beforeEach(() => {
		vi.useFakeTimers({now: 0});
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('returns the current time, the elapsed time and a random number', () => {
		vi.spyOn(Math, 'random').mockReturnValue(0.25);
		const before = systemClock.elapsed();
		vi.advanceTimersByTime(7);
		expect(systemClock.now()).toBe(7);
		expect(systemClock.elapsed() - before).toBeCloseTo(7);
		expect(systemClock.random()).toBe(0.25);
	});

	it('calls back no earlier than a fractional delay', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(10.2, callback);
		vi.advanceTimersByTime(10);
		expect(callback).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(callback).toHaveBeenCalledOnce();
	});

	it('does not call back after it is cancelled', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(10, callback)();
		expect(vi.getTimerCount()).toBe(0);
	});

	const maxTimerMs = 2 ** 31 - 1;

	it('supports delays beyond the maximum of setTimeout', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(maxTimerMs * 2 + 5, callback);
		vi.advanceTimersByTime(maxTimerMs * 2 + 4);
		expect(callback).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(callback).toHaveBeenCalledOnce();
	});

	it('supports the maximum delay of setTimeout', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(maxTimerMs, callback);
		vi.advanceTimersByTime(maxTimerMs);
		expect(callback).toHaveBeenCalledOnce();
	});

	it('cancels a delay beyond the maximum of setTimeout', () => {
		const cancel = systemClock.after(Infinity, () => {});
		vi.advanceTimersByTime(maxTimerMs);
		cancel();
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('sleep', () => {
	it('returns true after the time, and removes its listener', async () => {
		const clock = virtualClock();
		const {signal} = new AbortController();
		const sleeping = sleep(clock, 50, signal);
		await expect(clock.run(sleeping)).resolves.toBe(true);
		expect(clock.elapsed()).toBe(50);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('works without a signal', async () => {
		const clock = virtualClock();
		await expect(clock.run(sleep(clock, 50, undefined))).resolves.toBe(true);
	});

	it('returns false at once when the signal aborts, and removes its timer', async () => {
		const clock = virtualClock();
		const controller = new AbortController();
		const sleeping = sleep(clock, 50, controller.signal);
		controller.abort();
		await expect(sleeping).resolves.toBe(false);
		expect(clock.timers()).toBe(0);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('returns false without a timer if the signal has already aborted', async () => {
		const clock = virtualClock();
		await expect(sleep(clock, 50, AbortSignal.abort())).resolves.toBe(false);
		expect(clock.timers()).toBe(0);
	});
});
