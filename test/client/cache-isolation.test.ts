import {type CacheRecord, type CacheStore, createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {startServer} from '../helpers/http-server.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {startCached} from './cache-server.ts';

const tokens = ['token-of-anna', 'token-of-ben'] as const;

/** A server that gives each user a body of its own, with a tag that is the same for all. */
const startPersonal = async (headers: Record<string, string>) => {
	const asked: (string | undefined)[] = [];
	const baseUrl = await startServer((request, response) => {
		const who = request.headers.authorization ?? String(request.headers['x-api-key']);
		asked.push(request.headers['if-none-match']);
		const isUnchanged = request.headers['if-none-match'] === headers['etag'] && 'etag' in headers;
		response.writeHead(isUnchanged ? 304 : 200, {'content-type': 'application/json', ...headers});
		response.end(isUnchanged ? undefined : JSON.stringify({for: who.replace('Bearer ', '')}));
	});
	return {baseUrl, asked};
};

/** A store that several clients share, open to view. */
const openStore = () => {
	const records = new Map<string, CacheRecord>();
	const store: CacheStore = {
		get: (key) => records.get(key),
		set: (key, record) => records.set(key, record),
		delete: (key) => records.delete(key),
	};
	const dump = () =>
		JSON.stringify(
			[...records].map(([key, {entries}]) => [
				key,
				entries.map(({headers, vary}) => [headers, vary]),
			]),
		);
	return {store, dump, size: () => records.size};
};

describe.each([
	['fresh, without Vary', {'cache-control': 'max-age=60'}],
	['fresh, with Vary', {'cache-control': 'max-age=60', vary: 'Authorization, X-Api-Key'}],
	['fresh, with another Vary', {'cache-control': 'max-age=60', vary: 'Accept'}],
	['confirmed, without Vary', {etag: '"same"'}],
	['confirmed, with Vary', {etag: '"same"', vary: 'Authorization'}],
])('an answer that is %s', (_name, headers: Record<string, string>) => {
	it('is never given to another token of the same client', async () => {
		const {baseUrl} = await startPersonal(headers);
		let token: string = tokens[0];
		const client = createAwinClient({token: () => token, baseUrl, quota: false});
		for (const current of [...tokens, ...tokens]) {
			token = current;
			expect((await client.get('/me')).data).toEqual({for: current});
		}
	});

	it('is never given to another client over the same store, and no token is in the store', async () => {
		const {baseUrl} = await startPersonal(headers);
		const {store, dump, size} = openStore();
		const clients = tokens.map((token) =>
			createAwinClient({token, baseUrl, quota: false, cache: store}),
		);
		for (const [index, client] of [...clients, ...clients].entries()) {
			expect((await client.get('/me')).data).toEqual({for: tokens[index % 2]});
		}
		expect(size()).toBe(2);
		expect(dump()).not.toMatch(/token-of/);
	});

	it('is never given to a call with a credential of its own', async () => {
		const {baseUrl} = await startPersonal(headers);
		const client = createAwinClient({token: tokens[0], baseUrl, quota: false});
		await client.get('/me');
		const own = {headers: {'x-api-key': 'key-of-carla'}};
		expect((await client.get('/me', own)).data).toEqual({for: 'key-of-carla'});
		expect((await client.get('/me', own)).data).toEqual({for: 'key-of-carla'});
		expect((await client.get('/me')).data).toEqual({for: tokens[0]});
	});
});

/** The data of a programme directory, and what a careless caller does to it. */
const directory = {programmes: Array.from({length: 20}, (_, id) => ({id, sectors: ['a', 'b']}))};
const spoil = (data: typeof directory) => {
	data.programmes.splice(0, 5);
	for (const programme of data.programmes) programme.sectors.length = 0;
};

describe.each([
	['fresh', {'cache-control': 'max-age=60'}],
	['confirmed', {etag: '"1"'}],
])('data from an answer that is %s', (_name, headers: Record<string, string>) => {
	it.each(['one after the other', 'at once'])(
		'is of its own for callers that come %s',
		async (way) => {
			const body = JSON.stringify(directory);
			const {client} = await startCached({'/all': {body, headers}});
			const call = async () => {
				const {data} = await client.get<typeof directory>('/all');
				const given = structuredClone(data);
				if (data !== undefined) spoil(data);
				return given;
			};
			await call();
			for (let round = 0; round < 4; round++) {
				const width = way === 'at once' ? 3 : 1;
				const given = await Promise.all(Array.from({length: width}, call));
				expect(given).toEqual(Array.from({length: width}, () => directory));
			}
		},
	);
});

describe('identical calls in flight', () => {
	it('of two tokens never share an exchange', async () => {
		const {baseUrl, asked} = await startPersonal({});
		let turn = 0;
		const client = createAwinClient({
			token: () => tokens[turn++ % 2] ?? tokens[0],
			baseUrl,
			quota: false,
		});
		const results = await Promise.all(Array.from({length: 10}, () => client.get('/me')));
		expect(results.map(({data}) => data)).toEqual(
			Array.from({length: 10}, (_, index) => ({for: tokens[index % 2]})),
		);
		expect(asked).toHaveLength(2);
	});

	it.each([
		['another language', {'accept-language': 'en'}],
		['nothing stored', {'cache-control': 'no-cache'}],
	])('that want %s share one exchange beside calls that are answered at once', async (_, wish) => {
		const headers = {'cache-control': 'max-age=60', vary: 'Accept-Language'};
		const {url, exchanges} = await startCached({'/all': {body: '[]', headers}});
		const clock = virtualClock();
		const client = awinClient(url, clock, {cache: {}});
		await client.get('/all');
		await clock.pass(1_000);
		await Promise.all(
			Array.from({length: 20}, (_each, index) =>
				client.get('/all', {headers: index % 2 === 0 ? {} : wish}),
			),
		);
		expect(exchanges).toHaveLength(2);
	});
});
