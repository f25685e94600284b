import {randomUUID} from 'node:crypto';
import KeyvRedis from '@keyv/redis';
import {createAwinClient, keyvStore} from 'awin-sdk';
import {Keyv} from 'keyv';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startCached} from './cache-server.ts';

const redisUrl = process.env['REDIS_URL'];

if (redisUrl === undefined) {
	console.warn('The cache tests on Redis are skipped: REDIS_URL is not set.');
}

const connect = () => {
	const keyv = new Keyv({
		store: new KeyvRedis(redisUrl, {throwOnErrors: true, throwOnConnectError: true}),
		namespace: randomUUID(),
		throwOnErrors: true,
	});
	onTestFinished(() => keyv.disconnect());
	return keyv;
};

describe.runIf(redisUrl !== undefined)(
	'a cache on Redis, through Keyv (runs with REDIS_URL)',
	() => {
		it('is shared by two clients, which revalidate the same entry', async () => {
			const keyv = connect();
			const {client, resources, statuses, url} = await startCached(
				{'/a': {body: '{"id":1}', headers: {etag: '"1"'}}},
				{cache: keyvStore(keyv)},
			);
			const other = createAwinClient({
				token: 'token-a',
				baseUrl: url,
				quota: false,
				cache: keyvStore(keyv),
			});
			expect(await client.get('/a')).toMatchObject({kind: 'ok'});
			expect(await other.get('/a')).toMatchObject({kind: 'cache-hit', data: {id: 1}});
			resources['/a'] = {headers: {etag: '"1"', 'cache-control': 'max-age=60'}};
			await client.get('/a');
			expect(await other.get('/a')).toMatchObject({kind: 'ok', meta: {cache: 'fresh'}});
			expect(statuses()).toEqual([200, 304, 304]);
		});

		it('returns bytes unchanged', async () => {
			const body = Uint8Array.from({length: 70_000}, (_, index) => index % 256);
			const client = createAwinClient({
				token: 'a',
				quota: false,
				cache: keyvStore(connect()),
				fetch: async () => new Response(body, {headers: {'cache-control': 'max-age=60'}}),
			});
			await client.fetch('/a');
			const response = await client.fetch('/a');
			expect(response.headers.has('age')).toBe(true);
			expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
		});

		it('separates two tokens and contains neither in its keys or values', async () => {
			const seen: string[] = [];
			const keyv = connect();
			const {client, url, exchanges} = await startCached(
				{'/a': {body: '1', headers: {'cache-control': 'max-age=60', vary: 'Authorization'}}},
				{
					cache: keyvStore({
						get: (key) => keyv.get(key),
						set: (key, value, ttlMs) => {
							seen.push(key, value);
							return keyv.set(key, value, ttlMs);
						},
						delete: (key) => keyv.delete(key),
					}),
				},
			);
			const other = createAwinClient({
				token: 'token-b',
				baseUrl: url,
				quota: false,
				cache: keyvStore(keyv),
			});
			await client.get('/a');
			expect(await other.get('/a')).toMatchObject({meta: {cache: 'miss'}});
			expect(exchanges).toHaveLength(2);
			expect(seen.join('\n')).not.toMatch(/token-a|127\.0\.0\.1/);
		});
	},
);
