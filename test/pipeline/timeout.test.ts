import {describe, expect, it, vi} from 'vitest';
import type {Handler} from '../../src/pipeline/handler.ts';
import {timeout} from '../../src/pipeline/timeout.ts';
import type {Reply} from '../../src/response/reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {manualClock} from '../helpers/manual-clock.ts';

const setUp = () => {
	const clock = manualClock();
	let resolve: (reply: Reply) => void = () => {};
	let reject: (error: Error) => void = () => {};
	const promise = new Promise<Reply>((...settle) => {
		[resolve, reject] = settle;
	});
	const next = vi.fn<Handler>(() => promise);
	const signalSeen = () => next.mock.calls[0]?.[0].signal;
	return {clock, resolve, reject, next, signalSeen, handler: timeout({clock})(next)};
};

describe('timeout', () => {
	it('hands on the answer and leaves no timer', async () => {
		const {clock, resolve, handler} = setUp();
		const call = handler(makeRequest());
		expect(clock.timers()).toBe(1);
		const answer = makeAnswer(200);
		resolve(answer);
		expect(await call).toBe(answer);
		expect(clock.timers()).toBe(0);
	});

	it('gives each exchange a signal of its own', async () => {
		const {signal} = new AbortController();
		const {resolve, signalSeen, handler} = setUp();
		const call = handler(makeRequest({signal}));
		expect(signalSeen()).toBeInstanceOf(AbortSignal);
		expect(signalSeen()).not.toBe(signal);
		resolve(makeAnswer(200));
		await call;
		expect(signalSeen()?.aborted).toBe(false);
	});

	it('settles when the time is up, whatever the network does', async () => {
		const {clock, signalSeen, handler} = setUp();
		const call = handler(makeRequest({attemptTimeoutMs: 1000}));
		clock.advance(999);
		expect(signalSeen()?.aborted).toBe(false);
		clock.advance(1);
		expect(await call).toMatchObject({
			kind: 'timeout',
			phase: 'request',
			message: 'no whole answer within 1000 ms',
		});
		expect(signalSeen()?.aborted).toBe(true);
	});

	it('settles when the caller aborts, with the reason of the caller', async () => {
		const controller = new AbortController();
		const removed = vi.spyOn(controller.signal, 'removeEventListener');
		const {clock, signalSeen, handler} = setUp();
		const call = handler(makeRequest({signal: controller.signal}));
		const reason = new DOMException('The operation timed out.', 'TimeoutError');
		controller.abort(reason);
		expect(await call).toMatchObject({kind: 'aborted', phase: 'request', cause: reason});
		expect(signalSeen()?.aborted).toBe(true);
		expect(clock.timers()).toBe(0);
		expect(removed).toHaveBeenCalledOnce();
	});

	it('sends nothing where the caller has aborted', async () => {
		const {clock, next, handler} = setUp();
		const reply = await handler(makeRequest({signal: AbortSignal.abort('enough')}));
		expect(reply).toMatchObject({kind: 'aborted', phase: 'connect', cause: 'enough'});
		expect(next).not.toHaveBeenCalled();
		expect(clock.timers()).toBe(0);
	});

	it('ignores an answer that comes too late', async () => {
		const {clock, resolve, handler} = setUp();
		const call = handler(makeRequest({attemptTimeoutMs: 10}));
		clock.advance(10);
		resolve(makeAnswer(200));
		expect(await call).toMatchObject({kind: 'timeout'});
	});

	it('leaves no listener on the signal of the caller', async () => {
		const {signal} = new AbortController();
		const added = vi.spyOn(signal, 'addEventListener');
		const removed = vi.spyOn(signal, 'removeEventListener');
		const {resolve, handler} = setUp();
		const call = handler(makeRequest({signal}));
		resolve(makeAnswer(200));
		await call;
		expect(removed).toHaveBeenCalledExactlyOnceWith('abort', added.mock.calls[0]?.[1]);
	});

	it('hands on what a broken stage below throws, and cleans up', async () => {
		const {signal} = new AbortController();
		const removed = vi.spyOn(signal, 'removeEventListener');
		const {clock, reject, handler} = setUp();
		const call = handler(makeRequest({signal}));
		reject(new RangeError('a bug'));
		await expect(call).rejects.toThrow(new RangeError('a bug'));
		expect(clock.timers()).toBe(0);
		expect(removed).toHaveBeenCalledOnce();
	});
});
