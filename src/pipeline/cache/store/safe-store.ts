import type {Clock} from '../../clock.ts';
import {isThenable} from '../../thenable.ts';
import {keyedMutex} from './keyed-mutex.ts';
import {isMemoryStore} from './memory-store.ts';
import {isOtherVersion, isRecord} from './record.ts';
import type {CacheRecord, CacheStore} from './types.ts';

/** How long a call waits for a store, in milliseconds, before it does without. */
export const storeTimeoutMs = 250;

/** A store that failed, as it is reported. The call it happened in went on without the cache. */
export type CacheStoreFailure = {
	readonly operation: 'get' | 'set' | 'delete';
	/** Says what happened, in words that hold nothing secret. */
	readonly message: string;
	/** What the store threw; `undefined` where it hung or gave nonsense. */
	readonly cause: unknown;
};

/** Works out the new record from the stored one; `undefined` deletes it, the same one leaves it. */
export type Update = (record: CacheRecord | undefined) => CacheRecord | undefined;

/** A promise for the end of a change; `undefined` where it is done already. */
export type UpdateDone = Promise<undefined> | undefined;

/** A store that never fails and never takes long. */
export type SafeStore = {
	readonly read: (key: string) => CacheRecord | undefined | Promise<CacheRecord | undefined>;
	/** Changes a record, at once where the store answers at once. Changes of one key wait for each other. */
	readonly update: (key: string, change: Update) => UpdateDone;
	readonly remove: (key: string) => UpdateDone;
};

/** What makes a guarded store. */
export type SafeStoreOptions = {
	readonly store: CacheStore;
	readonly clock: Clock;
	/** Told once when the store begins to fail, and again only after that operation has worked. */
	readonly onError?: ((failure: CacheStoreFailure) => void) | undefined;
};

type Operation = CacheStoreFailure['operation'];

/** Wraps a store: whatever it does wrong is a miss within a bound, and reported once. */
export const safeStore = ({store, clock, onError}: SafeStoreOptions): SafeStore => {
	let failing: Operation | undefined;
	const worked = (operation: Operation): undefined => {
		if (failing === operation) failing = undefined;
	};
	const report = (operation: Operation, message: string, cause?: unknown) => {
		if (failing !== undefined) return;
		failing = operation;
		try {
			onError?.({operation, message, cause});
		} catch {
			// What the listener does wrong is no error of the call.
		}
	};

	const check = (value: unknown): CacheRecord | undefined => {
		if (value === undefined || value === null || isOtherVersion(value)) {
			worked('get');
			return undefined;
		}
		if (isRecord(value)) {
			worked('get');
			return value;
		}
		report(
			'get',
			'the cache store gave something that is no record (a Keyv goes into `keyvStore`)',
		);
		return undefined;
	};
	const failed = (operation: Operation, cause: unknown) =>
		report(operation, `the cache store failed at "${operation}"`, cause);

	const settle = <T>(
		operation: Operation,
		pending: Promise<unknown>,
		then: (value: unknown) => T,
	) =>
		new Promise<T | undefined>((resolve) => {
			const cancel = clock.after(storeTimeoutMs, () => {
				report(operation, `the cache store took longer than ${storeTimeoutMs} ms`);
				resolve(undefined);
			});
			pending.then(
				(value) => {
					cancel();
					resolve(then(value));
				},
				(cause: unknown) => {
					cancel();
					failed(operation, cause);
					resolve(undefined);
				},
			);
		});

	const run = <T>(operation: Operation, call: () => unknown, then: (value: unknown) => T) => {
		try {
			const result = call();
			// A store that answers at once costs the call no turn of the event loop.
			return isThenable(result) ? settle(operation, Promise.resolve(result), then) : then(result);
		} catch (cause) {
			failed(operation, cause);
			return undefined;
		}
	};

	/* Records of `memoryStore` never leave the process, so they need no check. */
	const read: SafeStore['read'] = isMemoryStore(store)
		? store.get
		: (key) => run('get', () => store.get(key), check);
	const write = (key: string, record: CacheRecord | undefined): UpdateDone =>
		record === undefined
			? run(
					'delete',
					() => store.delete(key),
					() => worked('delete'),
				)
			: run(
					'set',
					() => store.set(key, record),
					() => worked('set'),
				);

	const inTurn = keyedMutex<undefined>();
	return {
		read,
		update: (key, change) => {
			const apply = (record: CacheRecord | undefined): UpdateDone => {
				const changed = change(record);
				return changed === record ? undefined : write(key, changed);
			};
			return inTurn(key, () => {
				const found = read(key);
				return found instanceof Promise ? found.then(apply) : apply(found);
			});
		},
		remove: (key) => inTurn(key, () => write(key, undefined)),
	};
};
