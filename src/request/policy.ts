/** How failed attempts are repeated. */
export type RetryOptions = {
	/** Attempts in all, the first one included. @default 3 */
	readonly attempts?: number;
	/** The wait before the second attempt is a random time up to this, in milliseconds; it doubles each time. @default 500 */
	readonly baseDelayMs?: number;
	/** No backoff is longer than this, in milliseconds. @default 20_000 */
	readonly maxDelayMs?: number;
	/** If the server asks for a longer wait than this, in milliseconds, the call ends at once with `retryAt`. @default 120_000 */
	readonly maxRetryAfterMs?: number;
	/** The client's budget of retries, or `false` for none. Only for the whole client. */
	readonly budget?: RetryBudgetOptions | false;
};

/** A token bucket that holds retries back while most calls fail. */
export type RetryBudgetOptions = {
	/** How many retries can be made at once when the bucket is full. @default 10 */
	readonly capacity?: number;
	/** What each call that comes to an answer puts back, in retries. @default 0.1 */
	readonly refillPerSuccess?: number;
	/** The time in which an empty bucket fills by itself, in milliseconds, so that an idle client recovers. @default 600_000 */
	readonly refillMs?: number;
};

/** How answers are kept for one call. */
export type CacheOptions = {
	/**
	 * The age, in milliseconds, up to which a stored response answers this call without a request, even if HTTP
	 * does not make it fresh. The age counts from when the response was last received or revalidated, and it is
	 * checked when the response is read. The call also stores a 200, 203 or 204 without a lifetime or validator.
	 * Without `ttlMs`, only HTTP freshness counts.
	 */
	readonly ttlMs?: number;
	/** Share the exchange with identical calls in flight. @default true */
	readonly coalesce?: boolean;
	/** Whether a stale answer may be used where the server's `stale-if-error` or `stale-while-revalidate` allows it. @default false */
	readonly allowStale?: boolean;
};

/** What a call asks of the quota. */
export type QuotaCall = {
	/** Calls with a higher number go first. */
	readonly priority: number;
	/** The name of a further bucket that this call takes a slot from. */
	readonly bucket: string | undefined;
	/** The longest wait for a slot, in milliseconds. @default `quota.maxWaitMs` of the client */
	readonly maxWaitMs?: number | undefined;
};

/** What may differ from call to call, with the client's defaults filled in. */
export type CallPolicy = {
	/** Whether sending the request twice does no harm. */
	readonly idempotent: boolean;
	readonly retry: Required<Omit<RetryOptions, 'budget'>> | false;
	readonly attemptTimeoutMs: number;
	readonly deadlineMs: number;
	readonly cache: CacheOptions | false;
	readonly quota: QuotaCall;
};
