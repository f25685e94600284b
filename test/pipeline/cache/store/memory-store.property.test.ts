import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {memoryStore} from '../../../../src/pipeline/cache/store/memory-store.ts';
import type {CacheRecord} from '../../../../src/pipeline/cache/store/types.ts';

const recordOf = (bytes: number): CacheRecord => ({
	version: 2,
	entries: [
		{
			status: 200,
			headers: [],
			body: new Uint8Array(bytes),
			vary: [],
			requestTime: 0,
			responseTime: 0,
			correctedInitialAgeMs: 0,
			freshnessLifetimeMs: 0,
			staleIfErrorMs: 0,
			staleWhileRevalidateMs: 0,
		},
	],
});

/** What a record takes by the store's own count: its body, its key, and what holds them. */
const sizeOf = (key: string, bytes: number) => bytes + key.length * 2 + 2048;

/** The plainest thing that does the same: a list, the one used least recently first. */
const listOf = (maxBytes: number) => {
	let kept: {readonly key: string; readonly bytes: number; readonly record: CacheRecord}[] = [];
	const take = (key: string) => {
		const found = kept.find((each) => each.key === key);
		kept = kept.filter((each) => each !== found);
		return found;
	};
	return {
		get: (key: string) => {
			const found = take(key);
			if (found !== undefined) kept.push(found);
			return found?.record;
		},
		set: (key: string, bytes: number, record: CacheRecord) => {
			take(key);
			if (sizeOf(key, bytes) > maxBytes) return;
			kept.push({key, bytes, record});
			const held = () => kept.reduce((sum, each) => sum + sizeOf(each.key, each.bytes), 0);
			while (held() > maxBytes) kept.shift();
		},
		delete: take,
	};
};

const key = fc.nat({max: 150}).map((number) => `key ${number}`);
const step = fc.oneof(
	{weight: 4, arbitrary: fc.tuple(fc.constant('set' as const), key, fc.nat({max: 4000}))},
	{weight: 2, arbitrary: fc.tuple(fc.constant('get' as const), key, fc.constant(0))},
	{weight: 1, arbitrary: fc.tuple(fc.constant('delete' as const), key, fc.constant(0))},
	{weight: 1, arbitrary: fc.tuple(fc.constant('set' as const), key, fc.constant(400_000))},
);

it('keeps what a list in the order of use would keep within the same bytes', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(5000, 50_000, 320_000, 1_000_000),
			fc.array(step, {maxLength: 400, size: 'max'}),
			(maxBytes, steps) => {
				const store = memoryStore({maxBytes});
				const list = listOf(maxBytes);
				const last = Array.from({length: 151}, (_, number) => ['get', `key ${number}`, 0] as const);
				const pairs = [...steps, ...last].map(([what, name, bytes]) => {
					const record = recordOf(bytes);
					switch (what) {
						case 'get':
							return [store.get(name), list.get(name)];
						case 'set':
							return [store.set(name, record), list.set(name, bytes, record)];
						case 'delete':
							store.delete(name);
							list.delete(name);
							return [];
					}
				});
				for (const [kept, wanted] of pairs) expect(kept).toBe(wanted);
			},
		),
		{numRuns: 100},
	);
});
