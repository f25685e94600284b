import {describe, expect, it} from 'vitest';
import {startServer} from '../helpers/http-server.ts';
import {createAwinClient} from 'awin-sdk';
import {startCached} from './cache-server.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"1"'};

describe('client.fetch with the cache', () => {
	it('returns the stored response for a 304: its status, its body, the updated fields', async () => {
		const {client, resources, statuses, url} = await startCached({
			'/a': {body: '{"id":1}', headers: {etag: '"1"', 'x-a': '1'}},
		});
		await client.fetch('/a');
		resources['/a'] = {headers: {etag: '"1"', 'x-a': '2'}};
		const response = await client.fetch('/a');
		expect(response.status).toBe(200);
		expect(response.url).toBe(`${url}/a`);
		expect(response.headers.get('x-a')).toBe('2');
		expect(await response.json()).toEqual({id: 1});
		expect(statuses()).toEqual([200, 304]);
	});

	it("returns a 304 to the caller's own validators as it is", async () => {
		const {client} = await startCached({'/a': {body: '1', headers: fresh}});
		const response = await client.fetch('/a', {headers: {'if-none-match': '"1"'}});
		expect(response.status).toBe(304);
		expect(response.body).toBeNull();
	});

	it('returns a separate copy of the bytes to every caller', async () => {
		const bytes = Uint8Array.from({length: 256}, (_, index) => index);
		const url = await startServer((_request, response) => {
			response.writeHead(200, fresh).end(bytes);
		});
		const client = createAwinClient({token: 'a', baseUrl: url, quota: false});
		const first = new Uint8Array(await (await client.fetch('/a')).arrayBuffer());
		expect(first).toEqual(bytes);
		first.fill(0);
		const second = new Uint8Array(await (await client.fetch('/a')).arrayBuffer());
		expect(second).toEqual(bytes);
	});

	it.each([
		['default', [200]],
		['no-store', [200, 200]],
		['reload', [200, 200]],
		['no-cache', [200, 304]],
	] satisfies [RequestCache, number[]][])('supports the mode "%s"', async (cache, expected) => {
		const {client, statuses} = await startCached({'/a': {body: '1', headers: fresh}});
		await client.fetch('/a');
		expect(await (await client.fetch('/a', {cache})).json()).toBe(1);
		expect(statuses()).toEqual(expected);
	});

	it('supports the mode "only-if-cached" and rejects if nothing is fresh', async () => {
		const {client, statuses} = await startCached({'/a': {body: '1', headers: fresh}});
		const init: RequestInit = {cache: 'only-if-cached', mode: 'same-origin'};
		await expect(client.fetch('/a', init)).rejects.toThrow(new TypeError('fetch failed'));
		const header = {headers: {'cache-control': 'only-if-cached'}};
		expect((await client.fetch('/a', header)).status).toBe(504);
		await client.fetch('/a');
		expect((await client.fetch('/a', init)).status).toBe(200);
		expect(statuses()).toEqual([200]);
	});

	it('uses responses that other methods of the client have stored', async () => {
		const {client, statuses} = await startCached({'/a': {body: '1', headers: fresh}});
		await client.get('/a');
		expect(await (await client.fetch('/a')).json()).toBe(1);
		expect(statuses()).toEqual([200]);
	});
});

describe('coalesced GETs', () => {
	/** Starts a server that responds after `release` is called. */
	const startSlow = async () => {
		let requests = 0;
		let closed = 0;
		let release: () => void = () => {};
		const released = new Promise<void>((resolve) => {
			release = resolve;
		});
		const baseUrl = await startServer((_request, response) => {
			requests += 1;
			response.on('close', () => {
				if (!response.writableEnded) closed += 1;
			});
			void released.then(() => {
				response.writeHead(200, {'content-type': 'application/json'}).end('{"list":[1]}');
			});
		});
		const client = createAwinClient({token: 'a', baseUrl, quota: false, retry: false});
		return {client, release, requests: () => requests, closed: () => closed};
	};
	type Data = {list: number[]};

	it('send 1 request for 100 calls, each with its own data', async () => {
		const {client, release, requests} = await startSlow();
		const calls = Array.from({length: 100}, () => client.get<Data>('/a'));
		release();
		const results = await Promise.all(calls);
		results[0]?.data?.list.push(2);
		expect(results.slice(1).every(({data}) => data?.list.length === 1)).toBe(true);
		expect(requests()).toBe(1);
	});

	it('have their own signal', async () => {
		const {client, release, requests} = await startSlow();
		const controller = new AbortController();
		const reason = new Error('enough');
		const aborted = client.get<Data>('/a', {signal: controller.signal});
		const other = client.get<Data>('/a');
		await expect.poll(requests).toBe(1);
		controller.abort(reason);
		const result = await aborted;
		expect(result).toMatchObject({kind: 'aborted'});
		expect(result.error).toMatchObject({cause: reason});
		release();
		expect(await other).toMatchObject({kind: 'ok', data: {list: [1]}});
		expect(requests()).toBe(1);
	});

	it('have their own deadline', async () => {
		const {client, release, requests} = await startSlow();
		const longCall = client.get<Data>('/a');
		const shortCall = client.get<Data>('/a', {deadlineMs: 1});
		expect(await shortCall).toMatchObject({kind: 'timeout'});
		release();
		expect(await longCall).toMatchObject({kind: 'ok'});
		expect(requests()).toBe(1);
	});

	it('are aborted when the last waiting caller aborts', async () => {
		const {client, requests, closed} = await startSlow();
		const controllers = [new AbortController(), new AbortController()];
		const calls = controllers.map(({signal}) => client.get<Data>('/a', {signal}));
		await expect.poll(requests).toBe(1);
		for (const controller of controllers) controller.abort();
		expect(await Promise.all(calls)).toMatchObject([{kind: 'aborted'}, {kind: 'aborted'}]);
		await expect.poll(closed).toBe(1);
	});

	it('are separate with `coalesce: false`', async () => {
		const {client, release, requests} = await startSlow();
		const calls = [0, 1].map(() => client.get<Data>('/a', {cache: {coalesce: false}}));
		await expect.poll(requests).toBe(2);
		release();
		expect(await Promise.all(calls)).toMatchObject([{kind: 'ok'}, {kind: 'ok'}]);
	});
});
