import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cache} from '../../../../src/pipeline/cache/cache.ts';
import type {CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {coalesce} from '../../../../src/pipeline/coalesce/coalesce.ts';
import {bytes, fakeClock, notModified, ok, request, settled, text} from '../fixtures.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const throwing = () => {
	throw new Error('a trap');
};
/* A proxy that throws whatever is done with it. */
const hostile = (): object =>
	new Proxy({}, {get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing});
const getter = (name: string) => Object.defineProperty({version: 2}, name, {get: throwing});
const thenable = (then: () => void): object => {
	const value = {};
	Reflect.set(value, 'then', then);
	return value;
};
const sparse = (): unknown[] => {
	const list: unknown[] = [['etag', '"a"']];
	list.length = 3;
	return list;
};

const entry = fc.record(
	{
		status: fc.constantFrom(200, 204, 304, 0, -1, 1e9, '200'),
		headers: fc.oneof(
			fc.constantFrom(
				[],
				sparse(),
				'etag',
				[[]],
				[['a\r\nb', 'c']],
				[['x', '€\n']],
				[['X-A ', 'a']],
			),
			fc.array(fc.tuple(fc.string(), fc.oneof(fc.string(), fc.constant(7)))),
			fc.constant([
				['vary', '__proto__'],
				['constructor', 'x'],
				['__proto__', 'y'],
			]),
		),
		body: fc.constantFrom(
			bytes('[1]'),
			Buffer.from('[1]'),
			bytes('x[1]').subarray(1),
			'text',
			null,
		),
		vary: fc.constantFrom(
			[],
			sparse(),
			[['__proto__', null]],
			[['constructor', 'x']],
			[['a', 1]],
			{},
		),
		requestTime: fc.constantFrom(now, now + 1e9, -1, Number.NaN, Infinity),
		responseTime: fc.constantFrom(now, now + 1e9, -1, Number.NaN, '1'),
		correctedInitialAgeMs: fc.constantFrom(0, -1e12, 1e300),
		freshnessLifetimeMs: fc.constantFrom(0, 1e9, -1, Number.NaN),
		staleIfErrorMs: fc.constantFrom(0, 1e9),
		staleWhileRevalidateMs: fc.constantFrom(0, 1e9),
	},
	{requiredKeys: []},
);

const contents = fc.oneof(
	fc.jsonValue(),
	fc
		.constantFrom<() => unknown>(
			hostile,
			() => getter('entries'),
			() => getter('version'),
			() => ({version: 2, entries: [getter('headers')]}),
			() => ({version: 2, entries: sparse()}),
			() => thenable(throwing),
			() => thenable(() => {}),
			() => getter('then'),
			() => Promise.reject(new Error('no')),
			() => Promise.resolve(hostile()),
			() => new Promise(() => {}),
		)
		.map((make) => make),
	fc.record({version: fc.constantFrom(1, 2, 3, '2'), entries: fc.array(entry, {maxLength: 2})}),
);

/** A store that returns the same content for every key, whatever the types say. */
const holding = (content: unknown): CacheStore => ({
	get: () => (typeof content === 'function' ? content() : content),
	set: () => {},
	delete: () => {},
});

describe('whatever a store contains', () => {
	it('no call rejects or hangs: read, coalesced, revalidated, stale', async () => {
		await fc.assert(
			fc.asyncProperty(contents, fc.constantFrom(ok({}), notModified()), async (content, reply) => {
				const clock = fakeClock();
				const handler = coalesce({clock})(
					cache({store: holding(content), clock})(async ({headers}) =>
						headers['if-none-match'] === undefined ? ok({}) : reply,
					),
				);
				const calls = Promise.all([
					handler(request()),
					handler(request()),
					handler(request({cache: {ttlMs: 1e9}})),
					handler(request({cache: {allowStale: true}})),
					handler(request({method: 'HEAD'})),
					handler(request({method: 'PUT'})),
				]);
				await settled();
				/* The time that a store is given, for each operation that follows another. */
				for (let wait = 0; wait < 4; wait++) await clock.advance(250);
				for (const {type} of await calls) expect(type).toBe('answer');
				expect(clock.timers()).toBe(0);
			}),
			{numRuns: 400},
		);
	}, 60_000);

	it('a body that shares its memory is copied', async () => {
		const shared = Buffer.from('[1]');
		const stored = {
			status: 200,
			headers: [['content-type', 'application/json']],
			body: shared,
			vary: [],
			requestTime: now,
			responseTime: now,
			correctedInitialAgeMs: 0,
			freshnessLifetimeMs: 1e9,
			staleIfErrorMs: 0,
			staleWhileRevalidateMs: 0,
		};
		const clock = fakeClock();
		const store = holding({version: 2, entries: [stored]});
		const handler = cache({store, clock})(async () => ok({}));
		const reply = await handler(request());
		shared.write('[2]');
		expect(text(reply)).toBe('[1]');
	});

	it('an entry from the future does not win over a newer response', async () => {
		const records = new Map<string, unknown>();
		const clock = fakeClock();
		const store: CacheStore = {
			// @ts-expect-error The map holds what was set.
			get: (key) => records.get(key),
			set: (key, record) => records.set(key, record),
			delete: (key) => records.delete(key),
		};
		let body = 'old';
		const handler = cache({store, clock})(async () => ok({'cache-control': 'max-age=9999'}, body));
		await handler(request());
		clock.set(clock.now() - 3_600_000);
		body = 'new';
		expect(text(await handler(request()))).toBe('new');
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
		expect(text(await handler(request()))).toBe('new');
	});
});
