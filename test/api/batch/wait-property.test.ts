import {getEventListeners} from 'node:events';
import type {JobProgress} from 'awin-sdk';
import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {awinClient} from '../../helpers/awin-client.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';

const polls = fc.record({
	does: fc.constantFrom('answers', 'answers', 'resets', 'stalls'),
	status: fc.constantFrom(200, 200, 200, 429, 502, 503, 504, 404, 401, 500),
	job: fc.constantFrom<object>(
		{status: 'RUNNING'},
		{status: 'RUNNING', transactions: -1},
		{status: 'DONE', failedTransactions: null},
		{},
	),
	retryAfter: fc.constantFrom(undefined, '0', '90', '100000', 'soon'),
	latencyMs: fc.integer({min: 0, max: 4000}),
});

const scripts = fc.record({
	polls: fc.array(polls, {minLength: 1, maxLength: 8}),
	deadlineMs: fc.integer({min: 1, max: 400_000}),
	pollMs: fc.integer({min: 1, max: 90_000}),
	abortAtMs: fc.option(fc.integer({min: 0, max: 300_000}), {nil: undefined}),
});

type Script = typeof scripts extends fc.Arbitrary<infer T> ? T : never;

/** Returns the rules that a wait violates. */
const violations = async (script: Script): Promise<readonly string[]> => {
	const {deadlineMs, pollMs, abortAtMs} = script;
	const clock = virtualClock();
	const asked: {readonly atMs: number; readonly poll: (typeof script.polls)[number]}[] = [];
	const fetch: typeof globalThis.fetch = async (_, init) => {
		const poll = script.polls[Math.min(asked.length, script.polls.length - 1)];
		if (poll === undefined) throw new Error('The script is empty.');
		asked.push({atMs: clock.elapsed(), poll});
		await new Promise<void>((resolve, reject) => {
			init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
			if (poll.does !== 'stalls') clock.after(poll.latencyMs, resolve);
		});
		if (poll.does === 'resets') throw new TypeError('fetch failed');
		const headers = poll.retryAfter === undefined ? {} : {'retry-after': poll.retryAfter};
		return Response.json(poll.job, {status: poll.status, headers});
	};
	const options = {fetch, retry: false, attemptTimeoutMs: 3000} as const;
	const {validations} = awinClient('https://api.awin.com', clock, options).advertiser(2001);
	const controller = new AbortController();
	const {signal} = controller;
	const reason = new Error('enough');
	const cancel =
		abortAtMs === undefined ? () => {} : clock.after(abortAtMs, () => controller.abort(reason));
	const progress: JobProgress[] = [];
	const onProgress = (one: JobProgress) => progress.push(one);
	const result = await clock.run(validations.wait('a', {deadlineMs, pollMs, signal, onProgress}));
	const endedAtMs = clock.elapsed();
	const isAborted = signal.aborted;
	cancel();
	const count = asked.length;
	await clock.pass(1_000_000);

	const last = asked.at(-1)?.poll;
	const isDeadline = result.error?.message.includes('`deadlineMs`') === true;
	const gaps = asked.slice(1).map(({atMs}, index) => atMs - (asked[index]?.atMs ?? 0));
	const rules: Record<string, boolean> = {
		'ends by the deadline': endedAtMs <= deadlineMs,
		'ends at once if it is aborted': !isAborted || endedAtMs === abortAtMs,
		'tells that it was aborted': (result.kind === 'aborted') === (isAborted && !isDeadline),
		"has the caller's reason": result.kind !== 'aborted' || result.error.cause === reason,
		'ends with the deadline only when it passes': !isDeadline || endedAtMs === deadlineMs,
		'is ok only for a job that is done':
			!result.ok || (last?.status === 200 && 'status' in last.job && last.job.status === 'DONE'),
		'ends with no failure that is temporary': result.ok || !result.error.retryable || isDeadline,
		'polls no faster than `pollMs`': gaps.every((gap) => gap >= pollMs),
		'tells of each poll but the last': progress.length >= count - 1 && progress.length <= count,
		'counts the polls': progress.every((one, index) => one.polls === index + 1),
		'says either a job or an error': progress.every(
			({job, error}) => (job === undefined) !== (error === undefined),
		),
		'polls no more after the end': asked.length === count,
		'leaves no timer': clock.timers() === 0,
		'leaves no listener': getEventListeners(signal, 'abort').length === 0,
	};
	return Object.keys(rules).filter((name) => rules[name] === false);
};

it('follows every rule for any server, deadline and caller', async () => {
	await fc.assert(
		fc.asyncProperty(scripts, async (script) => {
			expect(await violations(script)).toEqual([]);
		}),
		{numRuns: 300},
	);
}, 120_000);
