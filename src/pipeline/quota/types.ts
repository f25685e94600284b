import type {WaitReason} from '../../response/reply.ts';

/** A rate limit: how many calls start per interval, how far apart, and how many run at the same time. */
export type RateLimit = {
	/** The maximum number of calls that start in any period of `intervalMs`. */
	readonly calls: number;
	/** The length of the window, in milliseconds. */
	readonly intervalMs: number;
	/** The maximum number of calls in flight at the same time. @default Infinity */
	readonly concurrency?: number | undefined;
	/** The minimum time between two starts, in milliseconds. @default 0 */
	readonly spacingMs?: number | undefined;
	/**
	 * The longest wait of a call that takes a slot of this limit, in milliseconds, unless the call sets its own
	 * `maxWaitMs`. `quota.maxWaitMs` applies if it is shorter.
	 *
	 * @default Infinity
	 */
	readonly maxWaitMs?: number | undefined;
};

/** What `onQuotaWait` is called with: the expected wait of a call before it is sent. */
export type QuotaWait = {
	/** The estimated wait, in whole milliseconds. */
	readonly waitMs: number;
	/**
	 * The number of calls that wait for a slot of the same token, including this one. 0 if the call waits before a
	 * retry: it is not in the queue then.
	 */
	readonly queued: number;
	/** What the call waits for: the quota, `Retry-After` of the server, or the backoff before a retry. */
	readonly reason: WaitReason;
};

/** What a call passes to `QuotaLimiter.acquire`. */
export type AcquireOptions = {
	/** The digest of the credential, never the credential itself. Calls with the same digest share a window. */
	readonly key: string;
	/** Calls with a higher number start first. Calls of equal priority start in order of arrival. */
	readonly priority: number;
	/** An additional limit. The call takes a slot of it and a slot of the token's window at the same time. */
	readonly bucket:
		| (RateLimit & {
				/** The name of the limit, such as `conversion`. */
				readonly name: string;
		  })
		| undefined;
	/** Aborting removes the call from the queue. */
	readonly signal: AbortSignal | undefined;
	/** The maximum wait, in milliseconds. */
	readonly maxWaitMs: number;
	/**
	 * The maximum pause that the call waits for, in milliseconds: its `deadlineMs`. A call that would wait longer
	 * ends at once with `paused`.
	 */
	readonly maxPauseMs: number;
	/** The maximum `Retry-After` that the call accepts, in milliseconds. See `QuotaLimiter.pause`. */
	readonly maxRetryAfterMs: number;
	/**
	 * The maximum duration of the call, in milliseconds. After it, a shared limiter frees the slot of a process
	 * that has crashed.
	 */
	readonly leaseMs: number;
	/**
	 * Called at most once, as soon as it is known that the call has to wait. An exception is reported on the
	 * console.
	 */
	readonly onWait: ((wait: QuotaWait) => void) | undefined;
	/**
	 * Called with the error of the backend once for each time that it becomes unavailable, by the first call that finds
	 * out. The function is that of the client, so that each client is told once. It must not throw.
	 */
	readonly onBackendFailure?: ((cause: unknown) => void) | undefined;
};

/** The result of `QuotaLimiter.acquire`. */
export type AcquireResult = {
	/** How long the call waited, in milliseconds. */
	readonly waitedMs: number;
} & (
	| {
			/** The call may start. */
			readonly type: 'slot';
			/** Must be called once when the call has ended, whether it succeeded or failed. */
			readonly release: () => void;
	  }
	| {
			/** The wait exceeded, or would exceed, `maxWaitMs`. */
			readonly type: 'too-long';
			/** The estimated time of the next free slot, in epoch milliseconds. */
			readonly retryAt: number;
	  }
	| {
			/** The server paused the quota for longer than `maxPauseMs`. */
			readonly type: 'paused';
			/** The end of the pause, in epoch milliseconds. */
			readonly retryAt: number;
	  }
	| {
			/** The signal aborted before a slot was free. */
			readonly type: 'aborted';
	  }
	| {
			/** The backend of the limiter is unavailable, and calls must not start without it. */
			readonly type: 'unavailable';
			/** When the backend is tried again, in epoch milliseconds. */
			readonly retryAt: number;
			/** The error of the backend. */
			readonly cause: unknown;
	  }
);

/** The current state of a window. */
export type QuotaState = {
	/** The number of calls that count against the limit now. */
	readonly used: number;
	/** The number of calls that can start now. */
	readonly remaining: number;
	/** The number of calls of this process that wait for a slot. */
	readonly queued: number;
	/** When the next slot becomes free, in epoch milliseconds. The current time if no slot is taken. */
	readonly resetAt: number;
};

/** The rate limit that a server states in a response. */
export type ServerRateLimit = {
	/** The number of calls that the server still accepts. */
	readonly remaining: number;
	/** How long the limit is valid, in milliseconds. */
	readonly resetMs: number;
	/** The time since the start of the call that received the response, in milliseconds. */
	readonly ageMs: number;
};

/** Limits how many calls start. Each call acquires a slot first, and releases it at its end. */
export type QuotaLimiter = {
	/** Acquires a slot. Returns it synchronously if one is free, and otherwise a promise. Never rejects. */
	readonly acquire: (options: AcquireOptions) => AcquireResult | Promise<AcquireResult>;
	/**
	 * Starts no calls for a time.
	 *
	 * @param forMs - The duration of the pause, in milliseconds. If `undefined`, the length of the window.
	 * @param maxRetryAfterMs - The maximum `Retry-After` that the call accepts, in milliseconds. The pause is no
	 *   longer than this or ten intervals, whichever is longer. Defaults to 0.
	 * @returns When the pause ends, in epoch milliseconds.
	 */
	readonly pause: (key: string, forMs: number | undefined, maxRetryAfterMs?: number) => number;
	/** Applies a limit that the server states, if it is stricter than the limiter's own count. */
	readonly observe: (key: string, limit: ServerRateLimit) => void;
	/** Returns the state of the window of a credential. */
	readonly state: (key: string) => QuotaState;
};
