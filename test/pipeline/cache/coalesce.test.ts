import {describe, expect, it, vi} from 'vitest';
import {coalesce} from '../../../src/pipeline/cache/coalesce.ts';
import type {Handler} from '../../../src/pipeline/handler.ts';
import type {ApiRequest} from '../../../src/request/api-request.ts';
import {aborted, failure, type Reply} from '../../../src/response/reply.ts';
import {answered, fakeClock, ok, request, requestWith, settled, text} from './fixtures.ts';

/** Coalescing over a server that answers when told to. */
const setUp = () => {
	const clock = fakeClock();
	const answers: ((reply: Reply) => void)[] = [];
	const next = vi.fn<Handler>(
		({signal}) =>
			new Promise((resolve) => {
				answers.push(resolve);
				signal?.addEventListener('abort', () => resolve(aborted(signal, 'body')));
			}),
	);
	return {clock, answers, next, handler: coalesce({clock})(next)};
};

describe('identical GETs in flight', () => {
	it('share one exchange: a hundred calls, one request', async () => {
		const {handler, next, answers} = setUp();
		const calls = Array.from({length: 100}, () => handler(request()));
		answers[0]?.(ok({'x-a': '1'}));
		const replies = await Promise.all(calls);
		expect(replies.map(text)).toEqual(Array(100).fill('one'));
		expect(next).toHaveBeenCalledOnce();
	});

	it('get fields of their own', async () => {
		const {handler, answers} = setUp();
		const calls = [handler(request()), handler(request())];
		answers[0]?.(ok({'x-a': '1'}));
		const [first, second] = await Promise.all(calls);
		first?.headers?.set('x-a', 'changed');
		expect(second?.headers?.get('x-a')).toBe('1');
	});

	it('share a failure', async () => {
		const {handler, answers} = setUp();
		const calls = [handler(request()), handler(request())];
		answers[0]?.(failure({kind: 'network', phase: 'connect', message: ''}));
		expect((await Promise.all(calls)).map(text)).toEqual(['network', 'network']);
	});

	it('share a 5xx', async () => {
		const {handler, answers, next} = setUp();
		const calls = [handler(request()), handler(request())];
		answers[0]?.(answered(503));
		expect(await Promise.all(calls)).toMatchObject([{status: 503}, {status: 503}]);
		expect(next).toHaveBeenCalledOnce();
	});

	it('share nothing once the exchange has ended', async () => {
		const {handler, next, answers} = setUp();
		const first = handler(request());
		answers[0]?.(ok({}));
		await first;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('reject together where what lies below breaks its promise', async () => {
		const next = vi.fn<Handler>().mockRejectedValue(new Error('broken'));
		const handler = coalesce({clock: fakeClock()})(next);
		const calls = [handler(request()), handler(request())];
		await expect(Promise.all(calls)).rejects.toThrow('broken');
		await expect(calls[1]).rejects.toThrow('broken');
		expect(next).toHaveBeenCalledOnce();
	});
});

describe('what makes calls identical', () => {
	const sharing = (first: ApiRequest, second: ApiRequest): boolean => {
		const {handler, next} = setUp();
		void handler(first);
		void handler(second);
		return next.mock.calls.length === 1;
	};
	const credential = 'digest-of-a';

	it.each([
		['the order of fields', requestWith({a: '1', b: '2'}), requestWith({b: '2', a: '1'})],
		['tracing', requestWith({traceparent: 'x'}), requestWith({traceparent: 'y'})],
		[
			'the same credential',
			request({headers: {authorization: 'x'}, credential}),
			request({headers: {authorization: 'x'}, credential}),
		],
		['the deadline', request(), request({deadlineMs: 5})],
		['the schema', request(), request({schema: undefined})],
	])('is not changed by %s', (_name, first, second) => {
		expect(sharing(first, second)).toBe(true);
	});

	it.each([
		['another URL', request(), request({url: 'https://api.awin.com/other'})],
		['another credential', request(), request({credential: 'digest-of-b'})],
		['another field', requestWith({accept: 'a'}), requestWith({accept: 'b'})],
		['a directive', request(), requestWith({'cache-control': 'no-cache'})],
		[
			'another policy of retries',
			request(),
			request({retry: {attempts: 3, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1}}),
		],
		['another time for an attempt', request(), request({attemptTimeoutMs: 5})],
		['another use of the cache', request(), request({cache: {ttlMs: 5}})],
		['another priority', request(), request({quota: {priority: 1, bucket: undefined}})],
		['another treatment of redirects', request(), request({redirect: 'manual'})],
		['the cache turned off', request(), request({cache: false})],
		[
			'sharing turned off',
			request({cache: {coalesce: false}}),
			request({cache: {coalesce: false}}),
		],
		['a cookie', requestWith({cookie: 'a'}), requestWith({cookie: 'a'})],
		['a HEAD', request({method: 'HEAD'}), request({method: 'HEAD'})],
	])('is changed by %s', (_name, first, second) => {
		expect(sharing(first, second)).toBe(false);
	});

	it('is nothing to a call that is aborted already', () => {
		expect(sharing(request(), request({signal: AbortSignal.abort()}))).toBe(false);
	});
});

describe('the abort of a call', () => {
	it('ends that call alone, with its reason', async () => {
		const {handler, answers, next} = setUp();
		const controller = new AbortController();
		const first = handler(request({signal: controller.signal}));
		const second = handler(request({signal: new AbortController().signal}));
		const reason = new Error('enough');
		controller.abort(reason);
		expect(await first).toMatchObject({kind: 'aborted', cause: reason});
		expect(next.mock.calls[0]?.[0].signal?.aborted).toBe(false);
		answers[0]?.(ok({}));
		expect(text(await second)).toBe('one');
	});

	it('ends the exchange when it is the last, and tells how far it went', async () => {
		const {handler, next} = setUp();
		const controllers = [new AbortController(), new AbortController()];
		const calls = controllers.map(({signal}) => handler(request({signal})));
		controllers[0]?.abort('first');
		controllers[1]?.abort('second');
		expect(await Promise.all(calls)).toMatchObject([
			{kind: 'aborted', cause: 'first', phase: 'request'},
			{kind: 'aborted', cause: 'second', phase: 'body'},
		]);
		expect(next.mock.calls[0]?.[0].signal?.reason).toBe('second');
	});

	it('leaves nothing to join', async () => {
		const {handler, next} = setUp();
		const controller = new AbortController();
		const first = handler(request({signal: controller.signal}));
		controller.abort();
		void handler(request());
		await first;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('leaves no listener on its signal', async () => {
		const {handler, answers} = setUp();
		const {signal} = new AbortController();
		const add = vi.spyOn(signal, 'addEventListener');
		const remove = vi.spyOn(signal, 'removeEventListener');
		const call = handler(request({signal}));
		answers[0]?.(ok({}));
		await call;
		expect(add).toHaveBeenCalledOnce();
		expect(remove.mock.calls[0]?.slice(0, 2)).toEqual(add.mock.calls[0]?.slice(0, 2));
	});
});

describe('the deadline of a call', () => {
	it('that joined with less time ends that call alone', async () => {
		const {handler, answers, clock} = setUp();
		const first = handler(request({deadlineMs: 1_000}));
		const second = handler(request({deadlineMs: 50}));
		await clock.advance(50);
		expect(await second).toMatchObject({type: 'failure', kind: 'timeout', phase: 'request'});
		answers[0]?.(ok({}));
		expect(text(await first)).toBe('one');
		expect(clock.timers()).toBe(0);
	});

	it('that joined with less time leaves no timer behind', async () => {
		const {handler, answers, clock} = setUp();
		const calls = [handler(request({deadlineMs: 1_000})), handler(request({deadlineMs: 50}))];
		answers[0]?.(ok({}));
		await Promise.all(calls);
		expect(clock.timers()).toBe(0);
	});

	it('ends the exchange when it is the last to go', async () => {
		const {handler, next, clock} = setUp();
		const controller = new AbortController();
		const first = handler(request({deadlineMs: 1_000, signal: controller.signal}));
		const second = handler(request({deadlineMs: 50}));
		controller.abort();
		await first;
		await clock.advance(50);
		expect(await second).toMatchObject({kind: 'timeout'});
		expect(next.mock.calls[0]?.[0].signal?.aborted).toBe(true);
	});

	it.each([
		['a timeout', failure({kind: 'timeout', phase: 'request', message: ''})],
		[
			'an answer that could not be retried in time',
			{...answered(503), notRetried: 'deadline' as const},
		],
	])(
		'that cut the exchange short with %s has those with more time ask again, once',
		async (_name, cut) => {
			const {handler, answers, clock, next} = setUp();
			const first = handler(request({deadlineMs: 50}));
			await clock.advance(10);
			const others = [handler(request({deadlineMs: 1_000})), handler(request({deadlineMs: 900}))];
			await clock.advance(40);
			answers[0]?.(cut);
			expect(await first).toEqual(cut);
			await settled();
			expect(next).toHaveBeenCalledTimes(2);
			expect(next.mock.calls[1]?.[0].deadlineMs).toBe(960);
			answers[1]?.(ok({}));
			expect((await Promise.all(others)).map(text)).toEqual(['one', 'one']);
		},
	);

	it('is not what ended an exchange that timed out before it', async () => {
		const {handler, answers, clock, next} = setUp();
		const calls = [handler(request({deadlineMs: 50}))];
		await clock.advance(10);
		calls.push(handler(request({deadlineMs: 1_000})));
		answers[0]?.(failure({kind: 'timeout', phase: 'request', message: ''}));
		expect((await Promise.all(calls)).map(text)).toEqual(['timeout', 'timeout']);
		expect(next).toHaveBeenCalledOnce();
	});
});

describe('an answer', () => {
	it.each([
		['shared', requestWith({accept: 'a'})],
		['of a call that shares nothing', request({cache: false})],
	])('lets no later call share what was asked before it came: %s', async (_name, other) => {
		const {handler, answers, next} = setUp();
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
		['shared', requestWith({accept: 'a'})],
		['of a call that shares nothing', request({cache: false})],
	])('that did not come changes nothing: %s', async (_name, other) => {
		const {handler, answers, next} = setUp();
		void handler(request());
		const quick = handler(other);
		answers[1]?.(failure({kind: 'network', phase: 'connect', message: ''}));
		await quick;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
	});
});

describe('a write', () => {
	it('lets no later call share what was asked before it', async () => {
		const {handler, answers, next} = setUp();
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
