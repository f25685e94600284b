import {describe, expect, it} from 'vitest';
import {type Reply} from '../../../src/response/reply.ts';
import {
	answered,
	notModified,
	ok,
	request,
	requestWith,
	sent,
	setUp,
	stored,
	text,
} from './fixtures.ts';

describe('a fresh stored response (RFC 9111 §4)', () => {
	it('is used without a request', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60', 'x-a': '1'});
		const storedAt = clock.now();
		await clock.advance(59_999);
		const reply = await handler(request());
		expect(next).toHaveBeenCalledOnce();
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'fresh', storedAt, attempts: []});
	});

	it('has an Age (§5.1)', async () => {
		const {handler, clock} = await stored({'cache-control': 'max-age=60', age: '10'});
		await clock.advance(5_500);
		const reply = await handler(request());
		expect(reply.headers?.get('age')).toBe('15');
	});

	it('is revalidated as soon as its lifetime ends', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60', etag: '"a"'});
		next.mockResolvedValueOnce(notModified());
		await clock.advance(60_000);
		expect(await handler(request())).toMatchObject({cache: 'revalidated'});
	});

	it('is requested again after the clock was set back', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60'});
		next.mockResolvedValueOnce(ok({}, 'two'));
		clock.set(clock.now() - 1);
		expect(text(await handler(request()))).toBe('two');
	});

	it('has its own fields for every caller', async () => {
		const {handler} = await stored({'cache-control': 'max-age=60', 'x-a': '1'});
		const first = await handler(request());
		first.headers?.set('x-a', 'changed');
		const second = await handler(request());
		expect(second.headers?.get('x-a')).toBe('1');
	});
});

describe('storing responses (RFC 9111 §3)', () => {
	it.each([
		['no-cache', {'cache-control': 'no-cache', etag: '"a"'}],
		['max-age=0', {'cache-control': 'max-age=0', etag: '"a"'}],
		['a bare ETag', {etag: '"a"'}],
		['a bare Last-Modified', {'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'}],
	])('stores a response with %s and revalidates it', async (_name, headers) => {
		const {handler, next} = await stored(headers);
		next.mockResolvedValueOnce(notModified());
		const reply = await handler(request());
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'revalidated'});
	});

	it.each([404, 410])('stores a %i with a validator', async (status) => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(answered(status, {etag: '"a"'}, 'gone'));
		await handler(request());
		next.mockResolvedValueOnce(notModified());
		const reply = await handler(request());
		expect(text(reply)).toBe('gone');
		expect(reply).toMatchObject({status, cache: 'revalidated'});
	});

	it.each([
		['no-store', ok({'cache-control': 'no-store, max-age=60', etag: '"a"'})],
		['Vary: *', ok({'cache-control': 'max-age=60', vary: '*'})],
		['206', answered(206, {'cache-control': 'max-age=60', etag: '"a"'}, 'part')],
		['503', answered(503, {'cache-control': 'max-age=60', etag: '"a"'}, 'busy')],
		['no validator and no lifetime', ok({'cache-control': 'no-cache'})],
		['no caching fields', ok({})],
		['a redirect', answered(200, {'cache-control': 'max-age=60'}, 'one', {redirected: true})],
	])('does not store a response with %s', async (_name, reply: Reply) => {
		const {handler, next} = setUp();
		next.mockResolvedValue(reply);
		await handler(request());
		expect(await handler(request())).toMatchObject({cache: 'miss'});
		expect(sent(next, 1)?.headers).toEqual({});
	});

	it('stores a response that may only replace an error', async () => {
		const {handler, next} = await stored({'cache-control': 'max-age=0, stale-if-error=60'});
		next.mockResolvedValueOnce(answered(503));
		expect(text(await handler(request({cache: {allowStale: true}})))).toBe('one');
	});
});

describe('request directives (RFC 9111 §5.2.1)', () => {
	const fresh = {'cache-control': 'max-age=60', etag: '"a"'};

	it.each(['no-cache', 'max-age=0', 'max-age=5', 'max-age=x', 'min-fresh=51'])(
		'%s sends a request',
		async (directive) => {
			const {handler, next, clock} = await stored(fresh);
			await clock.advance(10_000);
			next.mockResolvedValueOnce(notModified());
			const reply = await handler(requestWith({'cache-control': directive}));
			expect(reply).toMatchObject({cache: 'revalidated'});
		},
	);

	it.each(['max-age=11', 'min-fresh=50', 'only-if-cached'])(
		'%s is satisfied by the stored response',
		async (directive) => {
			const {handler, clock} = await stored(fresh);
			await clock.advance(10_000);
			const reply = await handler(requestWith({'cache-control': directive}));
			expect(reply).toMatchObject({cache: 'fresh'});
		},
	);

	it('no-store neither reads nor stores', async () => {
		const {handler, next} = await stored(fresh);
		next.mockResolvedValueOnce(ok(fresh, 'two'));
		const reply = await handler(requestWith({'cache-control': 'no-store'}));
		expect(reply).toMatchObject({cache: 'none'});
		expect(text(reply)).toBe('two');
		expect(text(await handler(request()))).toBe('one');
	});

	it('only-if-cached returns a 504 without a request if nothing is fresh', async () => {
		const {handler, next, clock} = await stored(fresh);
		await clock.advance(60_000);
		const reply = await handler(requestWith({'cache-control': 'only-if-cached'}));
		expect(reply).toMatchObject({status: 504, cache: 'none', attempts: []});
		expect(next).toHaveBeenCalledOnce();
	});
});
