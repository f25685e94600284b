import {DatabaseSync} from 'node:sqlite';
import type {KeyvLike} from '../../src/pipeline/cache/store/keyv-store.ts';

/** Creates a Keyv on a SQLite file that several processes can open, like Keyv's own package for SQLite. */
export const sqliteKeyv = (file: string): KeyvLike => {
	const database = new DatabaseSync(file);
	/* Not in WAL mode: if several processes switch to it at the same time, SQLite does not wait for its lock. */
	database.exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF;');
	database.exec('CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT)');
	const get = database.prepare('SELECT value FROM entries WHERE key = ?');
	const set = database.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?)');
	const remove = database.prepare('DELETE FROM entries WHERE key = ?');
	return {
		get: async (key) => get.get(key)?.['value'],
		set: async (key, value) => set.run(key, value),
		delete: async (key) => remove.run(key),
	};
};
