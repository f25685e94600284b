import {describe, expect, it} from 'vitest';
import {failure, type Reply} from '../../../src/response/reply.ts';
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

describe('a response that replaces the stored one (RFC 9111 §4.3.3)', () => {
	it('is a 200 with other validators', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(ok({etag: '"b"'}, 'two'));
		expect(await handler(request())).toMatchObject({cache: 'miss'});
		next.mockResolvedValueOnce(notModified());
		expect(text(await handler(request()))).toBe('two');
	});

	it.each([ok({}, 'two'), answered(404), answered(410)])(
		'removes the stored one if it is not stored itself: $status',
		async (reply) => {
			const {handler, next} = await stored({etag: '"a"'});
			next.mockResolvedValue(reply);
			await handler(request());
			await handler(request());
			expect(sent(next, 2)?.headers).toEqual({});
		},
	);

	it.each([206, 400, 401, 403, 429, 500, 502, 503, 504])('is never a %i', async (status) => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(answered(status, {etag: '"b"', 'cache-control': 'max-age=60'}));
		expect(await handler(request())).toMatchObject({status, cache: 'miss'});
		next.mockResolvedValueOnce(notModified({etag: '"a"'}));
		expect(text(await handler(request()))).toBe('one');
	});

	it('is never one that was requested before the stored one', async () => {
		const {handler, next, clock} = setUp();
		const answers: ((reply: Reply) => void)[] = [];
		next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
		const slow = handler(request());
		await clock.advance(100);
		const quick = handler(requestWith({'cache-control': 'no-cache'}));
		await clock.advance(100);
		const attempt = {number: 1, status: 200, error: undefined, waitedMs: 0, waitedFor: []};
		const fresh = {'cache-control': 'max-age=60'};
		answers[1]?.({...ok(fresh, 'new'), attempts: [{...attempt, durationMs: 100}]});
		await quick;
		await clock.advance(100);
		answers[0]?.({...ok(fresh, 'old'), attempts: [{...attempt, durationMs: 300}]});
		expect(text(await slow)).toBe('old');
		expect(text(await handler(request()))).toBe('new');
	});
});

describe('overlapping exchanges', () => {
	const fresh = {'cache-control': 'max-age=60'};
	/** Makes two overlapping calls, ends the second one first, and returns the body of a third call. */
	const overlap = async (first: Reply, second: Reply, between = 100) => {
		const parts = setUp();
		const {handler, next, clock} = parts;
		const answers: ((reply: Reply) => void)[] = [];
		next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
		const slow = handler(request());
		await clock.advance(between);
		const quick = handler(requestWith({'cache-control': 'no-cache'}));
		answers[1]?.(second);
		await quick;
		answers[0]?.(first);
		await slow;
		next.mockReset();
		next.mockResolvedValueOnce(ok({}, 'requested'));
		return text(await handler(request()));
	};

	it('do not store a response that is older than one that must not be stored', async () => {
		expect(await overlap(ok(fresh, 'old'), ok({'cache-control': 'no-store'}, 'new'))).toBe(
			'requested',
		);
	});

	it('remove the response of the other exchange if the later response must not be stored', async () => {
		expect(await overlap(ok({'cache-control': 'no-store'}, 'new'), ok(fresh, 'old'))).toBe(
			'requested',
		);
	});

	it('keep a stored response that was requested after one that must not be stored', async () => {
		const attempt = {number: 1, status: 200, error: undefined, waitedMs: 0, waitedFor: []};
		const old = {...ok({}, 'old'), attempts: [{...attempt, durationMs: 100}]};
		expect(await overlap(old, ok(fresh, 'new'))).toBe('new');
	});

	it('select the newest variant if several match', async () => {
		const {handler, next, clock} = setUp();
		const answers: ((reply: Reply) => void)[] = [];
		next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
		const slow = handler(requestWith({accept: 'b'}));
		await clock.advance(100);
		const quick = handler(requestWith({accept: 'a'}));
		answers[1]?.(ok({...fresh, vary: 'accept'}, 'new'));
		await quick;
		const attempt = {number: 1, status: 200, error: undefined, waitedMs: 0, waitedFor: []};
		answers[0]?.({...ok(fresh, 'old'), attempts: [{...attempt, durationMs: 100}]});
		await slow;
		expect(text(await handler(requestWith({accept: 'a'})))).toBe('new');
		expect(text(await handler(requestWith({accept: 'b'})))).toBe('old');
	});

	it('remove a stored variant that an invalidated response shows to be out of date', async () => {
		const {handler, next, clock} = setUp();
		next.mockResolvedValueOnce(ok({...fresh, vary: 'accept'}, 'old'));
		await handler(requestWith({accept: 'a'}));
		await clock.advance(100);
		const answers: ((reply: Reply) => void)[] = [];
		next.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
		const slow = handler(requestWith({accept: 'a', 'cache-control': 'no-cache'}));
		const other = handler(requestWith({accept: 'b'}));
		answers[1]?.(ok({}, 'other'));
		await other;
		answers[0]?.(ok({...fresh, vary: 'accept'}, 'new'));
		await slow;
		next.mockReset();
		next.mockResolvedValueOnce(ok({}, 'requested'));
		expect(text(await handler(requestWith({accept: 'a'})))).toBe('requested');
	});
});

describe('calls that bypass the cache', () => {
	it.each([
		'if-match',
		'if-none-match',
		'if-modified-since',
		'if-unmodified-since',
		'if-range',
		'range',
	])('get the response as it is if the caller sends %s', async (name) => {
		const {handler, next} = await stored({'cache-control': 'max-age=60', etag: '"a"'});
		next.mockResolvedValueOnce(notModified({etag: '"a"'}));
		const reply = await handler(requestWith({[name]: 'x'}));
		expect(reply).toMatchObject({status: 304, cache: 'none'});
		expect(sent(next, 1)?.headers).toEqual({'cache-control': 'max-age=0', [name]: 'x'});
	});

	it("keep the caller's Cache-Control if the caller sends validators", async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(notModified());
		await handler(requestWith({'if-none-match': '"a"', 'cache-control': 'no-cache'}));
		expect(sent(next, 0)?.headers['cache-control']).toBe('no-cache');
	});

	it.each([
		['`cache` is false', request({cache: false})],
		['there is a cookie', requestWith({cookie: 'a=b'})],
		[
			'there is a credential without a digest',
			request({credentialDigest: '', headers: {authorization: 'Bearer x'}}),
		],
	])('neither read nor store if %s', async (_name, call) => {
		const {handler, next} = await stored({'cache-control': 'max-age=60'});
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60'}, 'two'));
		expect(await handler(call)).toMatchObject({cache: 'none'});
		expect(text(await handler(request()))).toBe('one');
	});

	it('are sent again after an unexpected 304', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(notModified());
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request({cache: false})))).toBe('two');
	});

	it('return a failure', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValue(failure({kind: 'network', phase: 'connect', message: ''}));
		expect(await handler(request())).toMatchObject({type: 'failure', kind: 'network'});
		expect(await handler(request({cache: false}))).toMatchObject({type: 'failure'});
	});
});
