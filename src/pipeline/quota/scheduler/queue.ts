import type {Clock} from '../../clock.ts';
import type {QuotaAsk, QuotaGrant} from '../types.ts';
import {createSlidingWindow, type SlidingWindow} from './sliding-window.ts';
import {createWaitingLine, type WaitingLine} from './priority-queue.ts';

/** The calls that need the same slots: those of the token alone, or of the token and one further bucket. */
export type Lane = {
	readonly bucket: QuotaAsk['bucket'];
	readonly window: SlidingWindow | undefined;
	readonly line: WaitingLine<Waiter>;
	/** Those of the line whose callers have not been told that they wait. */
	readonly untold: Set<Waiter>;
	/** Until when the gate lets nobody pass, by `clock.elapsed()`. */
	shutUntil: number;
};

/** A call that waits for its slot. */
export type Waiter = {
	readonly priority: number;
	readonly order: number;
	previous: Waiter | undefined;
	next: Waiter | undefined;
	readonly ask: QuotaAsk;
	readonly lane: Lane;
	/** When it came, by `clock.elapsed()`. */
	readonly since: number;
	readonly resolve: (grant: QuotaGrant) => void;
	/** Ends the watch for what can end the wait early; `undefined` where nothing can. */
	unwatch: (() => void) | undefined;
};

export const createLane = (bucket: QuotaAsk['bucket']): Lane => ({
	bucket,
	window: bucket && createSlidingWindow(bucket),
	line: createWaitingLine(),
	untold: new Set(),
	shutUntil: -Infinity,
});

/** Watches for the abort of a caller, and for the end of its patience. */
export const watch = (
	waiter: Waiter,
	clock: Clock,
	onAbort: (waiter: Waiter) => void,
	onTimeUp: (waiter: Waiter) => void,
): void => {
	const {signal, maxWaitMs} = waiter.ask;
	if (signal === undefined && maxWaitMs === Infinity) return;
	const abort = () => onAbort(waiter);
	signal?.addEventListener('abort', abort, {once: true});
	const cancel =
		maxWaitMs === Infinity ? undefined : clock.after(maxWaitMs, () => onTimeUp(waiter));
	waiter.unwatch = () => {
		signal?.removeEventListener('abort', abort);
		cancel?.();
	};
};
