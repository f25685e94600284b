import type {Clock} from '../../clock.ts';
import {type CacheStoreFailure, createStoreCircuit, failed} from './circuit-breaker.ts';
import {keyedMutex} from './keyed-mutex.ts';
import {isMemoryStore} from './memory-store.ts';
import {readRecord} from './record.ts';
import type {CacheRecord, CacheStore} from './types.ts';

/** Computes the new record from the stored one. `undefined` deletes it, the same one leaves it. */
export type Update = (record: CacheRecord | undefined) => CacheRecord | undefined;

/** A promise for the end of an update; `undefined` if it is done already. */
export type UpdateDone = Promise<undefined> | undefined;

/** A store that never fails and never takes long. */
export type SafeStore = {
	readonly read: (key: string) => CacheRecord | undefined | Promise<CacheRecord | undefined>;
	/** Updates a record, at once if the store answers at once. Updates of one key wait for each other. */
	readonly update: (key: string, update: Update) => UpdateDone;
	readonly remove: (key: string) => UpdateDone;
};

/** What a safe store is made from. */
export type SafeStoreOptions = {
	readonly store: CacheStore;
	readonly clock: Clock;
	/** Called once when the store begins to fail, and again only after that operation has worked. */
	readonly onError?: ((failure: CacheStoreFailure) => void) | undefined;
};

/** So many keys are remembered whose removal failed. With more, nothing that is stored is used. */
const maxOutdatedKeys = 1000;

/** Wraps a store. A failing store counts as a cache miss. */
export const safeStore = ({store, clock, onError}: SafeStoreOptions): SafeStore => {
	const run = createStoreCircuit(clock, onError);
	/* What is stored under these is out of date, but the store could not remove it. */
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

	const inTurn = keyedMutex<undefined>();
	const remove = (key: string) => inTurn(key, () => write(key, undefined));

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
			return inTurn(key, () => {
				const found = read(key);
				return found instanceof Promise ? found.then(apply) : apply(found);
			});
		},
		remove,
	};
};
