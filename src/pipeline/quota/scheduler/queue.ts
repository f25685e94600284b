import type {Clock} from '../../clock.ts';
import {onAbort} from '../../on-abort.ts';
import type {AcquireOptions, AcquireResult} from '../types.ts';
import {createPriorityQueue, type PriorityQueue} from './priority-queue.ts';
import type {SharedWindow} from './shared-window.ts';
import {createSlidingWindow, type SlidingWindow} from './sliding-window.ts';

/** The calls that wait for the same limits: the account limit alone, or the account limit and one bucket. */
export type LimitQueue = {
	readonly bucket: AcquireOptions['bucket'];
	/** The window of the bucket. `undefined` for calls without a bucket. */
	readonly window: SlidingWindow | undefined;
	readonly waiting: PriorityQueue<Waiter>;
	/** The waiting calls whose `onWait` has not been called yet. */
	readonly unnotified: Set<Waiter>;
	/** The shared window grants no slot before this time of `clock.elapsed()`. */
	blockedUntil: number;
	/** When to ask the shared window again, by `clock.elapsed()`: no later than `blockedUntil`. */
	askAgainAt: number;
};

/** A call that waits for a slot. */
export type Waiter = {
	readonly priority: number;
	readonly order: number;
	readonly options: AcquireOptions;
	readonly queue: LimitQueue;
	/** When the call was enqueued, as a time of `clock.elapsed()`. */
	readonly since: number;
	readonly resolve: (result: AcquireResult) => void;
	/** Whether the wait has ended. */
	settled?: true;
	/** Removes the abort listener and the timer of `maxWaitMs`. `undefined` if there are none. */
	unwatch?: () => void;
};

/** Creates the queue of a bucket, or the queue of the calls without a bucket. */
export const createLimitQueue = (bucket: AcquireOptions['bucket']): LimitQueue => ({
	bucket,
	window: bucket && createSlidingWindow(bucket),
	waiting: createPriorityQueue(),
	unnotified: new Set(),
	blockedUntil: -Infinity,
	askAgainAt: -Infinity,
});

/** Discards what the shared window said about a queue. */
export const forgetShared = (queue: LimitQueue): void => {
	queue.blockedUntil = -Infinity;
	queue.askAgainAt = -Infinity;
};

/** Gives up the positions in the shared window of the queues in which no call waits any more. */
export const leaveIfEmpty = (queues: Iterable<LimitQueue>, shared?: SharedWindow): void => {
	for (const queue of queues) {
		if (queue.waiting.size() > 0 || queue.blockedUntil === -Infinity) continue;
		forgetShared(queue);
		shared?.dequeue(queue.bucket);
	}
};

/** Calls back when the caller aborts or when the call has waited for `maxWaitMs`. */
export const watch = (
	waiter: Waiter,
	clock: Clock,
	onAborted: (waiter: Waiter) => void,
	onTimeUp: (waiter: Waiter) => void,
): void => {
	const {signal, maxWaitMs} = waiter.options;
	if (signal === undefined && maxWaitMs === Infinity) return;
	const stopListening = onAbort(signal, () => onAborted(waiter));
	const cancel =
		maxWaitMs === Infinity ? undefined : clock.after(maxWaitMs, () => onTimeUp(waiter));
	waiter.unwatch = () => {
		stopListening();
		cancel?.();
	};
};
