/** The version of the record format. A record with another version counts as a cache miss. */
export const recordVersion = 2;

/** One stored response: plain data, so that any store can hold it. */
export type CacheEntry = {
	/** The status of the response. */
	readonly status: number;
	/** The reason phrase of the status line. Records of earlier versions have none. */
	readonly statusText?: string | undefined;
	/** Header fields with names in lower case, without connection-specific ones (RFC 9111 §3.1). */
	readonly headers: readonly (readonly [name: string, value: string])[];
	/** The body, after decompression. */
	readonly body: Uint8Array<ArrayBuffer>;
	/** The request fields that `Vary` lists, with their values; `null` for a missing one (RFC 9111 §4.1). */
	readonly vary: readonly (readonly [name: string, value: string | null])[];
	/** When the exchange that received or revalidated the body started, in epoch milliseconds. */
	readonly requestTime: number;
	/** When the body was last received in full or revalidated, in epoch milliseconds. */
	readonly responseTime: number;
	/** The age of the response on arrival, in milliseconds: `corrected_initial_age` of RFC 9111 §4.2.3. */
	readonly correctedInitialAgeMs: number;
	/** The age at which the response becomes stale, in milliseconds; 0 if every use needs a revalidation. */
	readonly freshnessLifetimeMs: number;
	/** How long after that it may replace an error, in milliseconds (RFC 5861 §4). */
	readonly staleIfErrorMs: number;
	/** How long after that it may be used during a revalidation, in milliseconds (RFC 5861 §3). */
	readonly staleWhileRevalidateMs: number;
};

/** The stored responses for one URL and credential: its variants, newest first. */
export type CacheRecord = {
	/** The version of the format. A record with another one counts as a cache miss. */
	readonly version: number;
	/** The stored responses, newest first. */
	readonly entries: readonly CacheEntry[];
};

/**
 * A store of cached responses. Every function may be synchronous or return a promise. A `get` that throws,
 * rejects, returns an invalid value or takes longer than 250 ms counts as a cache miss. A failed `set` or
 * `delete` is ignored, except for the report to `cache.onError`.
 *
 * A key contains a digest of the credential, and the plain URL. Because a URL may contain secrets, a store
 * outside the process should hash its keys, as `keyvStore` does.
 *
 * @example
 * ```ts
 * import {createAwinClient, type CacheRecord, type CacheStore} from 'awin-sdk';
 *
 * const records = new Map<string, CacheRecord>();
 * const store: CacheStore = {
 * 	get: (key) => records.get(key),
 * 	set: (key, record) => records.set(key, record),
 * 	delete: (key) => records.delete(key),
 * };
 * const awin = createAwinClient({token: 'my-token', cache: store});
 * ```
 */
export type CacheStore = {
	/** Returns the stored record, or `undefined`. */
	readonly get: (key: string) => CacheRecord | undefined | Promise<CacheRecord | undefined>;
	/** Replaces the whole record atomically: a reader gets the old one or the new one, never a part. */
	readonly set: (key: string, record: CacheRecord) => unknown;
	/** Deletes a record, if there is one. */
	readonly delete: (key: string) => unknown;
};

/** Whether a value has the three functions of a store: `get`, `set` and `delete`. */
export const isStore = (value: unknown): value is CacheStore =>
	typeof value === 'object' &&
	value !== null &&
	['get', 'set', 'delete'].every((name) => typeof Reflect.get(value, name) === 'function');
