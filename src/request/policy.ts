/** How failed attempts are retried. */
export type RetryOptions = {
	/** The maximum number of attempts, including the first one. @default 3 */
	readonly attempts?: number | undefined;
	/**
	 * The upper limit of the random backoff before the second attempt, in milliseconds. It doubles with each further
	 * attempt.
	 * @default 500
	 */
	readonly baseDelayMs?: number | undefined;
	/** The maximum backoff, in milliseconds. @default 20_000 */
	readonly maxDelayMs?: number | undefined;
	/**
	 * The maximum wait that a server can ask for, in milliseconds. If it asks for more, the call ends at once, and
	 * its error has `retryAt`.
	 * @default 120_000
	 */
	readonly maxRetryAfterMs?: number | undefined;
	/**
	 * The statuses that are retried, whole numbers from 400 to 599. They replace the default list, so include it if you
	 * only add to it. All other rules stay: a POST is not repeated, for example, unless it is idempotent.
	 * @default [429, 502, 503, 504]
	 */
	readonly statuses?: readonly number[] | undefined;
	/**
	 * The retry budget of the client. `false` removes the limit. A call only accepts `false`: its retries are then not
	 * limited by the budget and take nothing from it.
	 * @default on
	 */
	readonly budget?: RetryBudgetOptions | false | undefined;
};

/** The retry options of a call: those of a client, but the only `budget` is `false`. */
export type CallRetryOptions = Omit<RetryOptions, 'budget'> & {
	/** `false`: the retry budget of the client does not limit the call, and its retries take nothing from it. */
	readonly budget?: false | undefined;
};

/** The retry options of a call, with the defaults of the client filled in. */
export type RetryPolicy = {
	/** The maximum number of attempts, including the first one. */
	readonly attempts: number;
	/** The upper limit of the backoff before the second attempt, in milliseconds. */
	readonly baseDelayMs: number;
	/** The maximum backoff, in milliseconds. */
	readonly maxDelayMs: number;
	/** The maximum wait that a server can ask for, in milliseconds. */
	readonly maxRetryAfterMs: number;
	/** The statuses that are retried. */
	readonly statuses: readonly number[];
	/** Whether the retry budget of the client limits the retries of the call. */
	readonly budget: boolean;
};

/** A token bucket that limits retries while most calls fail. */
export type RetryBudgetOptions = {
	/** How many retries a full bucket allows. @default 10 */
	readonly capacity?: number | undefined;
	/** How many retries each call that ends with a status below 500 adds to the bucket. @default 0.1 */
	readonly refillPerSuccess?: number | undefined;
	/**
	 * How long an empty bucket takes to refill without any calls, in milliseconds, so that an idle client recovers.
	 * @default 600_000
	 */
	readonly refillMs?: number | undefined;
};

/** How a call uses the cache. */
export type CacheOptions = {
	/**
	 * The age, in milliseconds, up to which a stored response answers this call without a request, even if HTTP
	 * does not make it fresh. The age counts from when the response was last received or revalidated, and it is
	 * checked when the response is read. The call also stores a 200, 203 or 204 without a lifetime or validator.
	 * Without `ttlMs`, only HTTP freshness counts.
	 *
	 * A POST is stored only if the call itself sets `ttlMs` and `idempotent: true`. Its body must be text or bytes.
	 */
	readonly ttlMs?: number | undefined;
	/** Whether the call shares one exchange with identical calls in flight. @default true */
	readonly coalesce?: boolean | undefined;
	/**
	 * Whether the call may return a stale response if the server allows it with `stale-if-error` or
	 * `stale-while-revalidate`.
	 * @default false
	 */
	readonly allowStale?: boolean | undefined;
};

/** The quota options of a call, with the defaults filled in. */
export type QuotaCall = {
	/** The priority in the queue. Calls with a higher number start first. */
	readonly priority: number;
	/** The name of an additional rate limit that the call takes a slot from. */
	readonly bucket: string | undefined;
	/** The longest wait for a slot, in milliseconds. @default `quota.maxWaitMs` of the client */
	readonly maxWaitMs?: number | undefined;
};

/** The options that can differ between calls, with the defaults of the client filled in. */
export type CallPolicy = {
	/** Whether the request can safely be sent twice. */
	readonly idempotent: boolean;
	/** `false` turns retries off. */
	readonly retry: RetryPolicy | false;
	/** The timeout of one attempt, from the first byte sent to the last byte read, in milliseconds. */
	readonly attemptTimeoutMs: number;
	/** The timeout of all attempts and the waits between them, without the waits for the quota, in milliseconds. */
	readonly deadlineMs: number;
	/** The timeout of the whole call, in milliseconds. Everything counts. `Infinity` if there is none. */
	readonly totalTimeoutMs: number;
	/** `false` bypasses the cache. */
	readonly cache: CacheOptions | false;
	/** Whether the call is a POST whose response may be stored: it sets both `idempotent: true` and `cache.ttlMs`. */
	readonly cacheablePost?: boolean | undefined;
	/** How the call uses the quota. */
	readonly quota: QuotaCall;
};
