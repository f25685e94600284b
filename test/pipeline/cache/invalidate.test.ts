import {describe, expect, it} from 'vitest';
import type {Method} from '../../../src/request/methods.ts';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, setUp, text} from './fixtures.ts';

const fresh = {'cache-control': 'max-age=60', etag: '"a"', 'last-modified': 'x'};
const origin = 'https://api.awin.com';
const at = (path: string) => request({url: `${origin}${path}`});

/** Stores /a and /b, then makes a call, and gives where later GETs are answered from. */
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
		'of the method %s forgets its URL',
		async (method) => {
			expect(await afterCall(method, answered(204))).toEqual({a: 'miss', b: 'fresh'});
		},
	);

	it.each([200, 201, 202, 206, 302])('that ends with %i forgets its URL', async (status) => {
		expect(await afterCall('POST', answered(status))).toEqual({a: 'miss', b: 'fresh'});
	});

	it.each([400, 404, 409, 500, 503])('that ends with %i forgets nothing', async (status) => {
		expect(await afterCall('POST', answered(status))).toEqual({a: 'fresh', b: 'fresh'});
	});

	it('that brings no answer forgets nothing', async () => {
		const reply = failure({kind: 'network', phase: 'connect', message: ''});
		expect(await afterCall('POST', reply)).toEqual({a: 'fresh', b: 'fresh'});
	});

	it.each([
		['Location', {location: '/b'}],
		['an absolute Location', {location: `${origin}/b#part`}],
		['Content-Location', {'content-location': 'b'}],
	])('forgets what %s names', async (_name, headers) => {
		expect(await afterCall('POST', answered(201, headers))).toEqual({a: 'miss', b: 'miss'});
	});

	it('leaves alone a Location that is no URL', async () => {
		const caches = await afterCall('POST', answered(201, {location: 'http://'}));
		expect(caches).toEqual({a: 'miss', b: 'fresh'});
	});

	it('leaves alone a Location of another origin', async () => {
		const {handler, next} = setUp();
		const foreign = request({url: 'https://example.com/b'});
		next.mockResolvedValueOnce(ok(fresh));
		await handler(foreign);
		next.mockResolvedValueOnce(answered(201, {location: foreign.url}));
		await handler(request({method: 'POST'}));
		expect(await handler(foreign)).toMatchObject({cache: 'fresh'});
	});

	it("leaves another credential's answers alone", async () => {
		const caches = await afterCall('POST', answered(204), 'digest-of-b');
		expect(caches).toEqual({a: 'fresh', b: 'fresh'});
	});

	it.each(['HEAD', 'OPTIONS'] satisfies Method[])('is not %s', async (method) => {
		expect(await afterCall(method, answered(204))).toEqual({a: 'fresh', b: 'fresh'});
	});

	it('that overtakes a read keeps the older body out of the store', async () => {
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

	it('that overtakes a confirmation keeps the older body out of the store', async () => {
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

	it('that revalidates the stored answer updates it', async () => {
		const update = {...stored, 'cache-control': 'max-age=60', 'x-a': '2'};
		const {handler, reply} = await set(stored, answered(200, update));
		expect(reply).toMatchObject({status: 200, cache: 'none'});
		const later = await handler(request());
		expect(text(later)).toBe('one');
		expect(later.headers?.get('x-a')).toBe('2');
		expect(later.cache).toBe('fresh');
	});

	it('without a length may confirm too', async () => {
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
	])('with %s forgets the stored answer', async (_name, headers) => {
		const {handler, next} = await set(stored, answered(200, headers));
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(next.mock.lastCall?.[0].headers).toEqual({});
	});

	it.each([
		['another status', answered(404, {etag: '"b"'})],
		['a redirect on its way', answered(200, {etag: '"b"'}, '', {redirected: true})],
		['no-store', answered(200, {...stored, 'cache-control': 'no-store'})],
		['no answer', failure({kind: 'network', phase: 'connect', message: ''})],
	])('with %s leaves the stored answer as it was', async (_name, reply) => {
		const {handler, next} = await set(stored, reply);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(request())).toMatchObject({cache: 'revalidated'});
	});

	it('stores nothing where nothing was stored', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(answered(200, {'cache-control': 'max-age=60', etag: '"a"'}));
		await handler(head);
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(next.mock.lastCall?.[0].headers).toEqual({});
	});

	it('that a write overtook changes nothing', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const heading = handler(head);
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'PUT'}));
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60', etag: '"new"'}));
		await handler(request());
		answer(answered(200, {etag: '"old"'}));
		await heading;
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
	});
});
