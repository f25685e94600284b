import {
	checkFunction,
	checkNumber,
	invalidOption,
	ownProperties,
	readOptions,
} from '../errors/invalid-option.ts';
import type {CacheStoreFailure} from '../pipeline/cache/store/circuit-breaker.ts';
import {memoryStore} from '../pipeline/cache/store/memory-store.ts';
import {type CacheStore, isStore} from '../pipeline/cache/store/types.ts';
import {warn} from '../pipeline/warn.ts';
import {readCacheOptions} from '../request/call-policy.ts';
import type {CacheOptions} from '../request/policy.ts';

/** The cache options of a client. Those that calls also accept are the defaults for the calls. */
export type CacheClientOptions = CacheOptions & {
	/** Where responses are stored. @default a store in memory */
	readonly store?: CacheStore | undefined;
	/**
	 * The maximum size of the store in memory, in bytes. The least recently used entries are evicted first.
	 *
	 * @default 33_554_432 (32 MiB)
	 */
	readonly maxBytes?: number | undefined;
	/**
	 * Called once when the store starts to fail. Calls continue without the cache.
	 *
	 * @default logs a line with `console.warn`
	 */
	readonly onError?: ((failure: CacheStoreFailure) => unknown) | undefined;
};

/** The resolved cache options, with all defaults. */
export type ResolvedCache = {
	readonly store: CacheStore;
	readonly onError: (failure: CacheStoreFailure) => unknown;
	/** The defaults for calls without cache options of their own. */
	readonly callDefaults: CacheOptions;
};

const known = ['store', 'maxBytes', 'ttlMs', 'coalesce', 'allowStale', 'onError'];

const warnOfFailure = ({message}: CacheStoreFailure): void =>
	warn(`${message}; calls continue without the cache.`);

/**
 * Validates the cache options of a client and adds the defaults.
 *
 * @throws TypeError if an option is unknown or invalid, or if both `store` and `maxBytes` are given.
 */
export const resolveCache = (
	cache: CacheStore | CacheClientOptions | false = ownProperties({}),
): ResolvedCache | false => {
	if (cache === false) return false;
	if (isStore(cache))
		return {store: cache, onError: warnOfFailure, callDefaults: ownProperties({})};
	const accepted = 'a store, an object or false';
	const own = readOptions(cache, known, {option: 'cache', accepted});
	const {store, maxBytes, onError = warnOfFailure, ...callDefaults} = own;
	checkFunction('cache.onError', onError);
	if (store !== undefined && !isStore(store)) {
		throw invalidOption('cache.store', 'an object with `get`, `set` and `delete`', store);
	}
	if (maxBytes !== undefined) checkNumber('cache.maxBytes', maxBytes, {min: 1, integer: true});
	if (store !== undefined && maxBytes !== undefined) {
		throw new TypeError(
			'Set either `cache.store` or `cache.maxBytes`, not both: `maxBytes` is the limit of the store in memory.',
		);
	}
	return {
		store: store ?? memoryStore(maxBytes === undefined ? {} : {maxBytes}),
		onError,
		callDefaults: readCacheOptions(callDefaults),
	};
};
