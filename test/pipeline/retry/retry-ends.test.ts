import {describe, expect, it, vi} from 'vitest';
import {getEventListeners} from 'node:events';
import {retryBudget, unlimitedBudget} from '../../../src/pipeline/retry/budget.ts';
import {retry} from '../../../src/pipeline/retry/retry.ts';
import {aborted, failure, type Reply} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {clock, get, holdTime, retrying, script, settled, unavailable} from './scripted.ts';

holdTime();

describe('the deadline', () => {
	it('limits the timeout of an attempt to the remaining time', async () => {
		const {handler, takes} = script(unavailable);
		takes(1000);
		await settled(retrying(handler)({...get, attemptTimeoutMs: 3000, deadlineMs: 4000}));
		expect(handler.mock.calls.map(([{attemptTimeoutMs}]) => attemptTimeoutMs)).toEqual([
			3000, 2750, 1250,
		]);
	});

	it('ends the call instead of a wait that would reach it', async () => {
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

	it('is measured from the start of the call', async () => {
		vi.advanceTimersByTime(500_000);
		const {handler, startedAt} = script(unavailable, makeAnswer(200));
		await settled(retrying(handler)(get));
		expect(startedAt).toEqual([500_000, 500_250]);
		expect(handler.mock.calls[1]?.[0].attemptTimeoutMs).toBe(60_000);
	});

	it.each([179_750, 180_000])('starts no attempt if the machine slept %i ms', async (asleep) => {
		let slept = 0;
		const sleepy = {...clock, elapsed: () => Date.now() + slept};
		const {handler, startedAt} = script(unavailable);
		const call = retry({clock: sleepy, budget: unlimitedBudget})(handler)(get);
		await vi.advanceTimersByTimeAsync(100);
		slept = asleep;
		const reply = await settled(call);
		expect(startedAt).toEqual([0]);
		expect(reply).toMatchObject({status: 503, notRetried: 'deadline', mayHaveBeenProcessed: true});
		expect(reply.attempts).toHaveLength(1);
	});
});

describe('an abort', () => {
	it("ends a wait at once with the caller's reason, and no attempt follows", async () => {
		const controller = new AbortController();
		const {handler, startedAt} = script(makeAnswer(503, '', {'retry-after': '60'}));
		const call = retrying(handler)({...get, signal: controller.signal});
		await vi.advanceTimersByTimeAsync(500);
		const reason = new Error('enough');
		controller.abort(reason);
		const reply = await call;
		expect(Date.now()).toBe(500);
		expect(reply).toMatchObject({kind: 'aborted', phase: 'connect', mayHaveBeenProcessed: true});
		expect(reply).toHaveProperty('cause', reason);
		expect(reply.attempts).toHaveLength(1);
		await vi.runAllTimersAsync();
		expect(startedAt).toEqual([0]);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('before anything is sent is not logged as an attempt', async () => {
		const {handler} = script(aborted(AbortSignal.abort(), 'connect'));
		expect((await settled(retrying(handler)(get))).attempts).toEqual([]);
	});

	it('in flight is logged as an attempt', async () => {
		const {handler} = script(aborted(AbortSignal.abort(), 'request'));
		const {attempts} = await settled(retrying(handler)(get));
		expect(attempts).toMatchObject([{number: 1, error: 'aborted'}]);
	});
});

describe('the budget', () => {
	it('allows retries while at least one whole retry is left', async () => {
		const {handler, startedAt} = script(unavailable);
		await settled(retrying(handler, retryBudget({capacity: 1, refillMs: 1e9}, clock))(get));
		expect(startedAt).toHaveLength(2);
	});

	it('is shared by calls that fail at the same time', async () => {
		const {handler, startedAt} = script(unavailable);
		const send = retrying(handler, retryBudget({capacity: 3}, clock));
		const calls = Array.from({length: 20}, () => send(get));
		await vi.runAllTimersAsync();
		const replies = await Promise.all(calls);
		expect(startedAt).toHaveLength(23);
		expect(replies.filter(({notRetried}) => notRetried === 'budget').length).toBeGreaterThan(16);
	});

	it('earns from statuses below 500 only', async () => {
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
		const cut = failure({kind: 'invalid-body', phase: 'body', message: '', status: 200});
		expect(await earns(cut)).toBe(0);
	});

	it('is not used for a 429', async () => {
		const budget = {...unlimitedBudget, take: vi.fn<() => void>()};
		const throttled = makeAnswer(429, '', {'retry-after': '1'});
		await settled(retrying(script(throttled, unavailable, makeAnswer(200)).handler, budget)(get));
		expect(budget.take).toHaveBeenCalledOnce();
	});
});
