import {Keyv} from 'keyv';
import {describe, expect, it} from 'vitest';
import {needsEntry} from '../../../src/pipeline/cache/ttl.ts';
import {keyvStore} from '../../../src/pipeline/cache/store/keyv-store.ts';
import type {Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, setUp, text, withTtl} from './fixtures.ts';

const storedWithTtl = async (headers: Record<string, string> = {}) => {
	const parts = setUp();
	parts.next.mockResolvedValueOnce(ok(headers));
	await parts.handler(withTtl(60_000));
	return parts;
};

describe('`cache.ttlMs`', () => {
	it('never applies to a call with `cache: false`', () => {
		expect(needsEntry(request({cache: false}), ok({}), undefined)).toBe(false);
		expect(needsEntry(withTtl(1), ok({}), undefined)).toBe(true);
	});

	it('stores a response without caching fields', async () => {
		const {handler, next, clock} = await storedWithTtl();
		await clock.advance(59_999);
		const reply = await handler(withTtl(60_000));
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'fresh', attempts: []});
		expect(next).toHaveBeenCalledOnce();
	});

	it('expires', async () => {
		const {handler, next, clock} = await storedWithTtl();
		await clock.advance(60_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(withTtl(60_000)))).toBe('two');
	});

	it('never shortens the freshness of HTTP', async () => {
		const {handler, clock} = await storedWithTtl({'cache-control': 'max-age=60'});
		await clock.advance(59_999);
		expect(await handler(withTtl(1_000))).toMatchObject({cache: 'fresh'});
	});

	it('is that of the reading call, not of the one that stored the response', async () => {
		const {handler, next, clock} = await storedWithTtl();
		await clock.advance(1_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(withTtl(1_000)))).toBe('two');
	});

	it('does not apply after the clock was set back', async () => {
		const {handler, next, clock} = await storedWithTtl();
		clock.set(clock.now() - 1);
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(withTtl(60_000)))).toBe('two');
	});

	it('does not affect calls without it', async () => {
		const {handler, next} = await storedWithTtl();
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request()))).toBe('two');
	});

	it('applies even if the response needs a revalidation by HTTP', async () => {
		const {handler, clock} = await storedWithTtl({'cache-control': 'no-cache', etag: '"a"'});
		await clock.advance(59_999);
		expect(await handler(withTtl(60_000))).toMatchObject({cache: 'fresh'});
	});

	it('does not extend the freshness of HTTP for other calls', async () => {
		const {handler, next, clock} = await storedWithTtl({
			'cache-control': 'max-age=10',
			etag: '"a"',
		});
		await clock.advance(10_000);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(request())).toMatchObject({cache: 'revalidated'});
	});

	it('starts again after a revalidation', async () => {
		const {handler, next, clock} = await storedWithTtl({etag: '"a"'});
		await clock.advance(60_000);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(withTtl(60_000))).toMatchObject({cache: 'revalidated'});
		await clock.advance(59_999);
		expect(await handler(withTtl(60_000))).toMatchObject({cache: 'fresh'});
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('is not extended by a fresh hit', async () => {
		const {handler, next, clock} = setUp();
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=100'}));
		await handler(request());
		await clock.advance(50_000);
		await handler(withTtl(60_000));
		await clock.advance(10_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		const reply = await handler(withTtl(60_000, {'cache-control': 'max-age=1'}));
		expect(text(reply)).toBe('two');
	});

	it.each(['no-cache', 'max-age=600'])(
		'does not apply to a call with the directive %s',
		async (directive) => {
			const {handler, next} = await storedWithTtl();
			next.mockResolvedValueOnce(ok({}, 'two'));
			expect(text(await handler(withTtl(60_000, {'cache-control': directive})))).toBe('two');
		},
	);

	it('satisfies only-if-cached', async () => {
		const {handler} = await storedWithTtl();
		const reply = await handler(withTtl(60_000, {'cache-control': 'only-if-cached'}));
		expect(text(reply)).toBe('one');
	});

	it('applies to the newer response of a call without it', async () => {
		const {handler, next, clock} = await storedWithTtl();
		await clock.advance(50_000);
		next.mockResolvedValueOnce(ok({}, 'two'));
		await handler(request());
		await clock.advance(59_999);
		expect(text(await handler(withTtl(60_000)))).toBe('two');
	});

	it.each([
		['404', answered(404)],
		['no-store', ok({'cache-control': 'no-store'})],
	])('no longer applies after a call without it gets %s', async (_name, reply) => {
		const {handler, next} = await storedWithTtl();
		next.mockResolvedValueOnce(reply);
		await handler(request());
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(withTtl(60_000)))).toBe('two');
	});

	it('still applies after a call without it gets an error', async () => {
		const {handler, next} = await storedWithTtl();
		next.mockResolvedValueOnce(answered(503));
		await handler(request());
		expect(text(await handler(withTtl(60_000)))).toBe('one');
	});

	it('does not apply to a response that a call without it did not store', async () => {
		const {handler, next} = await storedWithTtl();
		const other = {...request(), url: 'https://api.awin.com/other'};
		next.mockResolvedValueOnce(ok({}, 'two'));
		await handler(other);
		next.mockResolvedValueOnce(ok({}, 'three'));
		expect(text(await handler({...other, cache: {ttlMs: 60_000}}))).toBe('three');
	});

	it('distinguishes variants', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(ok({vary: 'accept'}, 'json'));
		await handler(withTtl(60_000, {accept: 'json'}));
		next.mockResolvedValueOnce(ok({vary: 'accept'}, 'csv'));
		expect(text(await handler(withTtl(60_000, {accept: 'csv'})))).toBe('csv');
		expect(text(await handler(withTtl(60_000, {accept: 'json'})))).toBe('json');
	});

	it('works with an asynchronous store', async () => {
		const {handler, next} = setUp(keyvStore(new Keyv()));
		next.mockResolvedValueOnce(ok({}));
		await handler(withTtl(60_000));
		expect(text(await handler(withTtl(60_000)))).toBe('one');
	});

	it('no longer applies after a write', async () => {
		const {handler, next} = await storedWithTtl();
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'DELETE'}));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(withTtl(60_000)))).toBe('two');
	});

	it('does not apply to a response that arrives after a newer one', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const read = handler(withTtl(60_000));
		next.mockResolvedValueOnce(ok({}, 'new'));
		await handler(request());
		answer(ok({}, 'old'));
		await read;
		next.mockResolvedValueOnce(ok({}, 'newer'));
		expect(text(await handler(withTtl(60_000)))).toBe('newer');
	});

	it('still applies after a fresh hit of a call without it', async () => {
		const {handler, next} = await storedWithTtl({'cache-control': 'max-age=60'});
		await handler(request());
		expect(await handler(withTtl(60_000))).toMatchObject({cache: 'fresh'});
		expect(next).toHaveBeenCalledOnce();
	});

	it('does not apply to a response that arrives after a later write', async () => {
		const {handler, next} = setUp();
		let answer: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const read = handler(withTtl(60_000));
		next.mockResolvedValueOnce(answered(204));
		await handler(request({method: 'PUT'}));
		answer(ok({}, 'before'));
		await read;
		next.mockResolvedValueOnce(ok({}, 'after'));
		expect(text(await handler(withTtl(60_000)))).toBe('after');
	});
});
