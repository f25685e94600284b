import type {AcquireOptions, RateLimit} from '../types.ts';
import {precedes} from './priority-queue.ts';
import {createLimitQueue, type LimitQueue, type Waiter} from './queue.ts';
import {createSlidingWindow, type SlidingWindow} from './sliding-window.ts';

/** The queues of one credential, one per bucket. All times are times of `clock.elapsed()`. */
export type LimitQueues = {
	/** The window of the account. Every call takes a slot of it. */
	readonly accountWindow: SlidingWindow;
	/** Returns the queue of a bucket, or the queue of the calls without a bucket. */
	readonly of: (bucket: AcquireOptions['bucket']) => LimitQueue;
	/** All queues. */
	readonly all: () => Iterable<LimitQueue>;
	/** When the next call of the queue can start. */
	readonly nextStartAt: (queue: LimitQueue, now: number) => number;
	/** When a call can start at the earliest that has `position` other calls of its queue ahead of it. */
	readonly earliestStartAt: (queue: LimitQueue, position: number, now: number) => number;
	/** Estimates when a call can start that has `position` other calls of its queue ahead of it. */
	readonly estimateStartAt: (queue: LimitQueue, position: number, now: number) => number;
	/** The first call of all queues that can start now. If there is none, `wakeAt` is when to check again. */
	readonly next: (now: number) => {readonly waiter: Waiter | undefined; readonly wakeAt: number};
	/** Takes the slots for one call. Returns a function that records the end of the call. */
	readonly start: (queue: LimitQueue, now: number) => (endedAt: number) => void;
	/** Whether all windows are idle. */
	readonly idle: (now: number) => boolean;
};

/** Creates the queues of one credential. */
export const createLimitQueues = (limits: RateLimit): LimitQueues => {
	const accountWindow = createSlidingWindow(limits);
	const accountQueue = createLimitQueue(undefined);
	const queues = new Map([['', accountQueue]]);

	const nextStartAt = ({window, askAgainAt}: LimitQueue, now: number) =>
		Math.max(accountWindow.nextStartAt(now), window?.nextStartAt(now) ?? -Infinity, askAgainAt);

	const startAt =
		(method: 'earliestStartAt' | 'estimateStartAt'): LimitQueues['estimateStartAt'] =>
		({window, blockedUntil}, position, now) =>
			Math.max(
				accountWindow[method](position, now),
				window?.[method](position, now) ?? -Infinity,
				blockedUntil,
			);

	return {
		accountWindow,
		of: (bucket) => {
			if (bucket === undefined) return accountQueue;
			const known = queues.get(bucket.name);
			known?.window?.tighten(bucket);
			if (known !== undefined) return known;
			const queue = createLimitQueue(bucket);
			queues.set(bucket.name, queue);
			return queue;
		},
		all: () => queues.values(),
		nextStartAt,
		earliestStartAt: startAt('earliestStartAt'),
		estimateStartAt: startAt('estimateStartAt'),
		next: (now) => {
			let waiter: Waiter | undefined;
			let wakeAt = Infinity;
			for (const queue of queues.values()) {
				const first = queue.waiting.first();
				if (first === undefined) continue;
				const at = nextStartAt(queue, now);
				if (at > now) wakeAt = Math.min(wakeAt, at);
				else if (waiter === undefined || precedes(first, waiter)) waiter = first;
			}
			return {waiter, wakeAt};
		},
		start: ({window}, now) => {
			const accountStart = accountWindow.start(now);
			const bucketStart = window?.start(now);
			return (endedAt) => {
				accountWindow.end(accountStart, endedAt);
				if (bucketStart !== undefined) window?.end(bucketStart, endedAt);
			};
		},
		idle: (now) => {
			const windows = Array.from(queues.values(), ({window}) => window ?? accountWindow);
			return windows.every((window) => window.idle(now));
		},
	};
};
