import {invalidOption, readOptions} from '../../../errors/invalid-option.ts';
import {sha256} from '../../digest.ts';
import {decodeRecord, encodeRecord} from './record.ts';
import {type CacheStore, isStore} from './types.ts';

/** The part of a Keyv instance that the store uses. Any object with these three functions works. */
export type KeyvLike = {
	/** Returns the stored value, or `undefined`. */
	readonly get: (key: string) => Promise<unknown>;
	/** Stores a value for at most `ttlMs` milliseconds. */
	readonly set: (key: string, value: string, ttlMs?: number) => Promise<unknown>;
	/** Deletes a value, if there is one. */
	readonly delete: (key: string) => Promise<unknown>;
};

/** Seven days, in milliseconds. */
const defaultTtlMs = 7 * 24 * 60 * 60 * 1000;

/* URLs may contain secrets, and some stores limit the length of a key. */
const digest = async (key: string): Promise<string> => `awin-sdk:${await sha256(key)}`;

/**
 * Creates a cache store on top of a Keyv instance: Redis, Postgres, SQLite, files, or any other backend that
 * Keyv has a package for. Keys are SHA-256 digests. Each record is written as one string, so that processes
 * that share the store never read a partial record.
 *
 * @param keyv - A Keyv instance, or any object with its `get`, `set` and `delete`.
 * @param options - `ttlMs`: the time after which Keyv deletes a record that has not been written again, in
 * milliseconds, 604_800_000 (7 days) by default. It limits the size of the store and does not affect freshness.
 * @throws TypeError if `keyv` lacks one of these functions, or if an option is unknown or invalid.
 *
 * @example
 * ```ts
 * import KeyvRedis from '@keyv/redis';
 * import {createAwinClient, keyvStore} from 'awin-sdk';
 * import Keyv from 'keyv';
 *
 * const keyv = new Keyv({store: new KeyvRedis('redis://localhost:6379'), throwOnErrors: true});
 * const awin = createAwinClient({token: 'my-token', cache: keyvStore(keyv)});
 * ```
 */
export const keyvStore = (
	keyv: KeyvLike,
	options: {readonly ttlMs?: number | undefined} = {},
): CacheStore => {
	if (!isStore(keyv)) throw invalidOption('keyv', 'a Keyv', keyv);
	const {ttlMs = defaultTtlMs} = readOptions(options, ['ttlMs'], {
		option: 'options',
		where: '`keyvStore`',
	});
	if (!(ttlMs > 0)) throw invalidOption('ttlMs', 'a positive number of milliseconds', ttlMs);
	return {
		get: async (key) => decodeRecord(await keyv.get(await digest(key))),
		set: async (key, record) => keyv.set(await digest(key), encodeRecord(record), ttlMs),
		delete: async (key) => keyv.delete(await digest(key)),
	};
};
