import {describe, expect, it} from 'vitest';
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

describe('a conditional request (RFC 9111 §4.3.1)', () => {
	it.each(['"a"', 'W/"a"', 'unquoted', '"ü, \'x\'"'])('sends %s byte for byte', async (etag) => {
		const {handler, next} = await stored({etag});
		next.mockResolvedValueOnce(notModified());
		await handler(request());
		expect(sent(next, 1)?.headers).toEqual({'if-none-match': etag, 'cache-control': 'max-age=0'});
	});

	it('sends Last-Modified in addition to the tag', async () => {
		const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
		const {handler, next} = await stored({etag: '"a"', 'last-modified': date});
		next.mockResolvedValueOnce(notModified());
		await handler(request());
		expect(sent(next, 1)?.headers).toMatchObject({
			'if-none-match': '"a"',
			'if-modified-since': date,
		});
	});

	it('does not use Date as a validator', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=1'});
		await clock.advance(1_000);
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(sent(next, 1)?.headers).toEqual({});
	});

	it("does not change the caller's Cache-Control", async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(notModified());
		await handler(requestWith({'cache-control': 'no-cache'}));
		expect(sent(next, 1)?.headers).toEqual({'if-none-match': '"a"', 'cache-control': 'no-cache'});
	});
});

describe('a 304 (RFC 9111 §4.3.4)', () => {
	it.each([
		['the same strong tag', {etag: '"a"'}, {etag: '"a"'}],
		['the same weak tag', {etag: 'W/"a"'}, {etag: 'W/"a"'}],
		['a weak tag for a strong one', {etag: '"a"'}, {etag: 'W/"a"'}],
		['no validator', {etag: '"a"'}, {}],
		[
			'the same date',
			{'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'},
			{'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'},
		],
	])(
		'with %s revalidates the stored response',
		async (_name, first, second: Record<string, string>) => {
			const {handler, next} = await stored(first);
			next.mockResolvedValueOnce(notModified(second));
			expect(await handler(request())).toMatchObject({cache: 'revalidated', status: 200});
			expect(next).toHaveBeenCalledTimes(2);
		},
	);

	it.each([
		['another strong tag', {etag: '"a"'}, {etag: '"b"'}],
		['another weak tag', {etag: 'W/"a"'}, {etag: 'W/"b"'}],
		['a strong tag for a weak one', {etag: 'W/"a"'}, {etag: '"a"'}],
		['a tag if none is stored', {'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'}, {etag: '"a"'}],
		['another date', {etag: '"a"'}, {'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'}],
	])('with %s sends the request again once, without validators', async (_name, first, second) => {
		const {handler, next} = await stored(first);
		next.mockResolvedValueOnce(notModified(second));
		next.mockResolvedValueOnce(ok({etag: '"b"'}, 'two'));
		const reply = await handler(request());
		expect(text(reply)).toBe('two');
		expect(reply).toMatchObject({cache: 'miss', status: 200});
		expect(sent(next, 2)?.headers).toEqual({});
	});

	it('after a redirect sends the request again', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(answered(304, {}, '', {redirected: true}));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request()))).toBe('two');
	});

	it('that does not match twice is returned, and the stored response stays', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(notModified({etag: '"b"'}));
		next.mockResolvedValueOnce(notModified({etag: '"b"'}));
		expect(await handler(request())).toMatchObject({status: 304, cache: 'none'});
		next.mockResolvedValueOnce(notModified({etag: '"a"'}));
		expect(await handler(request())).toMatchObject({status: 200, cache: 'revalidated'});
	});

	it('without a stored response sends the request again once', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(notModified());
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request()))).toBe('two');
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('results in the attempts of both exchanges', async () => {
		const attempt = {
			number: 1,
			status: 304,
			error: undefined,
			durationMs: 1,
			waitedMs: 0,
			waitedFor: [],
		};
		const {handler, next} = setUp();
		next.mockResolvedValueOnce({...notModified(), attempts: [attempt], quotaWaitMs: 1});
		next.mockResolvedValueOnce({...ok({}), attempts: [{...attempt, status: 200}], quotaWaitMs: 2});
		const reply = await handler(request());
		expect(reply.attempts.map(({number, status}) => [number, status])).toEqual([
			[1, 304],
			[2, 200],
		]);
		expect(reply.quotaWaitMs).toBe(3);
	});

	it('makes the stored response fresh again', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60', etag: '"a"'});
		await clock.advance(60_000);
		next.mockResolvedValueOnce(notModified());
		await handler(request());
		await clock.advance(59_999);
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
	});

	it('with no-store serves this call and does not change the stored response', async () => {
		const {handler, next} = await stored({etag: '"a"', 'x-a': '1'});
		next.mockResolvedValueOnce(notModified({'cache-control': 'no-store', 'x-a': '2'}));
		expect((await handler(request())).headers?.get('x-a')).toBe('2');
		next.mockResolvedValueOnce(notModified());
		const reply = await handler(request());
		expect(text(reply)).toBe('one');
		expect(reply.headers?.get('x-a')).toBe('1');
	});

	it('with Vary: * serves this call and does not change the stored response', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValue(notModified({vary: '*'}));
		expect(text(await handler(request()))).toBe('one');
		expect(text(await handler(request()))).toBe('one');
		expect(next).toHaveBeenCalledTimes(3);
	});
});
