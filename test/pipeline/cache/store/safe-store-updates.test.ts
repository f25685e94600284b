import {describe, expect, it, vi} from 'vitest';
import {safeStore} from '../../../../src/pipeline/cache/store/safe-store.ts';
import type {CacheRecord, CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {fakeClock, settled} from '../fixtures.ts';

describe('updates', () => {
	const version = (entries: number): CacheRecord => ({
		version: 2,
		entries: Array.from({length: entries}, () => ({
			status: 200,
			headers: [],
			body: new Uint8Array(),
			vary: [],
			requestTime: 1,
			responseTime: 1,
			correctedInitialAgeMs: 1,
			freshnessLifetimeMs: 1,
			staleIfErrorMs: 0,
			staleWhileRevalidateMs: 0,
		})),
	});
	const slowStore = () => {
		let stored: CacheRecord | undefined;
		const store = {
			get: vi.fn<() => Promise<CacheRecord | undefined>>(async () => {
				await settled();
				return stored;
			}),
			set: vi.fn<CacheStore['set']>(async (_key, record) => {
				await settled();
				stored = record;
			}),
			delete: vi.fn<CacheStore['delete']>(async () => {
				await settled();
				stored = undefined;
			}),
		};
		return store;
	};
	const grow = (record: CacheRecord | undefined) => version((record?.entries.length ?? 0) + 1);

	it('of one key run one after the other, so that none is lost', async () => {
		const store = slowStore();
		const records = safeStore({store, clock: fakeClock()});
		await Promise.all([
			records.update('a', grow),
			records.update('a', grow),
			records.update('a', grow),
		]);
		expect((await store.get())?.entries).toHaveLength(3);
	});

	it('and removals of one key run in order', async () => {
		const store = slowStore();
		const records = safeStore({store, clock: fakeClock()});
		await Promise.all([records.update('a', grow), records.remove('a')]);
		expect(await store.get()).toBeUndefined();
	});

	it('that return the same record are not written', async () => {
		const store = slowStore();
		const records = safeStore({store, clock: fakeClock()});
		await records.update('a', (record) => record);
		expect(store.set).not.toHaveBeenCalled();
		expect(store.delete).not.toHaveBeenCalled();
	});

	it('of a synchronous store are synchronous', () => {
		const stored = new Map<string, CacheRecord>();
		const store: CacheStore = {
			get: (key) => stored.get(key),
			set: (key, record) => stored.set(key, record),
			delete: (key) => stored.delete(key),
		};
		const records = safeStore({store, clock: fakeClock()});
		void records.update('a', grow);
		expect(stored.get('a')?.entries).toHaveLength(1);
	});
});
