import {describe, expect, it, vi} from 'vitest';
import {coalesce} from '../../../src/pipeline/coalesce/coalesce.ts';
import type {EagerHandler, Handler} from '../../../src/pipeline/middleware.ts';
import type {ApiRequest} from '../../../src/request/api-request.ts';
import {retryDefaults} from '../../../src/request/call-policy.ts';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {
	answered,
	coalescing,
	fakeClock,
	ok,
	request,
	requestWith,
	text,
} from '../cache/fixtures.ts';

describe('coalesced GETs', () => {
	it('can still be joined after a POST that only reads, but not after one that writes', async () => {
		const {handler, next, answers} = coalescing();
		void handler(request());
		const post = request({method: 'POST', url: 'https://api.awin.com/search'});
		const read = handler({...post, bodyKey: 'POST a'});
		answers[1]?.(ok({}));
		await read;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
		const write = handler(post);
		answers[2]?.(ok({}));
		await write;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(4);
	});

	it('share one exchange: 1 request for 100 calls', async () => {
		const {handler, next, answers} = coalescing();
		const calls = Array.from({length: 100}, () => handler(request()));
		answers[0]?.(ok({'x-a': '1'}));
		const replies = await Promise.all(calls);
		expect(replies.map(text)).toEqual(Array(100).fill('one'));
		expect(next).toHaveBeenCalledOnce();
	});

	it('get their own header fields', async () => {
		const {handler, answers} = coalescing();
		const calls = [handler(request()), handler(request())];
		answers[0]?.(ok({'x-a': '1'}));
		const [first, second] = await Promise.all(calls);
		first?.headers?.set('x-a', 'changed');
		expect(second?.headers?.get('x-a')).toBe('1');
	});

	it('share a failure', async () => {
		const {handler, answers} = coalescing();
		const calls = [handler(request()), handler(request())];
		answers[0]?.(failure({kind: 'network', phase: 'connect', message: ''}));
		expect((await Promise.all(calls)).map(text)).toEqual(['network', 'network']);
	});

	it('share a 5xx', async () => {
		const {handler, answers, next} = coalescing();
		const calls = [handler(request()), handler(request())];
		answers[0]?.(answered(503));
		expect(await Promise.all(calls)).toMatchObject([{status: 503}, {status: 503}]);
		expect(next).toHaveBeenCalledOnce();
	});

	it('share nothing once the exchange has ended', async () => {
		const {handler, next, answers} = coalescing();
		const first = handler(request());
		answers[0]?.(ok({}));
		await first;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('share nothing if the reply is synchronous', async () => {
		const next = vi.fn<EagerHandler>(() => ok({}, 'stored'));
		const handler = coalesce({clock: fakeClock()})(next);
		const {signal} = new AbortController();
		const replies = await Promise.all([handler(request()), handler(request({signal}))]);
		expect(replies.map(text)).toEqual(['stored', 'stored']);
		expect(next).toHaveBeenCalledTimes(2);
	});

	it.each([
		['do not join an exchange that started before a synchronous reply was stored', 1_000, 3],
		['join an exchange that started after a synchronous reply was stored', -1_000, 2],
		[
			'join an exchange in flight after a synchronous reply that is not from the store',
			undefined,
			2,
		],
	])('%s', async (_name, afterMs, times) => {
		const clock = fakeClock();
		const answers: ((reply: Reply) => void)[] = [];
		const pending = () => new Promise<Reply>((resolve) => void answers.push(resolve));
		const storedAt = afterMs === undefined ? undefined : clock.now() + afterMs;
		const next = vi
			.fn<EagerHandler>(pending)
			.mockImplementationOnce(pending)
			.mockReturnValueOnce({...ok({}, 'stored'), storedAt});
		const handler = coalesce({clock})(next);
		const first = handler(request());
		expect(text(await handler(requestWith({accept: '*/*'})))).toBe('stored');
		const last = handler(request());
		expect(next).toHaveBeenCalledTimes(times);
		for (const resolve of answers) resolve(ok({}));
		expect([text(await first), text(await last)]).toEqual(['one', 'one']);
	});

	it('all reject if the next handler rejects', async () => {
		const next = vi.fn<Handler>().mockRejectedValue(new Error('broken'));
		const handler = coalesce({clock: fakeClock()})(next);
		const calls = [handler(request()), handler(request())];
		await expect(Promise.all(calls)).rejects.toThrow('broken');
		await expect(calls[1]).rejects.toThrow('broken');
		expect(next).toHaveBeenCalledOnce();
	});
});

describe('sharing an exchange', () => {
	const sharing = (first: ApiRequest, second: ApiRequest): boolean => {
		const {handler, next} = coalescing();
		void handler(first);
		void handler(second);
		return next.mock.calls.length === 1;
	};
	const credentialDigest = 'digest-of-a';

	it.each([
		['another order of fields', requestWith({a: '1', b: '2'}), requestWith({b: '2', a: '1'})],
		['other tracing fields', requestWith({traceparent: 'x'}), requestWith({traceparent: 'y'})],
		[
			'credential fields with the same credentialDigest',
			request({headers: {authorization: 'x'}, credentialDigest}),
			request({headers: {authorization: 'x'}, credentialDigest}),
		],
		['another deadline', request(), request({deadlineMs: 5})],
		['another total timeout', request(), request({totalTimeoutMs: 5})],
		['the schema', request(), request({schema: undefined})],
	])('is not prevented by %s', (_name, first, second) => {
		expect(sharing(first, second)).toBe(true);
	});

	it.each([
		['another URL', request(), request({url: 'https://api.awin.com/other'})],
		['another credentialDigest', request(), request({credentialDigest: 'digest-of-b'})],
		['another field', requestWith({accept: 'a'}), requestWith({accept: 'b'})],
		['another directive', request(), requestWith({'cache-control': 'no-cache'})],
		['other retry options', request(), request({retry: retryDefaults})],
		[
			'other statuses to retry',
			request({retry: retryDefaults}),
			request({retry: {...retryDefaults, statuses: [500]}}),
		],
		[
			'another use of the budget',
			request({retry: retryDefaults}),
			request({retry: {...retryDefaults, budget: false}}),
		],
		['another attempt timeout', request(), request({attemptTimeoutMs: 5})],
		['another limit of the body', request(), request({maxBodyBytes: 5})],
		['streams', request({as: 'stream'}), request({as: 'stream'})],
		['other cache options', request(), request({cache: {ttlMs: 5}})],
		['another priority', request(), request({quota: {priority: 1, bucket: undefined}})],
		['another redirect mode', request(), request({redirect: 'manual'})],
		['the cache turned off', request(), request({cache: false})],
		[
			'coalescing turned off',
			request({cache: {coalesce: false}}),
			request({cache: {coalesce: false}}),
		],
		['a cookie', requestWith({cookie: 'a'}), requestWith({cookie: 'a'})],
		['a HEAD', request({method: 'HEAD'}), request({method: 'HEAD'})],
	])('is prevented by %s', (_name, first, second) => {
		expect(sharing(first, second)).toBe(false);
	});

	it('is prevented by a signal that is already aborted', () => {
		expect(sharing(request(), request({signal: AbortSignal.abort()}))).toBe(false);
	});
});

describe('a response', () => {
	it.each([
		['of a call that can be coalesced', requestWith({accept: 'a'})],
		['of a call that cannot be coalesced', request({cache: false})],
	])('closes the exchanges that were in flight when it arrived: %s', async (_name, other) => {
		const {handler, answers, next} = coalescing();
		const slow = handler(request());
		const quick = handler(other);
		answers[1]?.(ok({}, 'new'));
		await quick;
		const later = handler(request());
		expect(next).toHaveBeenCalledTimes(3);
		answers[0]?.(ok({}, 'old'));
		answers[2]?.(ok({}, 'new'));
		expect((await Promise.all([slow, later])).map(text)).toEqual(['old', 'new']);
	});

	it.each([
		['of a call that can be coalesced', requestWith({accept: 'a'})],
		['of a call that cannot be coalesced', request({cache: false})],
	])('closes no exchange if the call fails: %s', async (_name, other) => {
		const {handler, answers, next} = coalescing();
		void handler(request());
		const quick = handler(other);
		answers[1]?.(failure({kind: 'network', phase: 'connect', message: ''}));
		await quick;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
	});
});

describe('a failure with header fields', () => {
	it('gives each caller its own', async () => {
		const {handler, answers} = coalescing();
		const calls = [handler(request()), handler(request())];
		const headers = new Headers({'retry-after': '1'});
		answers[0]?.(failure({kind: 'network', phase: 'body', message: '', headers}));
		const [first, second] = await Promise.all(calls);
		expect(first).toMatchObject({kind: 'network', headers});
		expect(second).toEqual(first);
		expect(second?.headers).not.toBe(first?.headers);
	});
});

describe('a write', () => {
	it('closes the exchanges that were in flight when it ended', async () => {
		const {handler, answers, next} = coalescing();
		const before = handler(request());
		const write = handler(request({method: 'PUT'}));
		answers[1]?.(answered(204));
		await write;
		const after = handler(request());
		expect(next).toHaveBeenCalledTimes(3);
		answers[0]?.(ok({}, 'before'));
		answers[2]?.(ok({}, 'after'));
		expect((await Promise.all([before, after])).map(text)).toEqual(['before', 'after']);
	});
});
