import type {StandardSchemaV1} from '@standard-schema/spec';
import type {RequestBody} from './api-request.ts';
import type {HeaderFields} from './headers.ts';
import type {CacheOptions, RetryOptions} from './policy.ts';
import type {Query} from './query.ts';

/** What a call can say besides its method and path. */
export type CallOptions = {
	/** Values for the placeholders of the path; encoded. */
	readonly path?: Readonly<Record<string, string | number>>;
	/** Query parameters; `undefined` is left out, arrays are joined with commas, dates are in UTC. */
	readonly query?: Query;
	/** A value to send as JSON. */
	readonly json?: unknown;
	/** A body to send as it is: text, bytes, a form, a stream, or a function that makes one for each attempt. */
	readonly body?: RequestBody | undefined;
	/** Header fields; they win over the client's own. */
	readonly headers?: HeaderFields;
	/** Aborts the call, in whichever phase it is. */
	readonly signal?: AbortSignal | undefined;
	/** Overrides the client's retries, or turns them off. */
	readonly retry?: Omit<RetryOptions, 'budget'> | false;
	/** For one attempt, from the first byte sent to the last byte read, in milliseconds. @default 60_000 */
	readonly attemptTimeoutMs?: number;
	/** For all attempts and backoff together, in milliseconds; waiting for quota does not count. @default 180_000 */
	readonly deadlineMs?: number;
	/** Whether sending it twice does no harm. @default true for GET, HEAD, PUT, DELETE and OPTIONS */
	readonly idempotent?: boolean;
	/**
	 * Sends an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), the same at every attempt:
	 * `true` makes one, a string is taken as it is. It makes the call idempotent. Awin documents none.
	 * @default false
	 */
	readonly idempotencyKey?: string | boolean;
	/** Validates the data of a success and gives its type: any Standard Schema validator. */
	readonly schema?: StandardSchemaV1;
	/** How the answer is kept; `false` neither reads nor writes the cache. */
	readonly cache?: CacheOptions | false;
	/** Calls with a higher number go first where calls wait for the quota. @default 0 */
	readonly priority?: number;
	/** The name of a further bucket that the call takes a slot from, beside the token's own quota. */
	readonly bucket?: string;
	/**
	 * The longest wait for a slot of the quota, in milliseconds; a call that would wait longer sends nothing and
	 * ends with `quota-exceeded`. 0 never waits. @default `quota.maxWaitMs` of the client
	 */
	readonly maxWaitMs?: number | undefined;
};
