import {describe, expect, it, vi} from 'vitest';
import {failure} from '../../../src/response/reply.ts';
import {coalesce} from '../../../src/pipeline/coalesce/coalesce.ts';
import {answered, coalescing, fakeClock, ok, request, settled, text} from '../cache/fixtures.ts';

describe('the abort', () => {
	it('ends only that call, with its reason', async () => {
		const {handler, answers, next} = coalescing();
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

	it('of the last waiting caller aborts the exchange and returns its phase', async () => {
		const {handler, next} = coalescing();
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

	it('of the only caller closes the exchange to later calls', async () => {
		const {handler, next} = coalescing();
		const controller = new AbortController();
		const first = handler(request({signal: controller.signal}));
		controller.abort();
		void handler(request());
		await first;
		void handler(request());
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('leaves no listener on the signal after the call', async () => {
		const {handler, answers} = coalescing();
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

describe('the deadline', () => {
	it('of a call ends only that call if it is earlier than the deadline of the exchange', async () => {
		const {handler, answers, clock} = coalescing();
		const first = handler(request({deadlineMs: 1_000}));
		const second = handler(request({deadlineMs: 50}));
		await clock.advance(50);
		expect(await second).toMatchObject({type: 'failure', kind: 'timeout', phase: 'request'});
		answers[0]?.(ok({}));
		expect(text(await first)).toBe('one');
		expect(clock.timers()).toBe(0);
	});

	it('of a call leaves the rejection of the exchange to the other calls', async () => {
		const clock = fakeClock();
		let fail = (_error: Error): void => {};
		const handler = coalesce({clock})(
			() =>
				new Promise((_resolve, reject) => {
					fail = reject;
				}),
		);
		const first = handler(request({deadlineMs: 1_000}));
		const second = handler(request({deadlineMs: 50}));
		await clock.advance(50);
		expect(await second).toMatchObject({type: 'failure', kind: 'timeout'});
		const error = new TypeError('a middleware failed');
		fail(error);
		/* A rejection that nobody handles would fail the run. */
		await expect(first).rejects.toBe(error);
	});

	it('of a call leaves no timer behind if it is earlier than the deadline of the exchange', async () => {
		const {handler, answers, clock} = coalescing();
		const calls = [handler(request({deadlineMs: 1_000})), handler(request({deadlineMs: 50}))];
		answers[0]?.(ok({}));
		await Promise.all(calls);
		expect(clock.timers()).toBe(0);
	});

	it('of the last waiting caller aborts the exchange', async () => {
		const {handler, next, clock} = coalescing();
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
			'a response that could not be retried in time',
			{...answered(503), notRetried: 'deadline' as const},
		],
	])(
		'that ends the exchange with %s makes callers with a later deadline try again once',
		async (_name, reply) => {
			const {handler, answers, clock, next} = coalescing();
			const first = handler(request({deadlineMs: 50}));
			await clock.advance(10);
			const others = [handler(request({deadlineMs: 1_000})), handler(request({deadlineMs: 900}))];
			await clock.advance(40);
			answers[0]?.(reply);
			expect(await first).toEqual(reply);
			await settled();
			expect(next).toHaveBeenCalledTimes(2);
			expect(next.mock.calls[1]?.[0].deadlineMs).toBe(960);
			answers[1]?.(ok({}));
			expect((await Promise.all(others)).map(text)).toEqual(['one', 'one']);
		},
	);

	it('does not make callers try again after a timeout before it', async () => {
		const {handler, answers, clock, next} = coalescing();
		const calls = [handler(request({deadlineMs: 50}))];
		await clock.advance(10);
		calls.push(handler(request({deadlineMs: 1_000})));
		answers[0]?.(failure({kind: 'timeout', phase: 'request', message: ''}));
		expect((await Promise.all(calls)).map(text)).toEqual(['timeout', 'timeout']);
		expect(next).toHaveBeenCalledOnce();
	});
});
