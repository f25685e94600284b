import {createLRU} from 'lru.min';
import {invalidOption, readOptions} from '../../../errors/invalid-option.ts';
import type {CacheEntry, CacheRecord, CacheStore} from './types.ts';

/** A store whose `get` is synchronous. */
export type MemoryStore = Omit<CacheStore, 'get'> & {
	/** Returns the stored record, or `undefined`, without a promise. */
	readonly get: (key: string) => CacheRecord | undefined;
};

/** The default size limit of the memory store in bytes: 32 MiB. */
export const defaultMaxBytes = 32 * 1024 * 1024;

const memoryStores = new WeakSet<object>();

/** Whether a store was created by {@link memoryStore}. */
export const isMemoryStore = (store: CacheStore): store is MemoryStore => memoryStores.has(store);

/** A record, and its size in bytes. */
type StoredRecord = {readonly record: CacheRecord; readonly bytes: number};

/* The LRU allocates its slots in advance. Its capacity doubles each time it is full. */
const initialCapacity = 64;

/** The approximate memory for objects, numbers and LRU slots per record and per entry, in bytes. */
const overheadBytes = 1024;

const textBytes = (text: string | null): number => (text === null ? 0 : text.length * 2);

const pairBytes = (pairs: readonly (readonly [string, string | null])[]): number =>
	pairs.reduce((sum, [name, value]) => sum + textBytes(name) + textBytes(value) + 64, 0);

const entryBytes = (entry: CacheEntry): number =>
	/* A view keeps its whole buffer alive. */
	entry.body.buffer.byteLength + pairBytes(entry.headers) + pairBytes(entry.vary) + overheadBytes;

const recordBytes = (record: CacheRecord, key: string): number =>
	record.entries.reduce((sum, entry) => sum + entryBytes(entry), textBytes(key) + overheadBytes);

/**
 * Creates a cache store in the memory of the process. If it is full, the least recently used records are
 * evicted. A record that is larger than the limit by itself is not stored.
 *
 * @param options - `maxBytes`: the size limit in bytes, 33_554_432 (32 MiB) by default. Bodies, header fields and keys
 * count.
 * @throws TypeError if an option is unknown, or if `maxBytes` is not a positive whole number.
 * @example
 * ```ts
 * import {createAwinClient, memoryStore} from 'awin-sdk';
 *
 * const store = memoryStore({maxBytes: 8 * 1024 * 1024});
 * const awin = createAwinClient({token: 'my-token', cache: {store, ttlMs: 60_000}});
 * ```
 */
export const memoryStore = (
	options: {
		/** The size limit, in bytes. @default 33_554_432 (32 MiB) */
		readonly maxBytes?: number | undefined;
	} = {},
): MemoryStore => {
	const {maxBytes = defaultMaxBytes} = readOptions(options, ['maxBytes'], {
		option: 'options',
		where: '`memoryStore`',
	});
	if (!Number.isSafeInteger(maxBytes) || maxBytes <= 0) {
		throw invalidOption('maxBytes', 'a positive whole number of bytes', maxBytes);
	}
	let usedBytes = 0;
	const records = createLRU<string, StoredRecord>({
		max: initialCapacity,
		onEviction: (_, {bytes}) => {
			usedBytes -= bytes;
		},
	});
	const freeBytes = () => maxBytes - usedBytes;
	const store: MemoryStore = {
		get: (key) => records.get(key)?.record,
		set: (key, record) => {
			const bytes = recordBytes(record, key);
			records.delete(key);
			if (bytes > maxBytes) return;
			while (bytes > freeBytes()) records.evict(1);
			if (records.available === 0) records.resize(records.max * 2);
			records.set(key, {record, bytes});
			usedBytes += bytes;
		},
		delete: (key) => {
			records.delete(key);
		},
	};
	memoryStores.add(store);
	return store;
};
