import type {Clock} from '../../clock.ts';
import {type CacheStoreFailure, createStoreCircuit, failed} from './circuit-breaker.ts';
import {keyedMutex} from './keyed-mutex.ts';
import {isMemoryStore} from './memory-store.ts';
import {readRecord} from './record.ts';
import type {CacheRecord, CacheStore} from './types.ts';

/**
 * Returns the new record for a stored one. `undefined` deletes the record; returning the same record changes
 * nothing.
 */
export type Update = (record: CacheRecord | undefined) => CacheRecord | undefined;

/** A promise that resolves when an update is done; `undefined` if it is done already. */
export type UpdateDone = Promise<undefined> | undefined;

/** A store whose operations never fail, and end within a bound. */
export type SafeStore = {
	/** Returns the record; `undefined` if there is none or the store fails. One `get`. */
	readonly read: (key: string) => CacheRecord | undefined | Promise<CacheRecord | undefined>;
	/**
	 * Updates a record: one `get`, and one `set` or `delete` if the record changes. It is synchronous if the store
	 * is. Updates and removals of the same key run one after the other.
	 */
	readonly update: (key: string, update: Update) => UpdateDone;
	/** Removes a record: one `delete`. */
	readonly remove: (key: string) => UpdateDone;
};

/** The options of {@link safeStore}. */
export type SafeStoreOptions = {
	readonly store: CacheStore;
	readonly clock: Clock;
	/**
	 * Called once when the store starts to fail, and again only after the failed operation has succeeded.
	 * An exception is reported on the console.
	 */
	readonly onError?: ((failure: CacheStoreFailure) => unknown) | undefined;
};

/** The number of keys with a failed removal from which on every read is a miss. */
const maxOutdatedKeys = 1000;

/**
 * Wraps a store so that it cannot fail a call. A `get` that throws, rejects, times out or returns an invalid
 * value counts as a cache miss. The failure is reported once.
 */
export const safeStore = ({store, clock, onError}: SafeStoreOptions): SafeStore => {
	const run = createStoreCircuit(clock, onError);
	/* Keys whose removal failed; their records are out of date. */
	const outdated = new Set<string>();
	const isOutdated = (key: string) => outdated.has(key) || outdated.size >= maxOutdatedKeys;

	const write = (key: string, record: CacheRecord | undefined): UpdateDone => {
		const track = (result: unknown): undefined => {
			if (result !== failed) outdated.delete(key);
			else if (record === undefined) outdated.add(key);
		};
		const result =
			record === undefined
				? run('delete', () => store.delete(key), Boolean)
				: run('set', () => store.set(key, record), Boolean);
		return result instanceof Promise ? result.then(track) : track(result);
	};

	const serialize = keyedMutex<undefined>();
	const remove = (key: string) => serialize(key, () => write(key, undefined));

	const readStored = (key: string): CacheRecord | undefined | Promise<CacheRecord | undefined> => {
		if (isOutdated(key)) {
			const [oldest = key] = outdated;
			void remove(outdated.has(key) ? key : oldest);
			return undefined;
		}
		const found = run('get', () => store.get(key), readRecord);
		if (!(found instanceof Promise)) return found === failed ? undefined : found;
		return found.then((record) => (record === failed ? undefined : record));
	};

	/* Records of `memoryStore` never leave the process, so they need no check. */
	const read: SafeStore['read'] = isMemoryStore(store) ? store.get : readStored;
	return {
		read,
		update: (key, update) => {
			const apply = (record: CacheRecord | undefined): UpdateDone => {
				const updated = update(record);
				return updated === record ? undefined : write(key, updated);
			};
			return serialize(key, () => {
				const found = read(key);
				return found instanceof Promise ? found.then(apply) : apply(found);
			});
		},
		remove,
	};
};
