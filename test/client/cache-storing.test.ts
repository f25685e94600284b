import {describe, expect, it} from 'vitest';
import {type Resource, startCached} from './cache-server.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"1"'};
const date = 'Thu, 01 Jan 2026 00:00:00 GMT';

/** Requests a resource twice and returns what the server received. */
const twice = async (resource: Resource, headers: Record<string, string> = {}) => {
	const {client, exchanges, statuses} = await startCached({'/a': resource});
	await client.get('/a', {headers});
	const second = await client.get('/a', {headers});
	return {second, exchanges, statuses: statuses()};
};

describe('RFC 9111 §3, storing responses', () => {
	it.each([
		[
			'no-store in the response',
			{body: '1', headers: {...fresh, 'cache-control': 'max-age=60, no-store'}},
			{},
		],
		['no-store in the request', {body: '1', headers: fresh}, {'cache-control': 'no-store'}],
		['Vary: *', {body: '1', headers: {...fresh, vary: '*'}}, {}],
		['206', {status: 206, body: '1', headers: fresh}, {}],
		['503', {status: 503, body: '{}', headers: fresh}, {}],
	] satisfies [string, Resource, Record<string, string>][])(
		'stores nothing with %s',
		async (_name, resource, headers) => {
			const {exchanges} = await twice(resource, headers);
			expect(exchanges[1]?.headers).not.toHaveProperty('if-none-match');
			expect(exchanges).toHaveLength(2);
		},
	);

	it.each([
		['no-cache', {'cache-control': 'no-cache', etag: '"1"'}],
		['max-age=0', {'cache-control': 'max-age=0', etag: '"1"'}],
		['a bare ETag', {etag: '"1"'}],
		['a bare Last-Modified', {'last-modified': date}],
	])('stores a response with %s and revalidates it', async (_name, headers) => {
		const {second, statuses} = await twice({body: '1', headers});
		expect(second).toMatchObject({kind: 'cache-hit', data: 1});
		expect(statuses).toEqual([200, 304]);
	});

	it.each([404, 410])('stores a %i with a validator', async (status) => {
		const {second, statuses} = await twice({status, body: '{}', headers: {etag: '"1"'}});
		expect(second).toMatchObject({ok: false, meta: {cache: 'revalidated'}});
		expect(statuses).toEqual([status, 304]);
	});
});

describe('RFC 9111 §4.1, cache keys with Vary', () => {
	it('stores variants separately', async () => {
		const {client, resources, statuses} = await startCached({});
		for (const language of ['en', 'de']) {
			resources['/a'] = {body: `"${language}"`, headers: {...fresh, vary: 'Accept-Language'}};
			await client.get('/a', {headers: {'accept-language': language}});
		}
		for (const language of ['en', 'de']) {
			const result = await client.get('/a', {headers: {'accept-language': language}});
			expect(result).toMatchObject({data: language, meta: {cache: 'fresh'}});
		}
		expect(statuses()).toEqual([200, 200]);
	});
});

describe('RFC 9111 §4.2, freshness', () => {
	it.each([
		['max-age', {'cache-control': 'max-age=60'}, 'fresh'],
		['Expires', {expires: 'Fri, 01 Jan 2100 00:00:00 GMT'}, 'fresh'],
		['an Age that exceeds it', {'cache-control': 'max-age=60', age: '60'}, 'miss'],
		['an Expires that is not a date', {expires: '0'}, 'miss'],
	])('is computed from %s', async (_name, headers, cache) => {
		const {second} = await twice({body: '1', headers});
		expect(second.meta.cache).toBe(cache);
	});

	it('is never derived from Last-Modified (§4.2.2)', async () => {
		const {statuses} = await twice({body: '1', headers: {'last-modified': date}});
		expect(statuses).toEqual([200, 304]);
	});

	it('never uses a stale response by default (§4.2.4)', async () => {
		const {client, resources} = await startCached({
			'/a': {body: '1', headers: {'cache-control': 'max-age=0, stale-if-error=60', etag: '"1"'}},
		});
		await client.get('/a');
		resources['/a'] = {status: 503, body: '{}'};
		expect(await client.get('/a')).toMatchObject({kind: 'unavailable'});
		expect(await client.get('/a', {cache: {allowStale: true}})).toMatchObject({
			kind: 'ok',
			data: 1,
			meta: {cache: 'stale', attempts: [{status: 503}]},
		});
	});
});

describe('RFC 9111 §5.1, Age', () => {
	it('is on a response from the store', async () => {
		const {second} = await twice({body: '1', headers: {...fresh, age: '30'}});
		expect(Number(second.meta.headers.get('age'))).toBeGreaterThanOrEqual(30);
	});
});

describe('RFC 9111 §5.2.1, request directives', () => {
	it.each(['no-cache', 'max-age=0'])('%s sends a request', async (directive) => {
		const {second, statuses} = await twice(
			{body: '1', headers: fresh},
			{'cache-control': directive},
		);
		expect(second).toMatchObject({kind: 'cache-hit', data: 1});
		expect(statuses).toEqual([200, 304]);
	});

	it('only-if-cached returns a fresh response, or else a 504 without a request', async () => {
		const {client, exchanges} = await startCached({'/a': {body: '1', headers: fresh}});
		const headers = {'cache-control': 'only-if-cached'};
		expect(await client.get('/a', {headers})).toMatchObject({
			kind: 'gateway-timeout',
			meta: {attempts: []},
		});
		await client.get('/a');
		expect(await client.get('/a', {headers})).toMatchObject({kind: 'ok', data: 1});
		expect(exchanges).toHaveLength(1);
	});
});

describe('RFC 9111 §5.2.2, response directives', () => {
	it('must-revalidate prevents only stale responses', async () => {
		const {client, resources} = await startCached({
			'/a': {
				body: '1',
				headers: {'cache-control': 'max-age=60, must-revalidate, stale-if-error=60'},
			},
			'/b': {
				body: '1',
				headers: {'cache-control': 'max-age=0, must-revalidate, stale-if-error=60', etag: '"1"'},
			},
		});
		await client.get('/a');
		await client.get('/b');
		expect(await client.get('/a')).toMatchObject({meta: {cache: 'fresh'}});
		resources['/b'] = {status: 503, body: '{}'};
		expect(await client.get('/b', {cache: {allowStale: true}})).toMatchObject({
			kind: 'unavailable',
		});
	});

	it('private responses are stored in a private cache', async () => {
		const {second} = await twice({body: '1', headers: {'cache-control': 'private, max-age=60'}});
		expect(second.meta.cache).toBe('fresh');
	});
});

describe('RFC 5861 §3, stale-while-revalidate', () => {
	it('returns at once and revalidates in the background if the caller allows it', async () => {
		const {client, resources, exchanges} = await startCached({
			'/a': {
				body: '1',
				headers: {'cache-control': 'max-age=0, stale-while-revalidate=60', etag: '"1"'},
			},
		});
		await client.get('/a');
		resources['/a'] = {body: '2', headers: {'cache-control': 'max-age=60'}};
		expect(await client.get('/a', {cache: {allowStale: true}})).toMatchObject({
			data: 1,
			meta: {cache: 'stale', attempts: []},
		});
		await expect.poll(() => exchanges.length).toBe(2);
		await expect.poll(async () => (await client.get('/a')).data).toBe(2);
	});
});
