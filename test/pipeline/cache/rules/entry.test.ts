import {describe, expect, it} from 'vitest';
import {answered, notModified, ok, request, setUp, text} from '../fixtures.ts';

/** Returns the `Age` of a response that is used from the store right after its arrival. */
const ageOf = async (headers: Record<string, string>, durationMs = 0) => {
	const {handler, next} = setUp();
	const attempt = {number: 1, status: 200, error: undefined, waitedMs: 0, waitedFor: []};
	next.mockResolvedValueOnce({
		...ok({'cache-control': 'max-age=6000', ...headers}),
		attempts: [{...attempt, durationMs}],
	});
	await handler(request());
	return (await handler(request())).headers?.get('age');
};

describe('age (RFC 9111 §4.2.3)', () => {
	it.each([
		['no field', {}, 0, '0'],
		['Age', {age: '30'}, 0, '30'],
		['Age and the duration of the exchange', {age: '30'}, 2_000, '32'],
		['Date', {date: 'Wed, 31 Dec 2025 23:59:00 GMT'}, 0, '60'],
		['the larger of both', {age: '30', date: 'Wed, 31 Dec 2025 23:59:00 GMT'}, 0, '60'],
		['a Date in the future', {date: 'Thu, 01 Jan 2026 00:01:00 GMT'}, 0, '0'],
		['an Age that is not a number', {age: 'x'}, 0, '0'],
		['a negative Age', {age: '-5'}, 0, '0'],
		['an invalid Date', {date: 'x'}, 0, '0'],
		['a Date without a zone', {date: '2025-12-31 23:59:00'}, 0, '0'],
		['a Date in asctime format', {date: 'Wed Dec 31 23:59:00 2025'}, 0, '60'],
	])(
		'is computed from %s',
		async (_name, headers: Record<string, string>, durationMs, expected) => {
			expect(await ageOf(headers, durationMs)).toBe(expected);
		},
	);

	it('makes a response stale that is too old on arrival', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValue(ok({'cache-control': 'max-age=60', age: '60'}));
		await handler(request());
		expect(await handler(request())).toMatchObject({cache: 'miss'});
	});
});

describe('storing fields (RFC 9111 §3.1)', () => {
	it.each([
		['content-type', 'text/csv'],
		['content-encoding', 'x-own'],
		['age', '30'],
	])('keeps `%s` even if `Connection` lists it', async (name, value) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(
			ok({
				'cache-control': 'max-age=60',
				connection: `close, ${name.toUpperCase()}`,
				[name]: value,
			}),
		);
		await handler(request());
		const reply = await handler(request());
		expect(reply).toMatchObject({cache: 'fresh'});
		expect(reply.headers?.get(name)).toBe(value);
	});

	it('obeys `Cache-Control` even if `Connection` lists it', async () => {
		const {handler, next} = setUp();
		const ttl = request({cache: {ttlMs: 60_000}});
		next.mockResolvedValue(ok({'cache-control': 'no-store', connection: 'cache-control'}, '[1]'));
		await handler(ttl);
		expect(await handler(ttl)).toMatchObject({cache: 'miss'});
	});

	it('obeys `Vary` after a revalidation even if `Connection` lists it', async () => {
		const {handler, next} = setUp();
		const headers = {'cache-control': 'max-age=60', etag: '"a"', vary: 'x', connection: 'vary'};
		next.mockResolvedValueOnce(ok(headers));
		await handler(request({headers: {x: '1'}}));
		next.mockResolvedValueOnce(notModified({etag: '"a"'}));
		await handler(request({headers: {x: '1', 'cache-control': 'no-cache'}}));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request({headers: {x: '2'}})))).toBe('two');
	});

	it('adds a missing Date with the time of arrival (RFC 9110 §6.6.1)', async () => {
		const {handler, next, clock} = setUp();
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60'}));
		await handler(request());
		await clock.advance(10_000);
		const reply = await handler(request());
		expect(reply.headers?.get('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
	});

	it('stores the Date as it is', async () => {
		const {handler, next} = setUp();
		const date = 'Wed, 31 Dec 2025 23:59:59 GMT';
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60', date}));
		await handler(request());
		expect((await handler(request())).headers?.get('date')).toBe(date);
	});

	it.each([
		'connection',
		'keep-alive',
		'proxy-authenticate',
		'proxy-authentication-info',
		'proxy-authorization',
		'proxy-connection',
		'te',
		'transfer-encoding',
		'upgrade',
		'x-named',
	])('does not store %s', async (name) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(
			ok({'cache-control': 'max-age=60', connection: 'x-named, no name', [name]: 'x-named'}),
		);
		await handler(request());
		expect((await handler(request())).headers?.has(name)).toBe(false);
	});

	it('does not change the response of the call that stores it', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60', connection: 'close'}));
		expect((await handler(request())).headers?.get('connection')).toBe('close');
	});

	it('stores a response without a body', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(answered(204, {'cache-control': 'max-age=60'}));
		await handler(request());
		expect(await handler(request())).toMatchObject({status: 204, cache: 'fresh'});
	});
});
