import {createAwinClient} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {answerInTurn} from '../helpers/http-server.ts';
import {startCached} from './cache-server.ts';

const json = {'content-type': 'application/json'};

describe('a 304', () => {
	it('is a cache-hit with the stored data and without an error', async () => {
		const {client, resources, statuses} = await startCached({
			'/a': {body: '{"id":1}', headers: {etag: '"1"', 'x-request-id': 'first'}},
		});
		const first = await client.get<{id: number}>('/a');
		expect(first).toMatchObject({kind: 'ok', status: 200, meta: {cache: 'miss'}});

		resources['/a'] = {headers: {etag: '"1"', 'x-request-id': 'second'}};
		const before = Date.now();
		const second = await client.get<{id: number}>('/a');
		expect(second).toMatchObject({
			kind: 'cache-hit',
			ok: true,
			status: 304,
			data: {id: 1},
			error: undefined,
			meta: {cache: 'revalidated', requestId: 'second', attempts: [{number: 1, status: 304}]},
		});
		expect(second.storedAt?.getTime()).toBeGreaterThanOrEqual(before);
		expect(statuses()).toEqual([200, 304]);
	});

	it("to the caller's own validators results in not-modified", async () => {
		const {client, exchanges} = await startCached({'/a': {body: '1', headers: {etag: '"1"'}}});
		await client.get('/a');
		const result = await client.get('/a', {headers: {'If-None-Match': '"1"'}});
		expect(result).toMatchObject({kind: 'not-modified', status: 304, data: undefined});
		expect(exchanges[1]?.headers['cache-control']).toBe('max-age=0');
	});

	it('that does not match makes the client send the request again once, without validators', async () => {
		const {url, asked} = await answerInTurn(
			{status: 200, headers: {...json, etag: '"1"'}, body: '1'},
			{status: 304, headers: {etag: '"2"'}},
			{status: 200, headers: {...json, etag: '"2"'}, body: '2'},
		);
		const client = createAwinClient({token: 'a', baseUrl: url, quota: false});
		await client.get('/a');
		const result = await client.get('/a');
		expect(result).toMatchObject({kind: 'ok', data: 2, meta: {cache: 'miss'}});
		expect(result.meta.attempts.map(({number, status}) => [number, status])).toEqual([
			[1, 304],
			[2, 200],
		]);
		expect(asked.map(({headers}) => headers['if-none-match'])).toEqual([
			undefined,
			'"1"',
			undefined,
		]);
	});

	it('that does not match twice results in not-modified after two requests', async () => {
		const {url, asked} = await answerInTurn({status: 304});
		const client = createAwinClient({token: 'a', baseUrl: url, quota: false});
		expect(await client.get('/a')).toMatchObject({kind: 'not-modified', meta: {cache: 'none'}});
		expect(asked).toHaveLength(2);
	});
});

describe('a fresh stored response', () => {
	it('has the stored kind and status, and takes neither a request nor quota', async () => {
		const {client, statuses} = await startCached(
			{'/a': {body: '{"id":1}', headers: {'cache-control': 'max-age=60'}}},
			{quota: {calls: 5, intervalMs: 60_000}},
		);
		await client.get('/a');
		const result = await client.get('/a');
		expect(result).toMatchObject({kind: 'ok', status: 200, data: {id: 1}});
		expect(result.meta).toMatchObject({cache: 'fresh', attempts: []});
		expect(statuses()).toEqual([200]);
		expect(client.quota).toMatchObject({used: 1, remaining: 4});
	});

	it('is a new value for every caller', async () => {
		const {client} = await startCached({
			'/a': {body: '{"list":[1]}', headers: {'cache-control': 'max-age=60'}},
		});
		const first = await client.get<{list: number[]}>('/a');
		first.data?.list.push(2);
		expect((await client.get('/a')).data).toEqual({list: [1]});
	});

	it('with the status 404 results in the error of a 404', async () => {
		const {client, statuses} = await startCached({
			'/a': {status: 404, body: '{}', headers: {etag: '"1"', 'cache-control': 'max-age=60'}},
		});
		await client.get('/a');
		expect(await client.get('/a')).toMatchObject({kind: 'not-found', meta: {cache: 'fresh'}});
		expect(statuses()).toEqual([404]);
	});
});

describe('an API without validators', () => {
	it('gets a request for each call, with nothing added', async () => {
		const {client, exchanges} = await startCached({'/a': {body: '1'}});
		await client.get('/a');
		expect(await client.get('/a')).toMatchObject({kind: 'ok', meta: {cache: 'miss'}});
		expect(exchanges[1]?.headers).not.toHaveProperty('if-none-match');
		expect(exchanges[1]?.headers).not.toHaveProperty('cache-control');
	});

	it('gets one request within `ttlMs`', async () => {
		const {client, statuses} = await startCached({'/a': {body: '1'}});
		await client.get('/a', {cache: {ttlMs: 60_000}});
		const result = await client.get('/a', {cache: {ttlMs: 60_000}});
		expect(result).toMatchObject({kind: 'ok', data: 1, meta: {cache: 'fresh', attempts: []}});
		expect(await client.get('/a')).toMatchObject({meta: {cache: 'miss'}});
		expect(statuses()).toEqual([200, 200]);
	});
});

describe('cache: false', () => {
	it('of a call neither reads nor stores', async () => {
		const {client, statuses} = await startCached({
			'/a': {body: '1', headers: {'cache-control': 'max-age=60'}},
		});
		await client.get('/a');
		expect(await client.get('/a', {cache: false})).toMatchObject({meta: {cache: 'none'}});
		expect(statuses()).toEqual([200, 200]);
	});

	it('of a client sends no validators', async () => {
		const {client, exchanges} = await startCached(
			{'/a': {body: '1', headers: {etag: '"1"'}}},
			{cache: false},
		);
		await client.get('/a');
		expect(await client.get('/a')).toMatchObject({kind: 'ok', meta: {cache: 'none'}});
		expect(exchanges[1]?.headers).not.toHaveProperty('if-none-match');
	});
});

describe('the limit of the memory store', () => {
	it('holds with 1,500 distinct responses of 64 kB', async () => {
		const size = 64 * 1024;
		const maxBytes = 32 * 1024 * 1024;
		const body = new Uint8Array(size).fill(0x20);
		const client = createAwinClient({
			token: 'a',
			quota: false,
			cache: {maxBytes},
			fetch: async () =>
				new Response(body, {
					headers: {'cache-control': 'max-age=600', 'content-type': 'text/plain'},
				}),
		});
		for (let index = 0; index < 1_500; index++) {
			await client.get('/feeds/{index}', {path: {index}});
		}
		let hits = 0;
		for (let index = 0; index < 1_500; index++) {
			const {meta} = await client.get('/feeds/{index}', {
				path: {index},
				headers: {'cache-control': 'only-if-cached'},
			});
			if (meta.cache === 'fresh') hits += 1;
		}
		expect(hits * size).toBeLessThanOrEqual(maxBytes);
		expect(hits).toBeGreaterThan(450);
	});

	it('returns a larger response without storing it', async () => {
		const {client, statuses} = await startCached(
			{'/a': {body: `"${'x'.repeat(20_000)}"`, headers: {'cache-control': 'max-age=60'}}},
			{cache: {maxBytes: 10_000}},
		);
		await client.get('/a');
		expect(await client.get('/a')).toMatchObject({kind: 'ok', meta: {cache: 'miss'}});
		expect(statuses()).toEqual([200, 200]);
	});
});

describe('a store that fails', () => {
	it('is reported once and does not fail a call', async () => {
		const failures: unknown[] = [];
		const broken = async () => {
			throw new Error('no connection to the store');
		};
		const {client} = await startCached(
			{'/a': {body: '1', headers: {etag: '"1"'}}},
			{
				cache: {
					store: {get: broken, set: broken, delete: broken},
					onError: (failure) => failures.push(failure),
				},
			},
		);
		expect(await client.get('/a')).toMatchObject({kind: 'ok', data: 1});
		expect(await client.get('/a')).toMatchObject({kind: 'ok', data: 1});
		expect(failures).toMatchObject([{operation: 'get'}]);
	});

	it.each(['the store alone', 'among the options'])(
		'is reported once on the console if there is no `onError`: %s',
		async (place) => {
			const warn = vi.spyOn(console, 'warn').mockReturnValue();
			const values = new Map<string, string>();
			const jsonStore = {
				get: async (key: string) => JSON.parse(values.get(key) ?? 'null'),
				set: async (key: string, record: unknown) => values.set(key, JSON.stringify(record)),
				delete: async (key: string) => values.delete(key),
			};
			const {client} = await startCached(
				{'/a': {body: '1', headers: {'cache-control': 'max-age=60'}}},
				{cache: place === 'the store alone' ? jsonStore : {store: jsonStore}},
			);
			for (let call = 0; call < 3; call++) {
				expect(await client.get('/a')).toMatchObject({kind: 'ok', meta: {cache: 'miss'}});
			}
			expect(warn).toHaveBeenCalledExactlyOnceWith(
				'awin-sdk: the cache store returned a value that is not a record (wrap a Keyv in `keyvStore`); calls continue without the cache.',
			);
		},
	);
});
