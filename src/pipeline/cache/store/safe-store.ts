import type {Clock} from '../../clock.ts';
import {
	type CacheStoreFailure,
	createStoreCircuit,
	failed,
	storeTimeoutMs,
} from './circuit-breaker.ts';
import {keyedMutex} from './keyed-mutex.ts';
import {isMemoryStore} from './memory-store.ts';
import {readRecord} from './record.ts';
import type {CacheRecord, CacheStore} from './types.ts';

/**
 * Returns the new record for a stored one. `undefined` deletes the record; returning the same record changes
 * nothing.
 */
export type Update = (record: CacheRecord | undefined) => CacheRecord | undefined;

/**
 * A promise that resolves when an update is done, or when it has taken longer than {@link storeTimeoutMs} with
 * all the updates that it waits for; `undefined` if it is done already.
 */
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
	/*
	 * What is stored under these is out of date: a removal or a late update is pending, or the store did not carry
	 * it out. The number is that of the last such change: a later one makes the key current again.
	 */
	const outdated = new Map<string, number>();
	const isOutdated = (key: string) => outdated.has(key) || outdated.size >= maxOutdatedKeys;
	const markOutdated = (key: string, change: number) =>
		outdated.set(key, Math.max(change, outdated.get(key) ?? change));
	let changes = 0;

	const write = (key: string, record: CacheRecord | undefined, change: number): UpdateDone => {
		const track = (result: unknown): undefined => {
			if (result === failed) {
				if (record === undefined) markOutdated(key, change);
			} else if (change >= (outdated.get(key) ?? change)) outdated.delete(key);
		};
		const result =
			record === undefined
				? run('delete', () => store.delete(key), Boolean)
				: run('set', () => store.set(key, record), Boolean);
		return result instanceof Promise ? result.then(track) : track(result);
	};

	const mutex = keyedMutex<undefined>();

	/** Runs a change in its turn, and waits for it. The work is told whether the call has gone on without it. */
	const inTurn = (key: string, change: number, work: (late: boolean) => UpdateDone): UpdateDone => {
		let late = false;
		const done = mutex.run(key, () => work(late));
		if (done === undefined) return undefined;
		return new Promise((resolve) => {
			const cancel = clock.after(storeTimeoutMs, () => {
				late = true;
				markOutdated(key, change);
				resolve(undefined);
			});
			void done.then(() => {
				cancel();
				resolve(undefined);
			});
		});
	};

	const remove = (key: string): UpdateDone => {
		const change = (changes += 1);
		markOutdated(key, change);
		return inTurn(key, change, () => write(key, undefined, change));
	};

	const readStored = (key: string): CacheRecord | undefined | Promise<CacheRecord | undefined> => {
		const found = run('get', () => store.get(key), readRecord);
		if (!(found instanceof Promise)) return found === failed ? undefined : found;
		return found.then((record) => (record === failed ? undefined : record));
	};

	const readCurrent: SafeStore['read'] = (key) => {
		if (!isOutdated(key)) return readStored(key);
		const [oldest = key] = outdated.keys();
		const wanted = outdated.has(key) ? key : oldest;
		if (!mutex.isBusy(wanted)) void remove(wanted);
		return undefined;
	};

	/* Records of `memoryStore` never leave the process, so they need no check. */
	const isMemory = isMemoryStore(store);
	const readForUpdate = isMemory ? store.get : readStored;
	return {
		read: isMemory ? store.get : readCurrent,
		update: (key, update) => {
			const change = (changes += 1);
			const apply = (record: CacheRecord | undefined): UpdateDone => {
				const updated = update(record);
				return updated === record ? undefined : write(key, updated, change);
			};
			return inTurn(key, change, (late) => {
				/* Otherwise the queue would grow without end. What is stored stays marked as out of date. */
				if (late) return undefined;
				const found = isOutdated(key) ? undefined : readForUpdate(key);
				return found instanceof Promise ? found.then(apply) : apply(found);
			});
		},
		remove,
	};
};
