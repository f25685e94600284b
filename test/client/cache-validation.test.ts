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

describe('RFC 9111 §4.3.1, sending validators', () => {
	it.each(['"1"', 'W/"1"', '"a, b"'])('sends %s byte for byte', async (etag) => {
		const {exchanges} = await twice({body: '1', headers: {etag, 'last-modified': date}});
		expect(exchanges[1]?.headers).toMatchObject({
			'if-none-match': etag,
			'if-modified-since': date,
			'cache-control': 'max-age=0',
		});
	});

	it('never invents validators', async () => {
		const {exchanges} = await twice({body: '1', headers: {'cache-control': 'max-age=0', date}});
		expect(exchanges[1]?.headers).not.toHaveProperty('if-modified-since');
	});

	it('sends them with GET only', async () => {
		const {client, exchanges} = await startCached({'/a': {body: '1', headers: {etag: '"1"'}}});
		await client.get('/a');
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
			await client.request(method, '/a');
		}
		expect(exchanges.some(({headers}) => 'if-none-match' in headers)).toBe(false);
	});
});

describe('RFC 9111 §4.3.3 and §4.3.4, handling the response', () => {
	it('updates fields from a 304, for later responses too', async () => {
		const {client, resources} = await startCached({
			'/a': {body: '1', headers: {etag: '"1"', 'x-stays': '1', 'x-changes': '1'}},
		});
		await client.get('/a');
		resources['/a'] = {headers: {etag: '"1"', 'x-changes': '2', 'cache-control': 'max-age=60'}};
		await client.get('/a');
		const {meta, data} = await client.get('/a');
		expect(data).toBe(1);
		expect(meta.cache).toBe('fresh');
		expect(meta.headers.get('x-stays')).toBe('1');
		expect(meta.headers.get('x-changes')).toBe('2');
	});

	it('does not change fields that describe the stored body', async () => {
		const {client, resources} = await startCached({
			'/a': {body: '{"id":1}', headers: {etag: '"1"'}},
		});
		await client.get('/a');
		resources['/a'] = {
			headers: {etag: '"1"', 'content-type': 'text/html', 'content-encoding': 'gzip'},
		};
		expect(await client.get('/a')).toMatchObject({kind: 'cache-hit', data: {id: 1}});
		expect(await client.get('/a')).toMatchObject({kind: 'cache-hit', data: {id: 1}});
	});

	it('replaces the entry with a new body', async () => {
		const {client, resources} = await startCached({'/a': {body: '1', headers: {etag: '"1"'}}});
		await client.get('/a');
		resources['/a'] = {body: '2', headers: {etag: '"2"'}};
		expect(await client.get('/a')).toMatchObject({kind: 'ok', data: 2});
		expect(await client.get('/a')).toMatchObject({kind: 'cache-hit', data: 2});
	});

	it.each([500, 502, 503, 504])('never replaces it with a %i', async (status) => {
		const stored = {body: '1', headers: {etag: '"1"'}};
		const {client, resources} = await startCached({'/a': stored});
		await client.get('/a');
		resources['/a'] = {status, body: '{}', headers: {...fresh, etag: '"2"'}};
		expect(await client.get('/a')).toMatchObject({ok: false});
		resources['/a'] = stored;
		expect(await client.get('/a')).toMatchObject({kind: 'cache-hit', data: 1});
	});
});

describe('RFC 9111 §4.3.5, HEAD', () => {
	it('updates the stored response', async () => {
		const {client, resources} = await startCached({'/a': {body: '1', headers: {etag: '"1"'}}});
		await client.get('/a');
		resources['/a'] = {headers: {...fresh, 'x-new': '1'}};
		await client.request('HEAD', '/a');
		const {meta, data} = await client.get('/a');
		expect(data).toBe(1);
		expect(meta.cache).toBe('fresh');
		expect(meta.headers.get('x-new')).toBe('1');
	});

	it('removes a stored response that is out of date', async () => {
		const {client, resources, exchanges} = await startCached({'/a': {body: '1', headers: fresh}});
		await client.get('/a');
		resources['/a'] = {body: '2', headers: {etag: '"2"'}};
		await client.request('HEAD', '/a');
		expect(await client.get('/a')).toMatchObject({kind: 'ok', data: 2});
		expect(exchanges[2]?.headers).not.toHaveProperty('if-none-match');
	});
});

describe('RFC 9111 §4.4, invalidation', () => {
	it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('happens after a %s', async (method) => {
		const {client, statuses} = await startCached({'/a': {body: '1', headers: fresh}});
		await client.get('/a');
		await client.request(method, '/a');
		expect(await client.get('/a')).toMatchObject({meta: {cache: 'miss'}});
		expect(statuses()).toEqual([200, 200, 200]);
	});

	it.each(['location', 'content-location'])('includes the URL of %s', async (name) => {
		const {client} = await startCached({
			'/a': {body: '1', headers: fresh},
			'/b': {status: 201, body: '1', headers: {[name]: '/a'}},
		});
		await client.get('/a');
		await client.post('/b');
		expect(await client.get('/a')).toMatchObject({meta: {cache: 'miss'}});
	});

	it('does not happen after an error', async () => {
		const {client, resources} = await startCached({'/a': {body: '1', headers: fresh}});
		await client.get('/a');
		resources['/a'] = {status: 422, body: '{}'};
		await client.put('/a');
		expect(await client.get('/a')).toMatchObject({data: 1, meta: {cache: 'fresh'}});
	});
});

describe('RFC 9110 §13 and §14, conditions and ranges of the caller', () => {
	it.each([
		['if-none-match', '"1"', 'not-modified'],
		['if-modified-since', date, 'ok'],
		['if-match', '"1"', 'ok'],
		['range', 'bytes=0-0', 'ok'],
	])('%s gets the response as it is', async (name, value, kind) => {
		const {client, exchanges} = await startCached({'/a': {body: '1', headers: fresh}});
		await client.get('/a');
		const result = await client.get('/a', {headers: {[name]: value}});
		expect(result).toMatchObject({kind, meta: {cache: 'none'}});
		expect(exchanges).toHaveLength(2);
	});
});
