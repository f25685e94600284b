import {describe, expect, it, type vi} from 'vitest';
import type {Handler} from '../../../src/pipeline/handler.ts';
import {failure, type FailureKind, type Reply} from '../../../src/response/reply.ts';
import {answered, notModified, ok, request, requestWith, settled, setUp, text} from './fixtures.ts';

const sent = (next: ReturnType<typeof vi.fn<Handler>>, call: number) => next.mock.calls[call]?.[0];

/** Stores one answer and gives what answers later calls. */
const stored = async (headers: Record<string, string>, body = 'one') => {
	const parts = setUp();
	parts.next.mockResolvedValueOnce(ok(headers, body));
	await parts.handler(request());
	return parts;
};

describe('a stored answer that is fresh (RFC 9111 §4)', () => {
	it('is used without asking', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60', 'x-a': '1'});
		const storedAt = clock.now();
		await clock.advance(59_999);
		const reply = await handler(request());
		expect(next).toHaveBeenCalledOnce();
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'fresh', storedAt, attempts: []});
	});

	it('carries its age (§5.1)', async () => {
		const {handler, clock} = await stored({'cache-control': 'max-age=60', age: '10'});
		await clock.advance(5_500);
		const reply = await handler(request());
		expect(reply.headers?.get('age')).toBe('15');
	});

	it('is confirmed from the moment its lifetime ends', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60', etag: '"a"'});
		next.mockResolvedValueOnce(notModified());
		await clock.advance(60_000);
		expect(await handler(request())).toMatchObject({cache: 'revalidated'});
	});

	it('is confirmed after the clock was set back', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60'});
		next.mockResolvedValueOnce(ok({}, 'two'));
		clock.set(clock.now() - 1);
		expect(text(await handler(request()))).toBe('two');
	});

	it('gives every caller fields of its own', async () => {
		const {handler} = await stored({'cache-control': 'max-age=60', 'x-a': '1'});
		const first = await handler(request());
		first.headers?.set('x-a', 'changed');
		const second = await handler(request());
		expect(second.headers?.get('x-a')).toBe('1');
	});
});

describe('what is stored (RFC 9111 §3)', () => {
	it.each([
		['no-cache', {'cache-control': 'no-cache', etag: '"a"'}],
		['max-age=0', {'cache-control': 'max-age=0', etag: '"a"'}],
		['a bare ETag', {etag: '"a"'}],
		['a bare Last-Modified', {'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'}],
	])('keeps an answer with %s and confirms it', async (_name, headers) => {
		const {handler, next} = await stored(headers);
		next.mockResolvedValueOnce(notModified());
		const reply = await handler(request());
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'revalidated'});
	});

	it.each([404, 410])('keeps a %i with a validator', async (status) => {
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
		['neither field', ok({})],
		[
			'a redirect on its way',
			answered(200, {'cache-control': 'max-age=60'}, 'one', {redirected: true}),
		],
	])('keeps nothing of an answer with %s', async (_name, reply: Reply) => {
		const {handler, next} = setUp();
		next.mockResolvedValue(reply);
		await handler(request());
		expect(await handler(request())).toMatchObject({cache: 'miss'});
		expect(sent(next, 1)?.headers).toEqual({});
	});

	it('keeps an answer that may only stand in for an error', async () => {
		const {handler, next} = await stored({'cache-control': 'max-age=0, stale-if-error=60'});
		next.mockResolvedValueOnce(answered(503));
		expect(text(await handler(request({cache: {allowStale: true}})))).toBe('one');
	});
});

describe('asking again (RFC 9111 §4.3.1)', () => {
	it.each(['"a"', 'W/"a"', 'unquoted', '"ü, \'x\'"'])('sends %s byte for byte', async (etag) => {
		const {handler, next} = await stored({etag});
		next.mockResolvedValueOnce(notModified());
		await handler(request());
		expect(sent(next, 1)?.headers).toEqual({'if-none-match': etag, 'cache-control': 'max-age=0'});
	});

	it('sends the date beside the tag', async () => {
		const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
		const {handler, next} = await stored({etag: '"a"', 'last-modified': date});
		next.mockResolvedValueOnce(notModified());
		await handler(request());
		expect(sent(next, 1)?.headers).toMatchObject({
			'if-none-match': '"a"',
			'if-modified-since': date,
		});
	});

	it('makes up no validator from Date', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=1'});
		await clock.advance(1_000);
		next.mockResolvedValueOnce(ok({}));
		await handler(request());
		expect(sent(next, 1)?.headers).toEqual({});
	});

	it("leaves the caller's own Cache-Control as it is", async () => {
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
	])('with %s confirms what is stored', async (_name, first, second: Record<string, string>) => {
		const {handler, next} = await stored(first);
		next.mockResolvedValueOnce(notModified(second));
		expect(await handler(request())).toMatchObject({cache: 'revalidated', status: 200});
		expect(next).toHaveBeenCalledTimes(2);
	});

	it.each([
		['another strong tag', {etag: '"a"'}, {etag: '"b"'}],
		['another weak tag', {etag: 'W/"a"'}, {etag: 'W/"b"'}],
		['a strong tag for a weak one', {etag: 'W/"a"'}, {etag: '"a"'}],
		[
			'a tag where none is stored',
			{'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'},
			{etag: '"a"'},
		],
		['another date', {etag: '"a"'}, {'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT'}],
	])('with %s is asked again once, without validators', async (_name, first, second) => {
		const {handler, next} = await stored(first);
		next.mockResolvedValueOnce(notModified(second));
		next.mockResolvedValueOnce(ok({etag: '"b"'}, 'two'));
		const reply = await handler(request());
		expect(text(reply)).toBe('two');
		expect(reply).toMatchObject({cache: 'miss', status: 200});
		expect(sent(next, 2)?.headers).toEqual({});
	});

	it('of a URL that the server redirected to is asked again', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(answered(304, {}, '', {redirected: true}));
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request()))).toBe('two');
	});

	it('that comes out of turn twice stays a 304 and loses nothing', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(notModified({etag: '"b"'}));
		next.mockResolvedValueOnce(notModified({etag: '"b"'}));
		expect(await handler(request())).toMatchObject({status: 304, cache: 'none'});
		next.mockResolvedValueOnce(notModified({etag: '"a"'}));
		expect(await handler(request())).toMatchObject({status: 200, cache: 'revalidated'});
	});

	it('for which nothing is stored is asked again once', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(notModified());
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request()))).toBe('two');
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('counts the attempts of both exchanges', async () => {
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

	it('makes the stored answer fresh again', async () => {
		const {handler, next, clock} = await stored({'cache-control': 'max-age=60', etag: '"a"'});
		await clock.advance(60_000);
		next.mockResolvedValueOnce(notModified());
		await handler(request());
		await clock.advance(59_999);
		expect(await handler(request())).toMatchObject({cache: 'fresh'});
	});

	it('with no-store serves this call and leaves what is stored as it was', async () => {
		const {handler, next} = await stored({etag: '"a"', 'x-a': '1'});
		next.mockResolvedValueOnce(notModified({'cache-control': 'no-store', 'x-a': '2'}));
		expect((await handler(request())).headers?.get('x-a')).toBe('2');
		next.mockResolvedValueOnce(notModified());
		const reply = await handler(request());
		expect(text(reply)).toBe('one');
		expect(reply.headers?.get('x-a')).toBe('1');
	});

	it('with Vary: * serves this call and loses nothing', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValue(notModified({vary: '*'}));
		expect(text(await handler(request()))).toBe('one');
		expect(text(await handler(request()))).toBe('one');
		expect(next).toHaveBeenCalledTimes(3);
	});
});

describe('an answer that replaces what is stored (RFC 9111 §4.3.3)', () => {
	it('is a 200 with other validators', async () => {
		const {handler, next} = await stored({etag: '"a"'});
		next.mockResolvedValueOnce(ok({etag: '"b"'}, 'two'));
		expect(await handler(request())).toMatchObject({cache: 'miss'});
		next.mockResolvedValueOnce(notModified());
		expect(text(await handler(request()))).toBe('two');
	});

	it.each([ok({}, 'two'), answered(404), answered(410)])(
		'forgets the stored one where it is not kept itself: $status',
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

	it('is none that was asked for before the stored one', async () => {
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

describe('exchanges that cross', () => {
	const fresh = {'cache-control': 'max-age=60'};
	/** Two calls at once, the second of which is answered first. */
	const crossing = async (first: Reply, second: Reply, between = 100) => {
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
		next.mockResolvedValueOnce(ok({}, 'asked'));
		return text(await handler(request()));
	};

	it('store nothing that is older than an answer that may not be stored', async () => {
		expect(await crossing(ok(fresh, 'old'), ok({'cache-control': 'no-store'}, 'new'))).toBe(
			'asked',
		);
	});

	it('forget what the other has stored where the later answer may not be stored', async () => {
		expect(await crossing(ok({'cache-control': 'no-store'}, 'new'), ok(fresh, 'old'))).toBe(
			'asked',
		);
	});

	it('keep what was asked for after an answer that may not be stored', async () => {
		const attempt = {number: 1, status: 200, error: undefined, waitedMs: 0, waitedFor: []};
		const old = {...ok({}, 'old'), attempts: [{...attempt, durationMs: 100}]};
		expect(await crossing(old, ok(fresh, 'new'))).toBe('new');
	});

	it('select the newest where more than one variant matches', async () => {
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

	it('forget a stored variant that one of them, overtaken, shows to be out of date', async () => {
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
		next.mockResolvedValueOnce(ok({}, 'asked'));
		expect(text(await handler(requestWith({accept: 'a'})))).toBe('asked');
	});
});

describe('request directives (RFC 9111 §5.2.1)', () => {
	const fresh = {'cache-control': 'max-age=60', etag: '"a"'};

	it.each(['no-cache', 'max-age=0', 'max-age=5', 'max-age=x', 'min-fresh=51'])(
		'%s asks the server',
		async (directive) => {
			const {handler, next, clock} = await stored(fresh);
			await clock.advance(10_000);
			next.mockResolvedValueOnce(notModified());
			const reply = await handler(requestWith({'cache-control': directive}));
			expect(reply).toMatchObject({cache: 'revalidated'});
		},
	);

	it.each(['max-age=11', 'min-fresh=50', 'only-if-cached'])(
		'%s is met by what is stored',
		async (directive) => {
			const {handler, clock} = await stored(fresh);
			await clock.advance(10_000);
			const reply = await handler(requestWith({'cache-control': directive}));
			expect(reply).toMatchObject({cache: 'fresh'});
		},
	);

	it('no-store neither reads nor writes', async () => {
		const {handler, next} = await stored(fresh);
		next.mockResolvedValueOnce(ok(fresh, 'two'));
		const reply = await handler(requestWith({'cache-control': 'no-store'}));
		expect(reply).toMatchObject({cache: 'none'});
		expect(text(reply)).toBe('two');
		expect(text(await handler(request()))).toBe('one');
	});

	it('only-if-cached gets a 504 where nothing is fresh, and nothing is sent', async () => {
		const {handler, next, clock} = await stored(fresh);
		await clock.advance(60_000);
		const reply = await handler(requestWith({'cache-control': 'only-if-cached'}));
		expect(reply).toMatchObject({status: 504, cache: 'none', attempts: []});
		expect(next).toHaveBeenCalledOnce();
	});
});

describe('stale-if-error (RFC 5861 §4)', () => {
	const headers = {'cache-control': 'max-age=1, stale-if-error=60', etag: '"a"'};
	const allowed = request({cache: {allowStale: true}});
	const attempts = [
		{number: 1, status: 503, error: undefined, durationMs: 1, waitedMs: 0, waitedFor: []},
	];

	it.each([500, 502, 503, 504])('answers from what is stored after a %i', async (status) => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockResolvedValueOnce({...answered(status), attempts});
		const reply = await handler(allowed);
		expect(text(reply)).toBe('one');
		expect(reply).toMatchObject({status: 200, cache: 'fresh', attempts});
	});

	it.each(['network', 'timeout'] satisfies FailureKind[])(
		'answers from what is stored after a failure: %s',
		async (kind) => {
			const {handler, next, clock} = await stored(headers);
			await clock.advance(2_000);
			next.mockResolvedValueOnce(failure({kind, phase: 'request', message: ''}));
			expect(text(await handler(allowed))).toBe('one');
		},
	);

	it.each(['aborted', 'quota-exceeded', 'invalid-body'] satisfies FailureKind[])(
		'hands on a failure that is not the way to the server: %s',
		async (kind) => {
			const {handler, next, clock} = await stored(headers);
			await clock.advance(2_000);
			next.mockResolvedValueOnce(failure({kind, phase: 'request', message: ''}));
			expect(text(await handler(allowed))).toBe(kind);
		},
	);

	it('hands on the error where the caller did not allow it', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		next.mockResolvedValueOnce(answered(503));
		expect(await handler(request())).toMatchObject({status: 503});
	});

	it.each([
		['the server did not', {'cache-control': 'max-age=1', etag: '"a"'}, 2_000],
		[
			'must-revalidate forbids it',
			{'cache-control': `${headers['cache-control']}, must-revalidate`, etag: '"a"'},
			2_000,
		],
		['its time is over', headers, 61_000],
	])('hands on the error where %s', async (_name, fields, afterMs) => {
		const {handler, next, clock} = await stored(fields);
		await clock.advance(afterMs);
		next.mockResolvedValueOnce(answered(503));
		expect(await handler(allowed)).toMatchObject({status: 503});
	});
});

describe('stale-while-revalidate (RFC 5861 §3)', () => {
	const headers = {'cache-control': 'max-age=1, stale-while-revalidate=60', etag: '"a"'};
	const {signal} = new AbortController();
	const allowed = request({cache: {allowStale: true}, signal});

	it('answers at once and confirms behind the call, once at a time and without its signal', async () => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(2_000);
		let confirm: (reply: Reply) => void = () => {};
		next.mockReturnValueOnce(new Promise((resolve) => (confirm = resolve)));
		expect(await handler(allowed)).toMatchObject({cache: 'fresh'});
		expect(await handler(allowed)).toMatchObject({cache: 'fresh'});
		expect(next).toHaveBeenCalledTimes(2);
		expect(sent(next, 1)?.signal).toBeUndefined();

		confirm(ok(headers, 'two'));
		await settled();
		expect(text(await handler(allowed))).toBe('two');
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('confirms again at the next call that finds it stale', async () => {
		const {handler, next, clock} = await stored(headers);
		next.mockResolvedValue(notModified());
		await clock.advance(2_000);
		await handler(allowed);
		await clock.advance(2_000);
		await handler(allowed);
		expect(next).toHaveBeenCalledTimes(3);
	});

	it.each([
		['the caller did not allow it', request(), 2_000],
		['its time is over', allowed, 61_000],
	])('asks first where %s', async (_name, call, afterMs) => {
		const {handler, next, clock} = await stored(headers);
		await clock.advance(afterMs);
		next.mockResolvedValueOnce(notModified());
		expect(await handler(call)).toMatchObject({cache: 'revalidated'});
	});
});

describe('calls that the cache leaves alone', () => {
	it.each([
		'if-match',
		'if-none-match',
		'if-modified-since',
		'if-unmodified-since',
		'if-range',
		'range',
	])('hands on the raw answer where the caller sends %s', async (name) => {
		const {handler, next} = await stored({'cache-control': 'max-age=60', etag: '"a"'});
		next.mockResolvedValueOnce(notModified({etag: '"a"'}));
		const reply = await handler(requestWith({[name]: 'x'}));
		expect(reply).toMatchObject({status: 304, cache: 'none'});
		expect(sent(next, 1)?.headers).toEqual({'cache-control': 'max-age=0', [name]: 'x'});
	});

	it("keeps the caller's Cache-Control beside its own validators", async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(notModified());
		await handler(requestWith({'if-none-match': '"a"', 'cache-control': 'no-cache'}));
		expect(sent(next, 0)?.headers['cache-control']).toBe('no-cache');
	});

	it.each([
		['the call turned it off', request({cache: false})],
		['a cookie tells users apart', requestWith({cookie: 'a=b'})],
		[
			'there is a credential without digest',
			request({credential: '', headers: {authorization: 'Bearer x'}}),
		],
	])('neither reads nor writes where %s', async (_name, call) => {
		const {handler, next} = await stored({'cache-control': 'max-age=60'});
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60'}, 'two'));
		expect(await handler(call)).toMatchObject({cache: 'none'});
		expect(text(await handler(request()))).toBe('one');
	});

	it('asks again after a 304 out of turn all the same', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(notModified());
		next.mockResolvedValueOnce(ok({}, 'two'));
		expect(text(await handler(request({cache: false})))).toBe('two');
	});

	it('hands on a failure', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValue(failure({kind: 'network', phase: 'connect', message: ''}));
		expect(await handler(request())).toMatchObject({type: 'failure', kind: 'network'});
		expect(await handler(request({cache: false}))).toMatchObject({type: 'failure'});
	});
});
