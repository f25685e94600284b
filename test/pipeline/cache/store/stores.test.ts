import * as fc from 'fast-check';
import {Keyv} from 'keyv';
import {describe, expect, it, vi} from 'vitest';
import {decodeRecord, encodeRecord} from '../../../../src/pipeline/cache/store/record.ts';
import {type KeyvLike, keyvStore} from '../../../../src/pipeline/cache/store/keyv-store.ts';
import {memoryStore} from '../../../../src/pipeline/cache/store/memory-store.ts';
import type {CacheRecord} from '../../../../src/pipeline/cache/store/types.ts';
import {bytes} from '../fixtures.ts';

const recordOf = (body: Uint8Array<ArrayBuffer>): CacheRecord => ({
	version: 2,
	entries: [
		{
			status: 200,
			headers: [['etag', '"a"']],
			body,
			vary: [
				['accept', null],
				['accept-language', 'de'],
			],
			requestTime: 1,
			responseTime: 2,
			correctedInitialAgeMs: 3,
			freshnessLifetimeMs: 4,
			staleIfErrorMs: 5,
			staleWhileRevalidateMs: 6,
		},
	],
});

describe('the memory store', () => {
	it('returns a stored record until it is deleted', () => {
		const store = memoryStore();
		const record = recordOf(bytes('one'));
		store.set('a', record);
		expect(store.get('a')).toBe(record);
		store.delete('a');
		expect(store.get('a')).toBeUndefined();
	});

	it('stays within its limit with 1,500 distinct responses of 64 kB', () => {
		const maxBytes = 32 * 1024 * 1024;
		const store = memoryStore();
		for (let index = 0; index < 1_500; index++) {
			store.set(`key ${index}`, recordOf(new Uint8Array(64 * 1024)));
		}
		const records = Array.from({length: 1_500}, (_, index) => store.get(`key ${index}`));
		const count = records.filter((record) => record !== undefined).length;
		expect(count * 64 * 1024).toBeLessThanOrEqual(maxBytes);
		expect(count).toBeGreaterThan(480);
		expect(records[1_499]).toBeDefined();
		expect(records[0]).toBeUndefined();
	});

	it('evicts the least recently used record first', () => {
		const store = memoryStore({maxBytes: 10_000});
		store.set('a', recordOf(new Uint8Array(2_000)));
		store.set('b', recordOf(new Uint8Array(2_000)));
		store.get('a');
		store.set('c', recordOf(new Uint8Array(2_000)));
		expect(store.get('a')).toBeDefined();
		expect(store.get('b')).toBeUndefined();
	});

	it('does not store a record that is larger than its limit, and evicts nothing for it', () => {
		const store = memoryStore({maxBytes: 10_000});
		store.set('a', recordOf(new Uint8Array(100)));
		store.set('b', recordOf(new Uint8Array(10_000)));
		expect(store.get('a')).toBeDefined();
		expect(store.get('b')).toBeUndefined();
	});

	it('counts the whole buffer of a body that is a view', () => {
		const store = memoryStore({maxBytes: 10_000});
		store.set('a', recordOf(new Uint8Array(new ArrayBuffer(10_000), 0, 1)));
		expect(store.get('a')).toBeUndefined();
	});

	it.each([0, -1, 1.5, Number.NaN, Infinity])('rejects a limit of %d', (maxBytes) => {
		expect(() => memoryStore({maxBytes})).toThrow(
			/^Option `maxBytes` must be a positive whole number of bytes, /,
		);
	});
});

describe('the encoding of a record', () => {
	it('round-trips any bytes', () => {
		fc.assert(
			fc.property(fc.oneof(fc.uint8Array({maxLength: 200}), fc.string().map(bytes)), (body) => {
				const record = recordOf(new Uint8Array(body));
				expect(decodeRecord(encodeRecord(record))).toEqual(record);
			}),
		);
	});

	it('round-trips a byte order mark and a large binary body', () => {
		const mark = recordOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]));
		expect(decodeRecord(encodeRecord(mark))).toEqual(mark);
		const large = recordOf(new Uint8Array(100_000).fill(0xff));
		expect(decodeRecord(encodeRecord(large))).toEqual(large);
	});

	it('contains a UTF-8 body as text', () => {
		expect(encodeRecord(recordOf(bytes('{"a":1}')))).toContain('{\\"a\\":1}');
	});

	it.each([undefined, null, '{"version":3,"entries":5}'])('decodes %j as undefined', (value) => {
		expect(decodeRecord(value)).toBeUndefined();
	});

	const encoded = encodeRecord(recordOf(bytes('one')));
	it.each([
		42,
		'',
		'[]',
		'{"version":2}',
		encoded.slice(0, -5),
		encoded.replace('"text":"one"', '"text":1'),
		encoded.replace('{"text":"one"}', '"one"'),
		encoded.replace('{"text":"one"}', 'null'),
		encoded.replace('"text":"one"', '"base64":"*"'),
		encoded.replace('"text":"one"', '"base64":1'),
	])('rejects %j', (value) => {
		expect(() => decodeRecord(value)).toThrow(/./);
	});
});

describe('the Keyv store', () => {
	it('returns a stored record until it is deleted', async () => {
		const store = keyvStore(new Keyv());
		const record = recordOf(new Uint8Array([0, 255]));
		await store.set('a', record);
		expect(await store.get('a')).toEqual(record);
		expect(await store.get('b')).toBeUndefined();
		await store.delete('a');
		expect(await store.get('a')).toBeUndefined();
	});

	it('hashes keys and sets a time to live for each record', async () => {
		const keyv = {
			get: vi.fn<KeyvLike['get']>(),
			set: vi.fn<KeyvLike['set']>(),
			delete: vi.fn<KeyvLike['delete']>(),
		};
		await keyvStore(keyv, {ttlMs: 5}).set(
			'http digest https://api.awin.com/secret',
			recordOf(bytes('')),
		);
		await keyvStore(keyv).set('a', recordOf(bytes('')));
		expect(keyv.set.mock.calls).toEqual([
			[expect.stringMatching(/^awin-sdk:[0-9a-f]{64}$/), expect.any(String), 5],
			[expect.stringMatching(/^awin-sdk:[0-9a-f]{64}$/), expect.any(String), 604_800_000],
		]);
	});

	it.each([undefined, null, {}, {get: () => {}, set: () => {}}, 'redis://hunter2'])(
		'rejects a value that is not a Keyv: %j',
		(keyv) => {
			expect(() => Reflect.apply(keyvStore, undefined, [keyv])).toThrow(
				/^Option `keyv` must be a Keyv, but it is (?!.*hunter2)/,
			);
		},
	);

	it('rejects an unknown option', () => {
		const unknown: object = {ttl: 1};
		expect(() => keyvStore(new Keyv(), unknown)).toThrow(
			'`keyvStore` has an unknown option `ttl`; did you mean `ttlMs`? Known options: `ttlMs`.',
		);
	});

	it.each([0, -1, Number.NaN])('rejects a time to live of %d', (ttlMs) => {
		expect(() => keyvStore(new Keyv(), {ttlMs})).toThrow(TypeError);
	});
});
