import type {AcquireOptions} from '../types.ts';

/** The answer of a shared window to one request for a slot. */
export type Decision =
	/** The call may start. `end` must be called once, and says whether the slot was used. */
	| {readonly type: 'granted'; readonly end: (used: boolean) => void}
	/** No slot for so many milliseconds. The window keeps the position of a process that asks again in time. */
	| {
			readonly type: 'retry-after';
			readonly waitMs: number;
			/** When to ask again, in milliseconds: what else happens meanwhile is not foretold by `waitMs`. */
			readonly askAgainMs: number;
			/** How much of the wait is due to a pause, in milliseconds. */
			readonly pausedMs: number;
	  }
	/** The window cannot be reached, and no call may start for so many milliseconds. */
	| {readonly type: 'unavailable'; readonly forMs: number; readonly cause: unknown};

/** A window that this process shares with others. A call needs a slot of it besides the slots of this process. */
export type SharedWindow = {
	/** Asks for a slot for the first call of a queue. Never rejects. */
	readonly tryAcquire: (options: AcquireOptions) => Promise<Decision>;
	/** Gives up the position that the window keeps for calls of this bucket. */
	readonly dequeue: (bucket: AcquireOptions['bucket']) => void;
};
