import {getEventListeners} from 'node:events';
import {describe, expect, it, vi} from 'vitest';
import type {Handler} from '../../src/pipeline/middleware.ts';
import {timeout} from '../../src/pipeline/timeout.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const never: Handler = () => new Promise(() => {});

describe('timeout', () => {
	it('returns the response, and leaves no timer and no listener', async () => {
		const clock = virtualClock();
		const {signal} = new AbortController();
		const reply = makeAnswer(200);
		const send = timeout({clock})(async () => reply);
		await expect(send(makeRequest({signal}))).resolves.toBe(reply);
		expect(clock.timers()).toBe(0);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('resolves at the timeout even if the transport does not settle, and aborts the exchange', async () => {
		const clock = virtualClock();
		const {signal} = new AbortController();
		const next = vi.fn<Handler>(never);
		const reply = await clock.run(
			timeout({clock})(next)(makeRequest({signal, attemptTimeoutMs: 2.5})),
		);
		expect(clock.elapsed()).toBe(2.5);
		expect(reply).toMatchObject({
			kind: 'timeout',
			phase: 'request',
			message: 'no complete response within 3 ms',
		});
		expect(next.mock.calls[0]?.[0].signal?.aborted).toBe(true);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('resolves at once when the caller aborts, and aborts the exchange', async () => {
		const clock = virtualClock();
		const controller = new AbortController();
		const next = vi.fn<Handler>(never);
		const call = timeout({clock})(next)(makeRequest({signal: controller.signal}));
		expect(next.mock.calls[0]?.[0].signal?.aborted).toBe(false);
		controller.abort('enough');
		const reply = await call;
		expect(reply).toMatchObject({kind: 'aborted', phase: 'request', cause: 'enough'});
		expect(next.mock.calls[0]?.[0].signal?.aborted).toBe(true);
		expect(clock.timers()).toBe(0);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('sends nothing if the caller has already aborted', async () => {
		const next = vi.fn<Handler>(never);
		const send = timeout({clock: virtualClock()})(next);
		const reply = await send(makeRequest({signal: AbortSignal.abort('enough')}));
		expect(reply).toMatchObject({kind: 'aborted', phase: 'connect', cause: 'enough'});
		expect(next).not.toHaveBeenCalled();
	});

	it('ignores a response that arrives after the timeout', async () => {
		const clock = virtualClock();
		const late: Handler = () =>
			new Promise((resolve) => {
				clock.after(60_001, () => resolve(makeAnswer(200)));
			});
		const call = timeout({clock})(late)(makeRequest());
		await clock.pass(60_001);
		await expect(call).resolves.toMatchObject({kind: 'timeout'});
	});

	it('rejects if an inner stage rejects, and leaves no timer and no listener', async () => {
		const clock = virtualClock();
		const {signal} = new AbortController();
		const mistake = new TypeError('a mistake');
		const send = timeout({clock})(() => Promise.reject(mistake));
		await expect(send(makeRequest({signal}))).rejects.toBe(mistake);
		expect(clock.timers()).toBe(0);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('works without a signal', async () => {
		const clock = virtualClock();
		await expect(clock.run(timeout({clock})(never)(makeRequest()))).resolves.toMatchObject({
			kind: 'timeout',
		});
	});
});
