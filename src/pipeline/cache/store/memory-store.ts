import {createLRU} from 'lru.min';
import {invalidOption, readOptions} from '../../../errors/invalid-option.ts';
import type {CacheEntry, CacheRecord, CacheStore} from './types.ts';

/** A store that answers at once. */
export type MemoryStore = Omit<CacheStore, 'get'> & {
	readonly get: (key: string) => CacheRecord | undefined;
};

/** The default bound of the store in memory: 32 MiB. */
export const defaultMaxBytes = 32 * 1024 * 1024;

const memoryStores = new WeakSet<object>();

/** Whether a store was made by {@link memoryStore}. */
export const isMemoryStore = (store: CacheStore): store is MemoryStore => memoryStores.has(store);

/** A record, and what it takes. */
type Held = {readonly record: CacheRecord; readonly bytes: number};

/* The list of what was used when takes its slots in advance, and is made twice as long each time it is full. */
const firstSlots = 64;

/** What objects, numbers and the store's own lists take for each entry, roughly, in bytes. */
const overheadBytes = 1024;

const textBytes = (text: string | null): number => (text === null ? 0 : text.length * 2);

const pairBytes = (pairs: readonly (readonly [string, string | null])[]): number =>
	pairs.reduce((sum, [name, value]) => sum + textBytes(name) + textBytes(value) + 64, 0);

const entryBytes = (entry: CacheEntry): number =>
	// A view keeps the whole of its buffer alive.
	entry.body.buffer.byteLength + pairBytes(entry.headers) + pairBytes(entry.vary) + overheadBytes;

const recordBytes = (record: CacheRecord, key: string): number =>
	record.entries.reduce((sum, entry) => sum + entryBytes(entry), textBytes(key) + overheadBytes);

/**
 * Keeps answers in the memory of the process, within a bound in bytes; what was used least recently goes
 * first. What is larger than the bound by itself is not kept.
 *
 * @param options - `maxBytes`: the bound in bytes, bodies and fields together. @default 33_554_432
 * @throws A `TypeError` where `maxBytes` is no positive whole number.
 */
export const memoryStore = (options: {readonly maxBytes?: number} = {}): MemoryStore => {
	const {maxBytes = defaultMaxBytes} = readOptions(options, ['maxBytes'], {
		option: 'options',
		where: '`memoryStore`',
	});
	if (!Number.isSafeInteger(maxBytes) || maxBytes <= 0) {
		throw invalidOption('maxBytes', 'a positive whole number of bytes', maxBytes);
	}
	let heldBytes = 0;
	const records = createLRU<string, Held>({
		max: firstSlots,
		onEviction: (_, {bytes}) => {
			heldBytes -= bytes;
		},
	});
	const roomBytes = () => maxBytes - heldBytes;
	const store: MemoryStore = {
		get: (key) => records.get(key)?.record,
		set: (key, record) => {
			const bytes = recordBytes(record, key);
			records.delete(key);
			if (bytes > maxBytes) return;
			while (bytes > roomBytes()) records.evict(1);
			if (records.available === 0) records.resize(records.max * 2);
			records.set(key, {record, bytes});
			heldBytes += bytes;
		},
		delete: (key) => {
			records.delete(key);
		},
	};
	memoryStores.add(store);
	return store;
};
