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
			request({credentialDigest: '', headers: {authorization: 'Bearer x'}}),
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
