import {type CacheRecord, type CacheStore, createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {startServer} from '../helpers/http-server.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {startCached} from './cache-server.ts';

const tokens = ['token-of-anna', 'token-of-ben'] as const;

/** Starts a server that returns a different body for each user, with the same tag for all. */
const startPersonal = async (headers: Record<string, string>) => {
	const validators: (string | undefined)[] = [];
	const baseUrl = await startServer((request, response) => {
		const who = request.headers.authorization ?? String(request.headers['x-api-key']);
		validators.push(request.headers['if-none-match']);
		const isUnchanged = request.headers['if-none-match'] === headers['etag'] && 'etag' in headers;
		response.writeHead(isUnchanged ? 304 : 200, {'content-type': 'application/json', ...headers});
		response.end(isUnchanged ? undefined : JSON.stringify({for: who.replace('Bearer ', '')}));
	});
	return {baseUrl, validators};
};

/** A store that several clients can share and whose content a test can inspect. */
const inspectableStore = () => {
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
	['revalidated, without Vary', {etag: '"same"'}],
	['revalidated, with Vary', {etag: '"same"', vary: 'Authorization'}],
])('a response that is %s', (_name, headers: Record<string, string>) => {
	it('is never returned to another token of the same client', async () => {
		const {baseUrl} = await startPersonal(headers);
		let token: string = tokens[0];
		const client = createAwinClient({token: () => token, baseUrl, quota: false});
		for (const current of [...tokens, ...tokens]) {
			token = current;
			expect((await client.get('/me')).data).toEqual({for: current});
		}
	});

	it('is never returned to another client with the same store, and no token is in the store', async () => {
		const {baseUrl} = await startPersonal(headers);
		const {store, dump, size} = inspectableStore();
		const clients = tokens.map((token) =>
			createAwinClient({token, baseUrl, quota: false, cache: store}),
		);
		for (const [index, client] of [...clients, ...clients].entries()) {
			expect((await client.get('/me')).data).toEqual({for: tokens[index % 2]});
		}
		expect(size()).toBe(2);
		expect(dump()).not.toMatch(/token-of/);
	});

	it('is never returned to a call with its own credential', async () => {
		const {baseUrl} = await startPersonal(headers);
		const client = createAwinClient({token: tokens[0], baseUrl, quota: false});
		await client.get('/me');
		const options = {headers: {'x-api-key': 'key-of-carla'}};
		expect((await client.get('/me', options)).data).toEqual({for: 'key-of-carla'});
		expect((await client.get('/me', options)).data).toEqual({for: 'key-of-carla'});
		expect((await client.get('/me')).data).toEqual({for: tokens[0]});
	});
});

/** The data of a programme directory, and a function that modifies it as a caller might. */
const directory = {programmes: Array.from({length: 20}, (_, id) => ({id, sectors: ['a', 'b']}))};
const modify = (data: typeof directory) => {
	data.programmes.splice(0, 5);
	for (const programme of data.programmes) programme.sectors.length = 0;
};

describe.each([
	['fresh', {'cache-control': 'max-age=60'}],
	['revalidated', {etag: '"1"'}],
])('data from a response that is %s', (_name, headers: Record<string, string>) => {
	it.each(['one after the other', 'at once'])(
		'is a separate copy for each caller, for calls %s',
		async (way) => {
			const body = JSON.stringify(directory);
			const {client} = await startCached({'/all': {body, headers}});
			const call = async () => {
				const {data} = await client.get<typeof directory>('/all');
				const received = structuredClone(data);
				if (data !== undefined) modify(data);
				return received;
			};
			await call();
			for (let round = 0; round < 4; round++) {
				const width = way === 'at once' ? 3 : 1;
				const received = await Promise.all(Array.from({length: width}, call));
				expect(received).toEqual(Array.from({length: width}, () => directory));
			}
		},
	);
});

describe('calls in flight', () => {
	it('with different tokens never share an exchange', async () => {
		const {baseUrl, validators} = await startPersonal({});
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
		expect(validators).toHaveLength(2);
	});

	it.each([
		['another language', {'accept-language': 'en'}],
		['no stored response', {'cache-control': 'no-cache'}],
	])(
		'that request %s share one exchange while other calls get a fresh stored response',
		async (_name, fields) => {
			const headers = {'cache-control': 'max-age=60', vary: 'Accept-Language'};
			const {url, exchanges} = await startCached({'/all': {body: '[]', headers}});
			const clock = virtualClock();
			const client = awinClient(url, clock, {cache: {}});
			await client.get('/all');
			await clock.pass(1_000);
			await Promise.all(
				Array.from({length: 20}, (_each, index) =>
					client.get('/all', {headers: index % 2 === 0 ? {} : fields}),
				),
			);
			expect(exchanges).toHaveLength(2);
		},
	);
});
