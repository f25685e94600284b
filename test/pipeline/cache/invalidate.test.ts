import {describe, expect, it} from 'vitest';
import type {Method} from '../../../src/request/methods.ts';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, setUp, text} from './fixtures.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"a"', 'last-modified': 'x'};
const origin = 'https://api.awin.com';
const at = (path: string) => request({url: `${origin}${path}`});

/** Stores /a and /b, makes a call, and returns `cache` of the following GETs. */
const afterCall = async (method: Method, reply: Reply, credentialDigest = 'digest-of-a') => {
	const {handler, next} = setUp();
	next.mockImplementation(async () => ok(fresh));
	await handler(at('/a'));
	await handler(at('/b'));
	next.mockImplementationOnce(async () => reply);
	await handler({...at('/a'), method, credentialDigest});
	return {a: (await handler(at('/a'))).cache, b: (await handler(at('/b'))).cache};
};

describe('a write (RFC 9111 §4.4)', () => {
	it.each(['POST', 'PUT', 'PATCH', 'DELETE'] satisfies Method[])(
		'with the method %s invalidates its URL',
		async (method) => {
			expect(await afterCall(method, answered(204))).toEqual({a: 'miss', b: 'fresh'});
		},
	);

	it.each([200, 201, 202, 206, 302])('with the status %i invalidates its URL', async (status) => {
		expect(await afterCall('POST', answered(status))).toEqual({a: 'miss', b: 'fresh'});
	});

	it.each([400, 404, 409, 500, 503])('with the status %i invalidates nothing', async (status) => {
		expect(await afterCall('POST', answered(status))).toEqual({a: 'fresh', b: 'fresh'});
	});

	it('without a response invalidates nothing', async () => {
		const reply = failure({kind: 'network', phase: 'connect', message: ''});
		expect(await afterCall('POST', reply)).toEqual({a: 'fresh', b: 'fresh'});
	});

	it.each([
		['Location', {location: '/b'}],
		['an absolute Location', {location: `${origin}/b#part`}],
		['Content-Location', {'content-location': 'b'}],
	])('invalidates the URL of %s', async (_name, headers) => {
		expect(await afterCall('POST', answered(201, headers))).toEqual({a: 'miss', b: 'miss'});
	});

	it('ignores an invalid Location', async () => {
		const caches = await afterCall('POST', answered(201, {location: 'http://'}));
		expect(caches).toEqual({a: 'miss', b: 'fresh'});
	});

	it('ignores a Location of another origin', async () => {
		const {handler, next} = setUp();
		const foreign = request({url: 'https://example.com/b'});
		next.mockResolvedValueOnce(ok(fresh));
		await handler(foreign);
		next.mockResolvedValueOnce(answered(201, {location: foreign.url}));
		await handler(request({method: 'POST'}));
		expect(await handler(foreign)).toMatchObject({cache: 'fresh'});
	});

	it('does not invalidate responses for another credential', async () => {
		const caches = await afterCall('POST', answered(204), 'digest-of-b');
		expect(caches).toEqual({a: 'fresh', b: 'fresh'});
	});

	it.each(['HEAD', 'OPTIONS'] satisfies Method[])('does not include %s', async (method) => {
		expect(await afterCall(method, answered(204))).toEqual({a: 'fresh', b: 'fresh'});
	});

	it('that ends during a read prevents the older body from being stored', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const read = handler(request());
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'PUT'}));
		answer(ok(fresh, 'before'));
		expect(text(await read)).toBe('before');
		next.mockResolvedValueOnce(ok(fresh, 'after'));
		expect(text(await handler(request()))).toBe('after');
	});

	it('that ends during a revalidation prevents the older body from being stored', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(ok({etag: '"a"'}, 'before'));
		await handler(request());
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const read = handler(request());
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'PUT'}));
		answer(notModified());
		expect(text(await read)).toBe('before');
		next.mockResolvedValueOnce(ok(fresh, 'after'));
		await handler(request());
		expect(next.mock.lastCall?.[0].headers).toEqual({});
	});
});

describe('a HEAD (RFC 9111 §4.3.5)', () => {
	const head = request({method: 'HEAD'});
	const set = async (stored: Record<string, string>, reply: Reply) => {
		const parts = setUp();
		parts.next.mockResolvedValueOnce(ok(stored));
		await parts.handler(request());
		parts.next.mockResolvedValueOnce(reply);
		return {...parts, reply: await parts.handler(head)};
	};
	const stored = {etag: '"a"', 'content-length': '3', 'x-a': '1'};

	it('with the same validators updates the stored response', async () => {
		const update = {...stored, 'cache-control': 'max-age=60', 'x-a': '2'};
		const {handler, reply} = await set(stored, answered(200, update));
		expect(reply).toMatchObject({status: 200, cache: 'none'});
		const later = await handler(request());
		expect(text(later)).toBe('one');
		expect(later.headers?.get('x-a')).toBe('2');
		expect(later.cache).toBe('fresh');
	});

	it('without a length updates the stored response too', async () => {
		const {handler} = await set(
			stored,
			answered(200, {etag: '"a"', 'cache-control': 'max-age=60'}),
		);
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
	});

	it.each([
		['another tag', {...stored, etag: '"b"'}],
		['no tag', {'content-length': '3'}],
		['another date', {...stored, 'last-modified': 'x'}],
		['another length', {...stored, 'content-length': '4'}],
	])('with %s removes the stored response', async (_name, headers) => {
		const {handler, next} = await set(stored, answered(200, headers));
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(next.mock.lastCall?.[0].headers).toEqual({});
	});

	it.each([
		['another status', answered(404, {etag: '"b"'})],
		['a redirect', answered(200, {etag: '"b"'}, '', {redirected: true})],
		['no-store', answered(200, {...stored, 'cache-control': 'no-store'})],
		['no response', failure({kind: 'network', phase: 'connect', message: ''})],
	])('with %s does not change the stored response', async (_name, reply) => {
		const {handler, next} = await set(stored, reply);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(request())).toMatchObject({cache: 'revalidated'});
	});

	it('stores nothing if nothing was stored', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(answered(200, {'cache-control': 'max-age=60', etag: '"a"'}));
		await handler(head);
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(next.mock.lastCall?.[0].headers).toEqual({});
	});

	it('that ends after a newer write changes nothing', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const headCall = handler(head);
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'PUT'}));
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60', etag: '"new"'}));
		await handler(request());
		answer(answered(200, {etag: '"old"'}));
		await headCall;
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
	});
});
