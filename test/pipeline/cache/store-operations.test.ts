import {describe, expect, it} from 'vitest';
import type {CacheRecord, CacheStore} from '../../../src/pipeline/cache/store/types.ts';
import {coalesce} from '../../../src/pipeline/coalesce/coalesce.ts';
import type {CacheOptions} from '../../../src/request/policy.ts';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, setUp, settled} from './fixtures.ts';

/* Each test is a row of the table in docs/caching.md, section "Store operations". */

const validator = {etag: '"a"'};
const minute = {'cache-control': 'max-age=60', etag: '"a"'};

/** A cache over a store that logs its operations. `stored` is the response that the cache holds at the start. */
const setUpLogging = async (stored?: Reply, cache: CacheOptions = {}) => {
	const records = new Map<string, CacheRecord>();
	const operations: string[] = [];
	const store: CacheStore = {
		get: async (key) => {
			operations.push('get');
			return records.get(key);
		},
		set: async (key, record) => {
			operations.push('set');
			records.set(key, record);
		},
		delete: async (key) => {
			operations.push('delete');
			records.delete(key);
		},
	};
	const parts = setUp(store);
	if (stored !== undefined) {
		parts.next.mockResolvedValueOnce(stored);
		await parts.handler(request({cache}));
		operations.length = 0;
	}
	return {...parts, operations};
};

describe.each([
	['without `ttlMs`', {}],
	['with `ttlMs`', {ttlMs: 60_000}],
] satisfies [string, CacheOptions][])('the store operations of a GET %s', (_name, cache) => {
	const call = request({cache});

	it('are 1 get for a fresh hit', async () => {
		const {handler, operations} = await setUpLogging(ok(minute), cache);
		expect(await handler(call)).toMatchObject({cache: 'fresh'});
		expect(operations).toEqual(['get']);
	});

	it('are 2 gets and 1 set for a miss that is stored', async () => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(ok(minute));
		await handler(call);
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it.each([
		['no-store', ok({'cache-control': 'no-store'})],
		['Vary: *', ok({...minute, vary: '*'})],
		['a 503', answered(503, minute)],
		['no response', failure({kind: 'network', phase: 'connect', message: ''})],
	])('are 1 get for a miss that is not stored: %s', async (_case, reply) => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(reply);
		await handler(call);
		expect(operations).toEqual(['get']);
	});

	it('are 2 gets and 1 set for a revalidation by a 304', async () => {
		const {handler, next, clock, operations} = await setUpLogging(ok(validator), cache);
		await clock.advance(60_000);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(call)).toMatchObject({cache: 'revalidated'});
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it('are 1 get for a revalidation by a 304 with no-store', async () => {
		const {handler, next, clock, operations} = await setUpLogging(ok(validator), cache);
		await clock.advance(60_000);
		next.mockResolvedValueOnce(notModified({'cache-control': 'no-store'}));
		expect(await handler(call)).toMatchObject({cache: 'revalidated'});
		expect(operations).toEqual(['get']);
	});

	it('are 2 gets and 1 set for a new response that replaces the stored one', async () => {
		const {handler, next, clock, operations} = await setUpLogging(ok(validator), cache);
		await clock.advance(60_000);
		next.mockResolvedValueOnce(ok({etag: '"b"'}, 'two'));
		await handler(call);
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it('are 2 gets and 1 delete for a new response that only removes the stored one', async () => {
		const {handler, next, clock, operations} = await setUpLogging(ok(validator), cache);
		await clock.advance(60_000);
		next.mockResolvedValueOnce(ok({'cache-control': 'no-store'}, 'two'));
		await handler(call);
		expect(operations).toEqual(['get', 'get', 'delete']);
	});

	it('are 1 get for an error that leaves the stored response unchanged', async () => {
		const {handler, next, clock, operations} = await setUpLogging(ok(validator), cache);
		await clock.advance(60_000);
		next.mockResolvedValueOnce(answered(503));
		await handler(call);
		expect(operations).toEqual(['get']);
	});

	it('are 2 gets and 1 set for a new response that only removes one of two variants', async () => {
		const varying = ok({...validator, vary: 'accept'});
		const {handler, next, clock, operations} = await setUpLogging(varying, cache);
		next.mockResolvedValueOnce(varying);
		await handler({...call, headers: {accept: 'text/csv'}});
		await clock.advance(60_000);
		operations.length = 0;
		next.mockResolvedValueOnce(ok({'cache-control': 'no-store'}, 'two'));
		await handler(call);
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it('are 2 gets for a response that is not stored while another call is in flight', async () => {
		const {handler, next, operations} = await setUpLogging();
		next.mockReturnValueOnce(new Promise(() => {}));
		next.mockResolvedValueOnce(ok({'cache-control': 'no-store'}));
		void handler(call);
		await handler(call);
		expect(operations).toEqual(['get', 'get', 'get']);
	});

	it('are those of one call for all calls that share an exchange', async () => {
		const {handler, next, clock, operations} = await setUpLogging();
		next.mockResolvedValueOnce(ok(minute));
		const shared = coalesce({clock})(handler);
		await Promise.all(Array.from({length: 100}, () => shared(call)));
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it('are 1 get for only-if-cached without a usable response', async () => {
		const {handler, operations} = await setUpLogging();
		await handler({...call, headers: {'cache-control': 'only-if-cached'}});
		expect(operations).toEqual(['get']);
	});

	it('are 1 get for a response of stale-if-error', async () => {
		const stored = ok({'cache-control': 'max-age=1, stale-if-error=600'});
		const {handler, next, clock, operations} = await setUpLogging(stored, cache);
		await clock.advance(60_000);
		next.mockResolvedValueOnce(answered(503));
		const reply = await handler(request({cache: {...cache, allowStale: true}}));
		expect(reply).toMatchObject({cache: 'stale'});
		expect(operations).toEqual(['get']);
	});

	it('are 1 get for a response of stale-while-revalidate, and 1 get and 1 set afterwards', async () => {
		const stored = ok({'cache-control': 'max-age=1, stale-while-revalidate=600'});
		const {handler, next, clock, operations} = await setUpLogging(stored, cache);
		await clock.advance(60_000);
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const reply = await handler(request({cache: {...cache, allowStale: true}}));
		expect(reply).toMatchObject({cache: 'stale'});
		expect(operations).toEqual(['get']);
		answer(ok(minute));
		await settled();
		expect(operations).toEqual(['get', 'get', 'set']);
	});
});

describe('the store operations of a GET whose response has neither a lifetime nor a validator', () => {
	const ttl = request({cache: {ttlMs: 60_000}});

	it('are 1 get without `ttlMs`', async () => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(operations).toEqual(['get']);
	});

	it.each([
		['a 404', answered(404)],
		['a body that cannot be parsed', ok({'content-type': 'application/json'}, '<html>')],
	])('are 1 get if `ttlMs` does not apply: %s', async (_case, reply) => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(reply);
		await handler({...ttl, as: 'json'});
		expect(operations).toEqual(['get']);
	});

	it('are 2 gets and 1 set with `ttlMs`', async () => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(ok({}));
		await handler(ttl);
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it('are 1 get for a hit within `ttlMs`', async () => {
		const {handler, operations} = await setUpLogging(ok({}), {ttlMs: 60_000});
		expect(await handler(ttl)).toMatchObject({cache: 'fresh'});
		expect(operations).toEqual(['get']);
	});

	it('are 2 gets and 1 set after `ttlMs` has passed', async () => {
		const {handler, next, clock, operations} = await setUpLogging(ok({}), {ttlMs: 60_000});
		await clock.advance(60_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		await handler(ttl);
		expect(operations).toEqual(['get', 'get', 'set']);
	});

	it('are 2 gets and 1 set for a call without `ttlMs` that replaces a response stored with it', async () => {
		const {handler, next, operations} = await setUpLogging(ok({}), {ttlMs: 60_000});
		next.mockResolvedValueOnce(ok({}, 'two'));
		await handler(request());
		expect(operations).toEqual(['get', 'get', 'set']);
	});
});

describe('the store operations of other calls', () => {
	it('are none if the call bypasses the cache', async () => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(ok(minute));
		await handler(request({cache: false}));
		expect(operations).toEqual([]);
	});

	it.each([
		['the request URL', {}, 1],
		['the request URL and Location', {location: '/b'}, 2],
		['three URLs', {location: '/b', 'content-location': '/c'}, 3],
	])('are 1 delete per invalidated URL for a write: %s', async (_case, headers, times) => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(answered(201, {...headers}));
		await handler(request({method: 'POST'}));
		expect(operations).toEqual(Array.from({length: times}, () => 'delete'));
	});

	it('are none for a write that fails', async () => {
		const {handler, next, operations} = await setUpLogging();
		next.mockResolvedValueOnce(answered(422));
		await handler(request({method: 'POST'}));
		expect(operations).toEqual([]);
	});

	it.each([
		['nothing stored', undefined, answered(200, validator), ['get']],
		['matching validators', ok(validator), answered(200, validator), ['get', 'set']],
		['other validators', ok(validator), answered(200, {etag: '"b"'}), ['get', 'delete']],
		['a 404', ok(validator), answered(404), []],
	])(
		'are at most 1 get and 1 set or delete for a HEAD: %s',
		async (_case, stored, reply, expected) => {
			const {handler, next, operations} = await setUpLogging(stored);
			next.mockResolvedValueOnce(reply);
			await handler(request({method: 'HEAD'}));
			expect(operations).toEqual(expected);
		},
	);
});
