import {getEventListeners} from 'node:events';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {systemClock} from '../../../src/pipeline/clock.ts';
import type {Handler} from '../../../src/pipeline/handler.ts';
import {retryBudget, unlimitedBudget} from '../../../src/pipeline/retry/budget.ts';
import {retry} from '../../../src/pipeline/retry/retry.ts';
import {aborted, failure, type Reply} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';

const policy = {attempts: 3, baseDelayMs: 500, maxDelayMs: 20_000, maxRetryAfterMs: 120_000};
const get = makeRequest({retry: policy});

/** A handler that goes through a script, notes when it was called, and takes a time for each answer. */
const script = (...replies: readonly Reply[]) => {
	const startedAt: number[] = [];
	let durationMs = 0;
	const handler = vi.fn<Handler>(async () => {
		startedAt.push(Date.now());
		const reply = replies[Math.min(startedAt.length, replies.length) - 1] ?? makeAnswer(500);
		await new Promise<void>((resolve) => {
			setTimeout(resolve, durationMs);
		});
		return reply;
	});
	const takes = (ms: number) => {
		durationMs = ms;
	};
	return {handler, startedAt, takes};
};

const random = vi.fn<() => number>();
const clock = {...systemClock, random};
const retrying = (handler: Handler, budget = unlimitedBudget) => retry({clock, budget})(handler);

/** Lets all timers run that a call needs. */
const settled = async (call: Promise<Reply>): Promise<Reply> => {
	await vi.runAllTimersAsync();
	expect(vi.getTimerCount()).toBe(0);
	return call;
};

beforeEach(() => {
	vi.useFakeTimers({now: 0});
	random.mockReturnValue(0.5);
});

afterEach(() => {
	vi.useRealTimers();
});

const unavailable = makeAnswer(503);

describe('retry', () => {
	it('hands on what a stage throws, at whichever attempt, and does not repeat it', async () => {
		for (const mistake of [new Error('of a stage'), new TypeError('of a stage')]) {
			const handler = vi
				.fn<Handler>()
				.mockResolvedValueOnce(unavailable)
				.mockRejectedValueOnce(mistake);
			const call = retrying(handler)(get);
			await Promise.all([expect(call).rejects.toBe(mistake), vi.runAllTimersAsync()]);
			expect(handler).toHaveBeenCalledTimes(2);
		}
	});

	it('gives the first answer at once where it is final', async () => {
		const {handler, startedAt} = script(makeAnswer(200));
		const reply = await settled(retrying(handler)(get));
		expect(startedAt).toEqual([0]);
		expect(reply).toMatchObject({status: 200, notRetried: undefined});
		expect(reply.attempts).toEqual([
			{number: 1, status: 200, error: undefined, durationMs: 0, waitedMs: 0, waitedFor: []},
		]);
	});

	it('starts attempts at exactly the times that backoff with full jitter gives', async () => {
		const {handler, startedAt, takes} = script(unavailable);
		takes(100);
		const request = {...get, retry: {...policy, attempts: 5}};
		const reply = await settled(retrying(handler)(request));
		/* Half of 500, 1000, 2000 and 4000, each after the 100 ms of the attempt before. */
		expect(startedAt).toEqual([0, 350, 950, 2050, 4150]);
		expect(reply).toMatchObject({status: 503, notRetried: 'attempts'});
		expect(reply.attempts.map(({waitedMs}) => waitedMs)).toEqual([0, 250, 500, 1000, 2000]);
		expect(reply.attempts[4]).toEqual({
			number: 5,
			status: 503,
			error: undefined,
			durationMs: 100,
			waitedMs: 2000,
			waitedFor: ['backoff'],
		});
	});

	it('starts the next attempt no earlier than the server asked, to the millisecond', async () => {
		random.mockReturnValue(0);
		const asks = makeAnswer(503, '', {'retry-after': '7'});
		const {handler, startedAt} = script(asks, makeAnswer(200));
		const reply = await settled(retrying(handler)(get));
		expect(startedAt).toEqual([0, 7000]);
		expect(reply.attempts[1]).toMatchObject({waitedMs: 7000, waitedFor: ['retry-after']});
		expect(reply).toMatchObject({status: 200, notRetried: undefined});
	});

	it('does not wait at all where backoff comes to nothing', async () => {
		random.mockReturnValue(0);
		const {handler, startedAt} = script(unavailable, makeAnswer(200));
		const reply = await settled(retrying(handler)(get));
		expect(startedAt).toEqual([0, 0]);
		expect(reply.attempts[1]).toMatchObject({waitedMs: 0, waitedFor: []});
	});

	it('gives the last answer when attempts run out, with the time at which to come back', async () => {
		const {handler} = script(makeAnswer(503, '', {'retry-after': '7'}));
		const reply = await settled(retrying(handler)({...get, retry: false}));
		expect(reply).toMatchObject({status: 503, notRetried: 'attempts', retryAt: 7000});
	});

	it('keeps the time at which to come back that an inner stage noted', async () => {
		const {handler} = script(
			failure({kind: 'quota-exceeded', phase: 'connect', message: '', retryAt: 9}),
		);
		const reply = await settled(retrying(handler)(get));
		expect(reply).toMatchObject({kind: 'quota-exceeded', retryAt: 9, attempts: []});
	});

	it('logs failures by their kind', async () => {
		const {handler} = script(
			failure({kind: 'timeout', phase: 'request', message: ''}),
			makeAnswer(200),
		);
		const reply = await settled(retrying(handler)(get));
		expect(reply.attempts[0]).toMatchObject({number: 1, status: undefined, error: 'timeout'});
	});
});

describe('what may be done', () => {
	const connect = failure({kind: 'network', phase: 'connect', message: ''});
	const reset = failure({kind: 'network', phase: 'request', message: ''});
	it.each([
		['a call that never arrived', [connect, connect, connect], false],
		['a call that arrived at last', [connect, connect, unavailable], false],
		['a call that may have arrived before', [reset, connect, connect], true],
		['a call that came to a 503 before', [unavailable, makeAnswer(200)], true],
	])('is noted of %s', async (_, replies, mayBeDone) => {
		expect(await settled(retrying(script(...replies).handler)(get))).toMatchObject({mayBeDone});
	});
});

describe('the deadline', () => {
	it('gives no attempt more time than remains of it', async () => {
		const {handler, takes} = script(unavailable);
		takes(1000);
		await settled(retrying(handler)({...get, attemptTimeoutMs: 3000, deadlineMs: 4000}));
		expect(handler.mock.calls.map(([{attemptTimeoutMs}]) => attemptTimeoutMs)).toEqual([
			3000, 2750, 1250,
		]);
	});

	it('ends the call before a wait that would reach it', async () => {
		const {handler, startedAt} = script(makeAnswer(503, '', {'retry-after': '7'}));
		const reply = await settled(retrying(handler)({...get, deadlineMs: 7200}));
		expect(startedAt).toEqual([0]);
		expect(Date.now()).toBe(0);
		expect(reply).toMatchObject({status: 503, notRetried: 'deadline', retryAt: 7000});
	});

	it('does not count the wait for the quota', async () => {
		const waited = {...unavailable, quotaWaitMs: 900};
		const {handler, takes, startedAt} = script(waited, waited, makeAnswer(200));
		takes(1000);
		const reply = await settled(
			retrying(handler)({...get, deadlineMs: 1200, attemptTimeoutMs: 5000}),
		);
		expect(startedAt).toEqual([0, 1250, 2750]);
		expect(handler.mock.calls.map(([{attemptTimeoutMs}]) => attemptTimeoutMs)).toEqual([
			1200, 850, 250,
		]);
		expect(reply.attempts[1]).toMatchObject({
			durationMs: 100,
			waitedMs: 1150,
			waitedFor: ['backoff', 'quota'],
		});
	});

	it('counts from the start of the call', async () => {
		vi.advanceTimersByTime(500_000);
		const {handler, startedAt} = script(unavailable, makeAnswer(200));
		await settled(retrying(handler)(get));
		expect(startedAt).toEqual([500_000, 500_250]);
		expect(handler.mock.calls[1]?.[0].attemptTimeoutMs).toBe(60_000);
	});

	it.each([179_750, 180_000])('starts no attempt when the machine slept %i ms', async (asleep) => {
		let slept = 0;
		const sleepy = {...clock, elapsed: () => Date.now() + slept};
		const {handler, startedAt} = script(unavailable);
		const call = retry({clock: sleepy, budget: unlimitedBudget})(handler)(get);
		await vi.advanceTimersByTimeAsync(100);
		slept = asleep;
		const reply = await settled(call);
		expect(startedAt).toEqual([0]);
		expect(reply).toMatchObject({status: 503, notRetried: 'deadline', mayBeDone: true});
		expect(reply.attempts).toHaveLength(1);
	});
});

describe('an abort', () => {
	it('ends a wait at once, with the reason of the caller, and no attempt follows', async () => {
		const controller = new AbortController();
		const {handler, startedAt} = script(makeAnswer(503, '', {'retry-after': '60'}));
		const call = retrying(handler)({...get, signal: controller.signal});
		await vi.advanceTimersByTimeAsync(500);
		const reason = new Error('enough');
		controller.abort(reason);
		const reply = await call;
		expect(Date.now()).toBe(500);
		expect(reply).toMatchObject({kind: 'aborted', phase: 'connect', mayBeDone: true});
		expect(reply).toHaveProperty('cause', reason);
		expect(reply.attempts).toHaveLength(1);
		await vi.runAllTimersAsync();
		expect(startedAt).toEqual([0]);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('before anything is sent is no attempt', async () => {
		const {handler} = script(aborted(AbortSignal.abort(), 'connect'));
		expect((await settled(retrying(handler)(get))).attempts).toEqual([]);
	});

	it('in flight is one', async () => {
		const {handler} = script(aborted(AbortSignal.abort(), 'request'));
		const {attempts} = await settled(retrying(handler)(get));
		expect(attempts).toMatchObject([{number: 1, error: 'aborted'}]);
	});
});

describe('the budget', () => {
	it('is spent to the last whole retry', async () => {
		const {handler, startedAt} = script(unavailable);
		await settled(retrying(handler, retryBudget({capacity: 1, refillMs: 1e9}, clock))(get));
		expect(startedAt).toHaveLength(2);
	});

	it('is shared by calls that fail in the same moment', async () => {
		const {handler, startedAt} = script(unavailable);
		const send = retrying(handler, retryBudget({capacity: 3}, clock));
		const calls = Array.from({length: 20}, () => send(get));
		await vi.runAllTimersAsync();
		const replies = await Promise.all(calls);
		expect(startedAt).toHaveLength(23);
		expect(replies.filter(({notRetried}) => notRetried === 'budget').length).toBeGreaterThan(16);
	});

	it('earns by answers below 500, and by nothing else', async () => {
		const earns = async (reply: Reply) => {
			const budget = {...unlimitedBudget, earn: vi.fn<() => void>()};
			await settled(retrying(script(reply).handler, budget)({...get, retry: false}));
			return budget.earn.mock.calls.length;
		};
		expect(await earns(makeAnswer(200))).toBe(1);
		expect(await earns(makeAnswer(404))).toBe(1);
		expect(await earns(makeAnswer(499))).toBe(1);
		expect(await earns(makeAnswer(500))).toBe(0);
		expect(await earns(unavailable)).toBe(0);
		expect(await earns(failure({kind: 'network', phase: 'request', message: ''}))).toBe(0);
	});

	it('does not pay for the throttle of the server', async () => {
		const budget = {...unlimitedBudget, take: vi.fn<() => void>()};
		const throttled = makeAnswer(429, '', {'retry-after': '1'});
		await settled(retrying(script(throttled, unavailable, makeAnswer(200)).handler, budget)(get));
		expect(budget.take).toHaveBeenCalledOnce();
	});
});

it('hands on what an inner stage throws at a later attempt', async () => {
	const mistake = new RangeError('a mistake');
	const handler = vi.fn<Handler>().mockRejectedValue(mistake).mockResolvedValueOnce(unavailable);
	random.mockReturnValue(0);
	const call = retrying(handler)(get);
	await Promise.all([expect(call).rejects.toBe(mistake), vi.runAllTimersAsync()]);
	expect(handler).toHaveBeenCalledTimes(2);
});

it('hands on what an inner stage throws, for that is a mistake of the programmer', async () => {
	const mistake = new TypeError('fetch failed');
	const handler = vi.fn<Handler>().mockRejectedValue(mistake);
	await expect(retrying(handler)(get)).rejects.toBe(mistake);
	expect(handler).toHaveBeenCalledOnce();
});
