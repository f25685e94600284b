import type {AwinClientOptions} from '../src/options/options.ts';

/**
 * The client options that tests want: no test waits, and none depends on the calls of another. Without a quota, a
 * retry budget and a cache, a client keeps nothing between calls. Retries follow at once. If a server asks for a wait
 * (`Retry-After`, or a 429, which implies a minute), the call ends at once with `retryAt`; `Retry-After: 0` is retried.
 *
 * @example
 * ```ts
 * import {createAwinClient} from 'awin-sdk';
 * import {testing} from 'awin-sdk/mocks';
 *
 * const awin = createAwinClient({...testing, token: 'test-0f3c9a52'});
 * ```
 */
export const testing = {
	/** No call waits for a slot. */
	quota: false,
	/** No response is stored. */
	cache: false,
	/** Retries follow at once. A wait that a server asks for ends the call. */
	retry: {
		/** No backoff. */
		baseDelayMs: 0,
		/** No wait for the server. */
		maxRetryAfterMs: 0,
		/** No limit of retries. */
		budget: false,
	},
} as const satisfies Partial<AwinClientOptions>;
