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

	it('tells the time of day, the time that has passed and a random number', () => {
		vi.spyOn(Math, 'random').mockReturnValue(0.25);
		const before = systemClock.elapsed();
		vi.advanceTimersByTime(7);
		expect(systemClock.now()).toBe(7);
		expect(systemClock.elapsed() - before).toBeCloseTo(7);
		expect(systemClock.random()).toBe(0.25);
	});

	it('calls back after the time, and not before a fraction of a millisecond has passed too', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(10.2, callback);
		vi.advanceTimersByTime(10);
		expect(callback).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(callback).toHaveBeenCalledOnce();
	});

	it('does not call back after it was cancelled', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(10, callback)();
		expect(vi.getTimerCount()).toBe(0);
	});

	const longest = 2 ** 31 - 1;

	it('waits longer than one timer can', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(longest * 2 + 5, callback);
		vi.advanceTimersByTime(longest * 2 + 4);
		expect(callback).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(callback).toHaveBeenCalledOnce();
	});

	it('waits with one timer as long as one can hold it', () => {
		const callback = vi.fn<() => void>();
		systemClock.after(longest, callback);
		vi.advanceTimersByTime(longest);
		expect(callback).toHaveBeenCalledOnce();
	});

	it('cancels a wait that is longer than one timer', () => {
		const cancel = systemClock.after(Infinity, () => {});
		vi.advanceTimersByTime(longest);
		cancel();
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('sleep', () => {
	it('tells that the time passed, and leaves no listener', async () => {
		const clock = virtualClock();
		const {signal} = new AbortController();
		const asleep = sleep(clock, 50, signal);
		await expect(clock.run(asleep)).resolves.toBe(true);
		expect(clock.elapsed()).toBe(50);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('sleeps without a signal', async () => {
		const clock = virtualClock();
		await expect(clock.run(sleep(clock, 50, undefined))).resolves.toBe(true);
	});

	it('ends at once when the signal fires, and leaves no timer', async () => {
		const clock = virtualClock();
		const controller = new AbortController();
		const asleep = sleep(clock, 50, controller.signal);
		controller.abort();
		await expect(asleep).resolves.toBe(false);
		expect(clock.timers()).toBe(0);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('does not begin after the signal has fired', async () => {
		const clock = virtualClock();
		await expect(sleep(clock, 50, AbortSignal.abort())).resolves.toBe(false);
		expect(clock.timers()).toBe(0);
	});
});
