import {invokeCallback} from '../../callback.ts';
import type {Clock} from '../../clock.ts';
import type {AcquireOptions, AcquireResult} from '../types.ts';
import {type LimitQueue, type Waiter, watch} from './queue.ts';
import type {LimitQueues} from './queues.ts';

/** The calls that wait in the queues of one credential. */
export type WaitingCalls = {
	readonly count: () => number;
	/** Adds a call to its queue. */
	readonly add: (
		options: AcquireOptions,
		queue: LimitQueue,
		now: number,
		resolve: (result: AcquireResult) => void,
	) => Waiter;
	/** Calls `onWait` of a call. */
	readonly notify: (waiter: Waiter, waitMs: number) => void;
	/**
	 * Calls `onWait` of the calls that were expected to start at once and have to wait.
	 *
	 * @param decidedBy - When a slow shared window decides at the latest, as a time of `clock.elapsed()`.
	 */
	readonly notifyWaiting: (decidedBy: number) => void;
	/** The result of a call that would wait until `at`, which is longer than its `maxWaitMs`. */
	readonly tooLong: (waitedMs: number, at: number, now: number) => AcquireResult;
	/** Ends the wait of a call. */
	readonly settle: (waiter: Waiter, result: AcquireResult) => void;
	/** The result of a call that waits since then and does not accept the pause; `undefined` if it accepts it. */
	readonly rejectPaused: (
		options: AcquireOptions,
		since: number,
		now: number,
	) => AcquireResult | undefined;
	/** Ends the waits of all calls that do not accept the pause. */
	readonly settlePaused: (now: number) => void;
};

/** The options of {@link createWaitingCalls}. */
export type WaitingCallsOptions = {
	readonly clock: Clock;
	readonly queues: LimitQueues;
	readonly onAborted: (waiter: Waiter) => void;
	/** Called when a call has waited for `maxWaitMs`. */
	readonly onTimeUp: (waiter: Waiter) => void;
};

/** Creates the list of the calls that wait. */
export const createWaitingCalls = (options: WaitingCallsOptions): WaitingCalls => {
	const {clock, queues, onAborted, onTimeUp} = options;
	const {accountWindow} = queues;
	let count = 0;
	let arrivals = 0;

	const settle = (waiter: Waiter, result: AcquireResult) => {
		waiter.queue.waiting.remove(waiter);
		waiter.queue.unnotified.delete(waiter);
		waiter.settled = true;
		count -= 1;
		waiter.unwatch?.();
		waiter.resolve(result);
	};

	const notify: WaitingCalls['notify'] = ({options: {onWait}}, waitMs) => {
		if (onWait === undefined) return;
		invokeCallback('onWait', onWait, {waitMs: Math.ceil(waitMs), queued: count, reason: 'quota'});
	};

	const rejectPaused: WaitingCalls['rejectPaused'] = ({maxPauseMs}, since, now) => {
		if (accountWindow.pausedFor(since, now) <= maxPauseMs) return undefined;
		const retryAt = Math.ceil(clock.now() + accountWindow.pausedFor(now, now));
		return {type: 'paused', waitedMs: now - since, retryAt};
	};

	return {
		count: () => count,
		add: (call, queue, now, resolve) => {
			arrivals += 1;
			const {priority} = call;
			const waiter = {priority, order: arrivals, options: call, queue, since: now, resolve};
			watch(waiter, clock, onAborted, onTimeUp);
			queue.waiting.add(waiter);
			count += 1;
			return waiter;
		},
		notify,
		notifyWaiting: (decidedBy) => {
			const now = clock.elapsed();
			for (const queue of queues.all()) {
				for (const waiter of queue.unnotified) {
					const position = queue.waiting.size() - queue.unnotified.size;
					const at = Math.max(queues.estimateStartAt(queue, position, now), decidedBy);
					if (at <= now) continue;
					queue.unnotified.delete(waiter);
					notify(waiter, at - now);
				}
			}
		},
		tooLong: (waitedMs, at, now) => ({
			type: 'too-long',
			waitedMs,
			retryAt: Math.ceil(clock.now() + Math.max(0, at - now)),
		}),
		settle,
		rejectPaused,
		settlePaused: (now) => {
			for (const {waiting} of queues.all()) {
				for (const waiter of waiting.items()) {
					const rejected = rejectPaused(waiter.options, waiter.since, now);
					if (rejected !== undefined) settle(waiter, rejected);
				}
			}
		},
	};
};
