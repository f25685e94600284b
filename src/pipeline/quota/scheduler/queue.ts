import type {Clock} from '../../clock.ts';
import {onAbort} from '../../on-abort.ts';
import type {AcquireOptions, AcquireResult} from '../types.ts';
import {createPriorityQueue, type PriorityQueue} from './priority-queue.ts';
import {createSlidingWindow, type SlidingWindow} from './sliding-window.ts';

/** The calls that wait for the same slots: those of the account alone, or of the account and one bucket. */
export type LimitQueue = {
	readonly bucket: AcquireOptions['bucket'];
	/** The window of the bucket; `undefined` for the queue of the account alone. */
	readonly window: SlidingWindow | undefined;
	readonly waiting: PriorityQueue<Waiter>;
	/** The waiting calls whose `onWait` has not been called yet. */
	readonly unnotified: Set<Waiter>;
	/** Until when the shared window grants nothing, by `clock.elapsed()`. */
	blockedUntil: number;
	/** When to ask the shared window again, by `clock.elapsed()`: no later than `blockedUntil`. */
	askAgainAt: number;
};

/** A call that waits for its slot. */
export type Waiter = {
	readonly priority: number;
	readonly order: number;
	readonly options: AcquireOptions;
	readonly queue: LimitQueue;
	/** When the call began to wait, by `clock.elapsed()`. */
	readonly since: number;
	readonly resolve: (result: AcquireResult) => void;
	/** Removes the abort listener and the timer, if there are any. */
	unwatch?: () => void;
	/** Whether the call waits no more. */
	settled?: boolean;
};

/** Creates the queue of a bucket, or of the account alone. */
export const createLimitQueue = (bucket: AcquireOptions['bucket']): LimitQueue => ({
	bucket,
	window: bucket && createSlidingWindow(bucket),
	waiting: createPriorityQueue(),
	unnotified: new Set(),
	blockedUntil: -Infinity,
	askAgainAt: -Infinity,
});

/** Forgets what the shared window said of a queue. */
export const forgetShared = (queue: LimitQueue): void => {
	queue.blockedUntil = -Infinity;
	queue.askAgainAt = -Infinity;
};

/** Watches for the caller's abort and for the end of `maxWaitMs`. */
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
