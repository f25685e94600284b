import type {AwinClientOptions, RequestOptions} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../src/pipeline/cache/store/memory-store.ts';
import {cachingClient as setUp, reads, search} from './cache-post-client.ts';

type Options = Omit<RequestOptions, 'path'>;

const json = {'content-type': 'application/json'};

describe('a POST with `idempotent: true` and `cache.ttlMs`', () => {
	it('is answered from the store until the time to live ends', async () => {
		const {awin, clock, sent} = setUp();
		const first = await awin.post(search, {...reads, json: {page: 1}});
		await clock.advance(999);
		const second = await awin.post(search, {...reads, json: {page: 1}});
		await clock.advance(1);
		const third = await awin.post(search, {...reads, json: {page: 1}});
		expect([first, second, third].map(({meta}) => meta.cache)).toEqual(['miss', 'fresh', 'miss']);
		expect(second).toMatchObject({kind: 'ok', data: first.data, meta: {attempts: []}});
		expect(third.data).toEqual({number: 2, body: '{"page":1}'});
		expect(sent.map(({body}) => body)).toEqual(['{"page":1}', '{"page":1}']);
	});

	it.each<[string, Options]>([
		['body', {body: 'b'}],
		['kind of body', {body: new TextEncoder().encode('a')}],
		['content type', {headers: {'content-type': 'text/csv'}}],
		['credential', {headers: {authorization: 'Bearer t-2'}}],
		['query', {query: {page: 2}}],
	])('does not share the response of another %s', async (_, other) => {
		const {awin, sent} = setUp();
		const options = {...reads, body: 'a'};
		await awin.post(search, options);
		const result = await awin.post(search, {...options, ...other});
		const again = await awin.post(search, {...options, ...other});
		expect([result.meta.cache, again.meta.cache]).toEqual(['miss', 'fresh']);
		expect(sent).toHaveLength(2);
	});

	it('shares no response with a GET', async () => {
		const {awin} = setUp();
		await awin.post(search, reads);
		const get = await awin.get(search, {cache: {ttlMs: 1000}});
		const post = await awin.post(search, reads);
		expect([get.meta.cache, get.data]).toEqual(['miss', {number: 2, body: ''}]);
		expect([post.meta.cache, post.data]).toEqual(['fresh', {number: 1, body: ''}]);
	});

	it('leaves the stored response of a GET in the store', async () => {
		const {awin} = setUp();
		const get = async () => (await awin.get(search, {cache: {ttlMs: 1000}})).meta.cache;
		await get();
		await awin.post(search, reads);
		await awin.post(search, {...reads, headers: {cookie: 'a=1'}});
		expect(await get()).toBe('fresh');
		await awin.post(search);
		expect(await get()).toBe('miss');
	});

	it('is never revalidated, even if it has a validator', async () => {
		const {awin, clock, sent} = setUp({}, {etag: '"1"', 'cache-control': 'max-age=5'});
		const options = {idempotent: true, cache: {ttlMs: 1000, allowStale: true}};
		await awin.post(search, options);
		await clock.advance(1000);
		expect((await awin.post(search, options)).meta.cache).toBe('miss');
		expect(sent[1]?.headers.has('if-none-match')).toBe(false);
	});

	it('gets no stale response if the server fails', async () => {
		const fields = {'cache-control': 'max-age=0, stale-if-error=60'};
		const {awin, clock, reply} = setUp({retry: false}, fields);
		const options = {idempotent: true, cache: {ttlMs: 1000, allowStale: true}};
		await awin.post(search, options);
		await clock.advance(1000);
		reply.mockReturnValueOnce(new Response(null, {status: 503}));
		expect((await awin.post(search, options)).kind).toBe('unavailable');
	});

	it('is sent once more if the server answers 304 out of turn', async () => {
		const {awin, clock, reply, sent} = setUp({}, {etag: '"1"'});
		await awin.post(search, reads);
		await clock.advance(1000);
		reply.mockReturnValueOnce(new Response(null, {status: 304}));
		expect(await awin.post(search, reads)).toMatchObject({kind: 'ok', data: {number: 3}});
		expect(sent).toHaveLength(3);
	});

	it.each([
		['no-store', () => Response.json({}, {headers: {'cache-control': 'no-store'}})],
		['a 201', () => Response.json({}, {status: 201})],
		[
			'a 404 with a lifetime',
			() => new Response(null, {status: 404, headers: {'cache-control': 'max-age=9'}}),
		],
		['an empty 200', () => new Response('', {headers: json})],
	])('is not stored with %s', async (_, respond) => {
		const store = memoryStore();
		const set = vi.spyOn(store, 'set');
		const {awin, reply, sent} = setUp({cache: store});
		reply.mockImplementation(respond);
		await awin.post(search, reads);
		await awin.post(search, reads);
		expect(sent).toHaveLength(2);
		expect(set).not.toHaveBeenCalled();
	});

	it('loses its stored response to a newer one that is not stored', async () => {
		const {awin, reply, sent} = setUp();
		await awin.post(search, reads);
		reply.mockReturnValueOnce(Response.json({}, {headers: {'cache-control': 'no-store'}}));
		await awin.post(search, {...reads, headers: {'cache-control': 'no-cache'}});
		await awin.post(search, reads);
		expect(sent).toHaveLength(3);
	});

	it('has the bytes of the time of the call, in its key and on the wire', async () => {
		const {awin, sent} = setUp();
		await awin.get('/accounts');
		const body = Buffer.from('a');
		const pending = awin.post(search, {...reads, body});
		body.set([98]);
		await pending;
		const again = await awin.post(search, {...reads, body: new TextEncoder().encode('a')});
		expect([sent[1]?.body, again.meta.cache]).toEqual(['a', 'fresh']);
	});

	it.each<[string, Options['body']]>([
		['a stream', new ReadableStream<Uint8Array<ArrayBuffer>>()],
		['a function', () => 'a'],
		['a form', new FormData()],
		['a blob', new Blob(['a'])],
		['parameters', new URLSearchParams('a=1')],
	])('rejects %s as its body, which cannot be a part of the key', async (_, body) => {
		const {awin, sent} = setUp();
		await expect(awin.post(search, {...reads, body})).rejects.toThrow(
			'Option `body` must be a string or bytes in a POST with `cache.ttlMs`',
		);
		expect(sent).toEqual([]);
	});

	it.each([
		['method', {method: 'PUT'}],
		['body', {body: new URLSearchParams('a=1')}],
	] as const)('is a write if middleware changes its %s', async (_, change) => {
		const {awin, sent} = setUp({
			middleware: [(next) => (request) => next({...request, ...change})],
		});
		await awin.post(search, {...reads, body: 'a'});
		const second = await awin.post(search, {...reads, body: 'a'});
		expect([second.meta.cache, sent.length]).toEqual(['none', 2]);
	});
});

describe('any other call with a body', () => {
	it.each<[string, 'post' | 'put' | 'patch', Options, Partial<AwinClientOptions>]>([
		['a POST without options', 'post', {}, {}],
		['a POST with `ttlMs` only', 'post', {cache: {ttlMs: 1000}}, {}],
		['a POST with `idempotent` only', 'post', {idempotent: true}, {}],
		['a POST with the `ttlMs` of the client', 'post', {idempotent: true}, {cache: {ttlMs: 1000}}],
		[
			'a POST with other cache options',
			'post',
			{idempotent: true, cache: {coalesce: true}},
			{cache: {ttlMs: 1000}},
		],
		[
			'a POST with `cache: false`',
			'post',
			{idempotent: true, cache: false},
			{cache: {ttlMs: 1000}},
		],
		['a POST with a key', 'post', {idempotencyKey: 'a', cache: {ttlMs: 1000}}, {}],
		['a PUT with both', 'put', reads, {}],
		['a PATCH with both', 'patch', reads, {}],
	])('is never stored: %s', async (_, verb, options, clientOptions) => {
		const {awin, sent} = setUp(clientOptions, {'cache-control': 'max-age=60', etag: '"1"'});
		await awin[verb](search, {...options, body: 'a'});
		const second = await awin[verb](search, {...options, body: 'a'});
		expect([second.meta.cache, sent.length]).toEqual(['none', 2]);
	});
});
