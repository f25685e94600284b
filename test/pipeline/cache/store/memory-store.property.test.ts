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

/** The size of a record as the store computes it: body, key and overhead. */
const sizeOf = (key: string, bytes: number) => bytes + key.length * 2 + 2048;

/** A simple model of the store: a list, the least recently used record first. */
const modelOf = (maxBytes: number) => {
	let records: {readonly key: string; readonly bytes: number; readonly record: CacheRecord}[] = [];
	const take = (key: string) => {
		const found = records.find((each) => each.key === key);
		records = records.filter((each) => each !== found);
		return found;
	};
	return {
		get: (key: string) => {
			const found = take(key);
			if (found !== undefined) records.push(found);
			return found?.record;
		},
		set: (key: string, bytes: number, record: CacheRecord) => {
			take(key);
			if (sizeOf(key, bytes) > maxBytes) return;
			records.push({key, bytes, record});
			const usedBytes = () => records.reduce((sum, each) => sum + sizeOf(each.key, each.bytes), 0);
			while (usedBytes() > maxBytes) records.shift();
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

it('holds the same records as a list in order of use with the same limit', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(5000, 50_000, 320_000, 1_000_000),
			fc.array(step, {maxLength: 400, size: 'max'}),
			(maxBytes, steps) => {
				const store = memoryStore({maxBytes});
				const model = modelOf(maxBytes);
				const last = Array.from({length: 151}, (_, number) => ['get', `key ${number}`, 0] as const);
				const pairs = [...steps, ...last].map(([operation, name, bytes]) => {
					const record = recordOf(bytes);
					switch (operation) {
						case 'get':
							return [store.get(name), model.get(name)];
						case 'set':
							return [store.set(name, record), model.set(name, bytes, record)];
						case 'delete':
							store.delete(name);
							model.delete(name);
							return [];
					}
				});
				for (const [actual, expected] of pairs) expect(actual).toBe(expected);
			},
		),
		{numRuns: 100},
	);
});
