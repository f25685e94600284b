import type {Clock} from '../../clock.ts';
import type {AcquireOptions} from '../types.ts';

/** The decision of a shared window on one request for a slot. */
export type Decision =
	/** The call can start. `end` must be called once, with whether the slot was used. */
	| {readonly type: 'granted'; readonly end: (used: boolean) => void}
	/** There is no slot for `waitMs` milliseconds. The window keeps the position of a process that asks in time. */
	| {
			readonly type: 'retry-after';
			readonly waitMs: number;
			/** When to ask again, in milliseconds: no later than `waitMs`. */
			readonly askAgainMs: number;
			/** How long the window is still paused, in milliseconds. 0 if it is not. */
			readonly pausedMs: number;
	  }
	/** The window is unavailable, and no call can start for `forMs` milliseconds. `cause` is the error. */
	| {readonly type: 'unavailable'; readonly forMs: number; readonly cause: unknown};

/** A window that processes share. A call needs a slot of it in addition to the slots of this process. */
export type SharedWindow = {
	/** How long a decision can take, in milliseconds. */
	readonly timeoutMs: number;
	/** Requests a slot for the first call of a queue. Never rejects. */
	readonly tryAcquire: (options: AcquireOptions) => Promise<Decision>;
	/** Gives up the position of this process in the queue of this bucket. */
	readonly dequeue: (bucket: AcquireOptions['bucket']) => void;
};

/** A shared window that has not decided by then is slow, in milliseconds. */
const slowDecisionMs = 100;

/** Requests a decision. If it is slow, calls `onSlow` with the time that it can still take, in milliseconds. */
export const requestDecision = async (
	{tryAcquire, timeoutMs}: SharedWindow,
	options: AcquireOptions,
	clock: Clock,
	onSlow: (restMs: number) => void,
): Promise<Decision> => {
	const cancel = clock.after(slowDecisionMs, () => onSlow(timeoutMs - slowDecisionMs));
	const decision = await tryAcquire(options);
	cancel();
	return decision;
};
