import type {Clock} from '../clock.ts';
import type {QuotaAsk, QuotaGrant} from './limiter.ts';
import {createSlidingWindow, type SlidingWindow} from './sliding-window.ts';
import {createWaitingLine, type Place, type WaitingLine} from './waiting-line.ts';

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
export type Waiter = Place & {
	readonly ask: QuotaAsk;
	readonly lane: Lane;
	/** When it came, by `clock.elapsed()`. */
	readonly since: number;
	/** Ends the wait; leaves neither timer nor listener behind. */
	readonly settle: (grant: QuotaGrant) => void;
};

export const createLane = (bucket: QuotaAsk['bucket']): Lane => ({
	bucket,
	window: bucket && createSlidingWindow(bucket),
	line: createWaitingLine(),
	untold: new Set(),
	shutUntil: -Infinity,
});

/** What a waiter is made of. */
export type WaiterOptions = {
	readonly ask: QuotaAsk;
	readonly lane: Lane;
	readonly order: number;
	readonly clock: Clock;
	readonly resolve: (grant: QuotaGrant) => void;
	readonly onAbort: (waiter: Waiter) => void;
	readonly onTimeUp: (waiter: Waiter) => void;
};

/** Makes a waiter that listens for the abort of its caller, and for the end of its patience. */
export const createWaiter = (options: WaiterOptions): Waiter => {
	const {ask, lane, order, clock, resolve, onAbort, onTimeUp} = options;
	const abort = () => onAbort(waiter);
	ask.signal?.addEventListener('abort', abort, {once: true});
	const cancel =
		ask.maxWaitMs === Infinity ? undefined : clock.after(ask.maxWaitMs, () => onTimeUp(waiter));
	const waiter: Waiter = {
		ask,
		lane,
		order,
		priority: ask.priority,
		index: -1,
		since: clock.elapsed(),
		settle: (grant) => {
			cancel?.();
			ask.signal?.removeEventListener('abort', abort);
			resolve(grant);
		},
	};
	return waiter;
};
