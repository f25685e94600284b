import type {WaitReason} from '../../response/reply.ts';

/** How many calls may start, how close together, and how many at once. */
export type RateLimit = {
	/** Calls that may start in any span of `intervalMs`. */
	readonly calls: number;
	/** The length of the window, in milliseconds. */
	readonly intervalMs: number;
	/** Calls that may run at the same time. @default Infinity */
	readonly concurrency?: number;
	/** The least time from one start to the next, in milliseconds. @default 0 */
	readonly spacingMs?: number;
};

/** What is told of a call that has to wait before it is sent. */
export type QuotaWait = {
	/** How long the wait will be as things stand, in milliseconds. */
	readonly waitMs: number;
	/** How many calls wait for a slot of the same token, this one included; 0 if the call waits for a retry. */
	readonly queued: number;
	/** What the call waits for: the quota, `Retry-After` of the server, or the backoff before a retry. */
	readonly reason: WaitReason;
};

/** What a call asks a limiter for. */
export type AcquireOptions = {
	/** The digest of the credential: calls with the same one share a window. Never the credential. */
	readonly key: string;
	/** Higher numbers go first; calls of the same priority in the order of their arrival. */
	readonly priority: number;
	/** A further bucket that the call takes a slot from, at the same moment as from the token's window. */
	readonly bucket: (RateLimit & {readonly name: string}) | undefined;
	/** Gives the place in the queue back when it fires. */
	readonly signal: AbortSignal | undefined;
	/** The longest wait that makes sense, in milliseconds. */
	readonly maxWaitMs: number;
	/** The longest pause that the call waits for, in milliseconds: its `deadlineMs`. */
	readonly maxPauseMs: number;
	/** The longest `Retry-After` that the call accepts, in milliseconds. A pause may be as long as that. */
	readonly maxRetryAfterMs: number;
	/** The longest that the call can run, in milliseconds: what a process that died held is free after it. */
	readonly leaseMs: number;
	/** Called at most once, as soon as it is known that the call has to wait. An exception is reported on the console. */
	readonly onWait: ((wait: QuotaWait) => void) | undefined;
};

/** What became of the wish for a slot. */
export type AcquireResult = {
	/** How long the call waited, in milliseconds. */
	readonly waitedMs: number;
} & (
	| {
			readonly type: 'slot';
			/** To be called once when the call has ended, however it ended. */
			readonly release: () => void;
	  }
	/** The wait was, or would be, longer than `maxWaitMs`; `retryAt` in epoch milliseconds. */
	| {readonly type: 'too-long'; readonly retryAt: number}
	/** The server paused the quota for longer than `maxPauseMs`; `retryAt` in epoch milliseconds. */
	| {readonly type: 'paused'; readonly retryAt: number}
	| {readonly type: 'aborted'}
	/** The limiter cannot be reached, and calls may not go ahead without it. */
	| {readonly type: 'unavailable'; readonly retryAt: number; readonly cause: unknown}
);

/** How full a window is. */
export type QuotaState = {
	/** Calls that count in the window now. */
	readonly used: number;
	/** Calls that could start now. */
	readonly remaining: number;
	/** Calls that wait for a slot in this process. */
	readonly queued: number;
	/** When the next slot comes free, in epoch milliseconds; the present time where none is taken. */
	readonly resetAt: number;
};

/** What a server says of its own quota. */
export type ServerRateLimit = {
	/** Calls that the server will still take. */
	readonly remaining: number;
	/** For how long that holds, in milliseconds. */
	readonly resetMs: number;
	/** How long ago the call started whose answer said so, in milliseconds. */
	readonly ageMs: number;
};

/** Hands out the slots of a quota. */
export type QuotaLimiter = {
	/** Asks for a slot: at once where one is free, else as a promise. It never rejects. */
	readonly acquire: (options: AcquireOptions) => AcquireResult | Promise<AcquireResult>;
	/**
	 * Lets nothing start for a time.
	 *
	 * @param forMs - In milliseconds; the length of the window where the server did not say.
	 * @param maxRetryAfterMs - The pause is no longer than this, in milliseconds, or than ten intervals if they
	 *   are longer.
	 * @returns When the window is open again, in epoch milliseconds.
	 */
	readonly pause: (key: string, forMs: number | undefined, maxRetryAfterMs?: number) => number;
	/** Takes a limit of the server into account where it is stricter than the limiter's own count. */
	readonly observe: (key: string, limit: ServerRateLimit) => void;
	/** Tells how full the window of a credential is. */
	readonly state: (key: string) => QuotaState;
};
