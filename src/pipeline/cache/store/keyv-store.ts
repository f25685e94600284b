import {invalidOption, readOptions} from '../../../errors/invalid-option.ts';
import {sha256} from '../../digest.ts';
import {decodeRecord, encodeRecord} from './record.ts';
import {type CacheStore, isStore} from './types.ts';

/** What is used of a Keyv instance; anything that has these three functions will do. */
export type KeyvLike = {
	readonly get: (key: string) => Promise<unknown>;
	readonly set: (key: string, value: string, ttlMs?: number) => Promise<unknown>;
	readonly delete: (key: string) => Promise<unknown>;
};

/** Seven days, in milliseconds. */
const defaultTtlMs = 7 * 24 * 60 * 60 * 1000;

/* URLs may hold secrets, and some stores bound the length of a key. */
const digest = async (key: string): Promise<string> => `awin-sdk:${await sha256(key)}`;

/**
 * Keeps answers in a Keyv, and so in Redis, Postgres, SQLite, files and whatever else Keyv has a package for.
 * Keys are digests, and a record is one text, so that processes that share the store see whole records only.
 *
 * @param keyv - A Keyv, or anything with its `get`, `set` and `delete`.
 * @param options - `ttlMs`: how long a record stays that nothing renews, in milliseconds; it bounds the
 * store, not the freshness of an answer. @default 604_800_000
 * @throws TypeError for a `keyv` without those functions, and for an option that cannot be used.
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
export const keyvStore = (keyv: KeyvLike, options: {readonly ttlMs?: number} = {}): CacheStore => {
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
