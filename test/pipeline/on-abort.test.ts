import {getEventListeners} from 'node:events';
import {describe, expect, it, vi} from 'vitest';
import {coalesce} from '../../src/pipeline/coalesce/coalesce.ts';
import {sleep} from '../../src/pipeline/clock.ts';
import {onAbort} from '../../src/pipeline/on-abort.ts';
import {memoryLimiter} from '../../src/pipeline/quota/memory-limiter.ts';
import {timeout} from '../../src/pipeline/timeout.ts';
import type {Reply} from '../../src/response/reply.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {acquireOptions} from './quota/acquire-options.ts';

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

it('calls back once when the signal aborts', () => {
	const controller = new AbortController();
	const callback = vi.fn<(signal: AbortSignal) => void>();
	onAbort(controller.signal, callback);
	expect(callback).not.toHaveBeenCalled();
	controller.abort();
	controller.abort();
	expect(callback).toHaveBeenCalledExactlyOnceWith(controller.signal);
});

it('does not call back after it is removed', () => {
	const controller = new AbortController();
	const callback = vi.fn<(signal: AbortSignal) => void>();
	onAbort(controller.signal, callback)();
	controller.abort();
	expect(callback).not.toHaveBeenCalled();
});

it('accepts a missing signal', () => {
	expect(onAbort(undefined, () => {})()).toBeUndefined();
});

it('calls every callback of a signal, in the order in which they were added', () => {
	const controller = new AbortController();
	const order: number[] = [];
	const note = (order_: number) => () => order.push(order_);
	onAbort(controller.signal, note(1));
	const stop = onAbort(controller.signal, note(2));
	onAbort(controller.signal, note(3));
	stop();
	controller.abort();
	expect(order).toEqual([1, 3]);
});

it('calls a function as often as it was added', () => {
	const controller = new AbortController();
	const callback = vi.fn<() => void>();
	onAbort(controller.signal, callback);
	onAbort(controller.signal, callback);
	controller.abort();
	expect(callback).toHaveBeenCalledTimes(2);
});

it('does not call a callback that an earlier one stops', () => {
	const controller = new AbortController();
	const late = vi.fn<() => void>();
	onAbort(controller.signal, () => stop());
	const stop = onAbort(controller.signal, late);
	controller.abort();
	expect(late).not.toHaveBeenCalled();
});

it('does not call a callback that is added while the signal fires', () => {
	const controller = new AbortController();
	const late = vi.fn<() => void>();
	onAbort(controller.signal, () => onAbort(controller.signal, late));
	controller.abort();
	expect(late).not.toHaveBeenCalled();
});

it('keeps one listener on a signal, and none when nothing listens any more', () => {
	const {signal} = new AbortController();
	const stops = Array.from({length: 100}, () => onAbort(signal, () => {}));
	expect(listenersOf(signal)).toBe(1);
	for (const stop of stops) stop();
	stops[0]?.();
	expect(listenersOf(signal)).toBe(0);
	const stop = onAbort(signal, () => {});
	stops[0]?.();
	expect(listenersOf(signal)).toBe(1);
	stop();
	expect(listenersOf(signal)).toBe(0);
});

describe('however many calls wait on one signal, it has one listener', () => {
	const never = () => new Promise<Reply>(() => {});
	const clock = virtualClock();
	const limiter = memoryLimiter({calls: 1, clock});
	const share = coalesce({clock})(never);
	const shared = {cache: {}};

	it.each<[string, (signal: AbortSignal, call: number) => unknown]>([
		['in the queue of the quota', (signal) => limiter.acquire(acquireOptions({signal}))],
		['for the next attempt', (signal) => sleep(clock, 1000, signal)],
		['for an answer', (signal) => timeout({clock})(never)(makeRequest({signal}))],
		['for a shared answer', (signal) => share(makeRequest({...shared, signal}))],
		[
			'for different shared answers',
			(signal, call) => share(makeRequest({...shared, signal, url: `https://a.example/${call}`})),
		],
	])('%s', (_, wait) => {
		const controller = new AbortController();
		const {signal} = controller;
		void wait(new AbortController().signal, -1);
		const add = vi.spyOn(signal, 'addEventListener');
		for (let call = 0; call < 50; call += 1) void wait(signal, call);
		expect(listenersOf(signal)).toBe(1);
		expect(add).toHaveBeenCalledOnce();
		controller.abort();
		expect(listenersOf(signal)).toBe(0);
	});
});
