import {getEventListeners} from 'node:events';
import {describe, expect, it, vi} from 'vitest';
import type {Attempt, Reply} from 'awin-sdk';
import type {Handler} from '../../src/pipeline/middleware.ts';
import {totalTimeout} from '../../src/pipeline/total-timeout.ts';
import {aborted} from '../../src/response/reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const attempt = (error: Attempt['error']): Attempt => ({
	number: 1,
	status: error === undefined ? 503 : undefined,
	error,
	durationMs: 1,
	waitedMs: 0,
	waitedFor: [],
});

const never = new Promise<never>(() => {});

/** Starts a call with a limit of 200 ms. */
const start = (next: Handler, fields: Parameters<typeof makeRequest>[0] = {}) => {
	const clock = virtualClock();
	const request = makeRequest({totalTimeoutMs: 200, ...fields});
	return {clock, request, reply: totalTimeout({clock})(next)(request)};
};

/** A handler that replies as soon as its signal aborts. */
const untilAborted =
	(toReply: (signal: AbortSignal) => Reply): Handler =>
	({signal}) =>
		new Promise((resolve) => {
			signal?.addEventListener('abort', () => resolve(toReply(signal)));
		});

describe('a call without a limit', () => {
	it('passes its request on unchanged, without a timer', async () => {
		const next = vi.fn<Handler>(async () => makeAnswer(200));
		const {clock, request, reply} = start(next, {totalTimeoutMs: Infinity});
		await reply;
		expect(next.mock.calls[0]?.[0]).toBe(request);
		expect(clock.timers()).toBe(0);
	});

	it('has no timer either if its signal has aborted already', async () => {
		const {clock, request, reply} = start(async () => makeAnswer(200), {
			signal: AbortSignal.abort(),
		});
		expect(clock.timers()).toBe(0);
		expect(request.signal?.aborted).toBe(true);
		expect(await reply).toMatchObject({status: 200});
	});
});

describe('a call within its limit', () => {
	it('returns the reply, and leaves neither a timer nor a listener', async () => {
		const {signal} = new AbortController();
		const {clock, reply} = start(async () => makeAnswer(200), {signal});
		expect(clock.timers()).toBe(1);
		expect(await reply).toMatchObject({status: 200});
		expect(clock.timers()).toBe(0);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('rejects as its pipeline does, and leaves no timer', async () => {
		const {clock, reply} = start(async () => Promise.reject(new TypeError('a mistake')));
		await expect(reply).rejects.toThrow('a mistake');
		expect(clock.timers()).toBe(0);
	});

	it('aborts with the reason of the caller', async () => {
		const controller = new AbortController();
		const next = untilAborted((signal) => aborted(signal, 'request'));
		const {clock, reply} = start(next, {signal: controller.signal});
		controller.abort('enough');
		expect(await reply).toMatchObject({kind: 'aborted', cause: 'enough'});
		expect(clock.timers()).toBe(0);
	});
});

describe('a call beyond its limit', () => {
	it('ends with a timeout that names the option and its value', async () => {
		const next = untilAborted((signal) => aborted(signal, 'connect'));
		const {clock, reply} = start(next);
		await clock.pass(200);
		expect(await reply).toMatchObject({
			kind: 'timeout',
			phase: 'connect',
			message: 'no result within 200 ms (`totalTimeoutMs`)',
			cause: undefined,
			timeoutOption: 'totalTimeoutMs',
		});
		expect(clock.elapsed()).toBe(200);
		expect(clock.timers()).toBe(0);
	});

	it('aborts what is in flight with a TimeoutError', async () => {
		let reason: unknown;
		const next = untilAborted((signal) => {
			reason = signal.reason;
			return aborted(signal, 'request');
		});
		const {clock, reply} = start(next);
		await clock.pass(200);
		await reply;
		expect(reason).toMatchObject({name: 'TimeoutError', message: '`totalTimeoutMs` has passed'});
	});

	it('keeps the attempts and what they may have done', async () => {
		const attempts = [attempt(undefined), attempt('aborted')];
		const notes = {attempts, mayHaveBeenProcessed: true, quotaWaitMs: 7, redirected: true};
		const next = untilAborted((signal) => ({...aborted(signal, 'connect'), ...notes}));
		const {clock, reply} = start(next);
		await clock.pass(200);
		expect(await reply).toMatchObject({
			...notes,
			phase: 'connect',
			attempts: [attempt(undefined), attempt('timeout')],
		});
	});

	it('may have been processed if a response comes just then', async () => {
		const {clock, reply} = start(untilAborted(() => makeAnswer(201)));
		await clock.pass(200);
		expect(await reply).toMatchObject({kind: 'timeout', phase: 'request'});
	});

	it.each<[string, Handler]>([
		['ignores the signal', () => never],
		[
			'rejects because of it',
			({signal}) =>
				new Promise((_, reject) => {
					signal?.addEventListener('abort', () => reject(new Error('aborted')));
				}),
		],
	])('ends even if a stage %s', async (_, next) => {
		const {clock, reply} = start(next);
		await clock.pass(200);
		expect(await reply).toMatchObject({kind: 'timeout', phase: 'request', attempts: []});
		expect(clock.elapsed()).toBe(200);
		expect(clock.timers()).toBe(0);
	});
});
