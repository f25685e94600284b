import {
	checkFunction,
	checkNumber,
	invalidOption,
	refuseUnknownKeys,
} from '../errors/invalid-option.ts';
import type {CacheStoreFailure} from '../pipeline/cache/store/safe-store.ts';
import {memoryStore} from '../pipeline/cache/store/memory-store.ts';
import {type CacheStore, isStore} from '../pipeline/cache/store/types.ts';
import {checkCache} from '../request/call-policy.ts';
import type {CacheOptions} from '../request/policy.ts';

/** How a client keeps answers. What calls can say too is the default for them. */
export type CacheClientOptions = CacheOptions & {
	/** Where answers are kept. @default memory */
	readonly store?: CacheStore;
	/** The bound of the store in memory, in bytes; what was used least recently goes first. @default 33_554_432 (32 MiB) */
	readonly maxBytes?: number;
	/** Told once when the store begins to fail. The calls go on without it. @default a line on `console.warn` */
	readonly onError?: (failure: CacheStoreFailure) => void;
};

/** The cache of a client with every default filled in. */
export type ResolvedCache = {
	readonly store: CacheStore;
	readonly onError: (failure: CacheStoreFailure) => void;
	/** What a call uses that says nothing of the cache. */
	readonly callDefaults: CacheOptions;
};

const known = ['store', 'maxBytes', 'ttlMs', 'coalesce', 'allowStale', 'onError'];

const warn = ({message}: CacheStoreFailure): void =>
	console.warn(`awin-sdk: ${message}; calls go on without it.`);

/** Checks how a client keeps answers. */
export const resolveCache = (
	cache: CacheStore | CacheClientOptions | false = {},
): ResolvedCache | false => {
	if (cache === false) return false;
	if (typeof cache !== 'object' || cache === null) {
		throw invalidOption('cache', 'a store, an object or false', cache);
	}
	if (isStore(cache)) return {store: cache, onError: warn, callDefaults: {}};
	refuseUnknownKeys('Option `cache`', cache, known);
	const {store, maxBytes, onError = warn, ...callDefaults} = cache;
	checkFunction('cache.onError', onError);
	if (store !== undefined && !isStore(store)) {
		throw invalidOption('cache.store', 'an object with `get`, `set` and `delete`', store);
	}
	if (maxBytes !== undefined) checkNumber('cache.maxBytes', maxBytes, {min: 1, integer: true});
	if (store !== undefined && maxBytes !== undefined) {
		throw new TypeError(
			'Give `cache.store` or `cache.maxBytes`, not both: the bound is of the memory.',
		);
	}
	checkCache(callDefaults);
	return {
		store: store ?? memoryStore(maxBytes === undefined ? {} : {maxBytes}),
		onError,
		callDefaults,
	};
};
