/** The form of what is stored. A process that finds another number leaves the record alone and asks the server. */
export const recordVersion = 2;

/** One stored answer: plain data, so that any store can keep it. */
export type CacheEntry = {
	readonly status: number;
	/** Header fields in lower case, without those that belong to the connection. */
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body: Uint8Array<ArrayBuffer>;
	/** The request's header fields that `Vary` names, with what the request said in each (RFC 9111 §4.1). */
	readonly vary: readonly (readonly [name: string, value: string | null])[];
	/** When the exchange began that brought or confirmed the body, in epoch milliseconds. */
	readonly requestTime: number;
	/** When the body was last received in full or confirmed, in epoch milliseconds. */
	readonly responseTime: number;
	/** The age of the response when it came, in milliseconds: `corrected_initial_age` of RFC 9111 §4.2.3. */
	readonly correctedInitialAgeMs: number;
	/** How old the answer may grow before it is stale, in milliseconds; 0 where it is always confirmed first. */
	readonly freshnessLifetimeMs: number;
	/** How long after that it may stand in for an error, in milliseconds (RFC 5861 §4). */
	readonly staleIfErrorMs: number;
	/** How long after that it may be used while it is confirmed, in milliseconds (RFC 5861 §3). */
	readonly staleWhileRevalidateMs: number;
};

/** All that is stored for one URL and one credential: its variants, the newest first. */
export type CacheRecord = {
	readonly version: number;
	readonly entries: readonly CacheEntry[];
};

/**
 * Where stored answers live. Every function may answer at once or with a promise; one that throws, rejects,
 * hangs or gives nonsense is treated as if nothing were stored.
 *
 * A key holds a digest of the credential and the URL as it is. A store outside the process should digest
 * keys, as `keyvStore` does, since a URL may hold secrets.
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
	/** Gives what `set` was given, or `undefined`. */
	readonly get: (key: string) => CacheRecord | undefined | Promise<CacheRecord | undefined>;
	/** Replaces the record as a whole: a reader finds the old one or the new one, never a part. */
	readonly set: (key: string, record: CacheRecord) => unknown;
	/** Forgets a record, if there is one. */
	readonly delete: (key: string) => unknown;
};

/** Whether a value has the three functions of a store. */
export const isStore = (value: unknown): value is CacheStore =>
	typeof value === 'object' &&
	value !== null &&
	['get', 'set', 'delete'].every((name) => typeof Reflect.get(value, name) === 'function');
