import {getEventListeners} from 'node:events';
import type {AwinClientOptions, JobProgress, ValidationsWaitOptions} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {awinClient, canary} from '../../helpers/awin-client.ts';
import {everythingOf} from '../../helpers/everything.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';

/** What the server does with one poll. */
type Poll =
	| {readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string>}
	| 'resets'
	| 'stalls';

const running = {body: {jobId: 'a', status: 'RUNNING', completionDate: null}};
const done = {
	body: {jobId: 'a', status: 'DONE', transactions: 2, errors: 0, failedTransactions: []},
};

/** A server that handles each poll with the next step, and repeats the last one. */
const server = (
	polls: readonly Poll[],
	options: Partial<AwinClientOptions> = {},
	now?: () => number,
) => {
	const clock = virtualClock();
	const asked: {readonly url: string; readonly atMs: number}[] = [];
	const fetch: typeof globalThis.fetch = async (url, init) => {
		const poll = polls[Math.min(asked.length, polls.length - 1)];
		asked.push({url: url instanceof Request ? url.url : new URL(url).href, atMs: clock.elapsed()});
		if (poll === 'resets') throw new TypeError('fetch failed');
		if (poll === undefined || poll === 'stalls') {
			return new Promise((_, reject) => {
				init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
			});
		}
		const {status = 200, body = {}, headers} = poll;
		return Response.json(body, {status, headers: {...headers}});
	};
	const own = now === undefined ? clock : {...clock, now};
	const awin = awinClient('https://api.awin.com', own, {fetch, retry: false, ...options});
	const {validations} = awin.advertiser(2001);
	const progress: JobProgress[] = [];
	const wait = (waitOptions: ValidationsWaitOptions = {}) =>
		validations.wait('a', {onProgress: (one) => progress.push(one), ...waitOptions});
	return {clock, asked, progress, wait, validations, times: () => asked.map(({atMs}) => atMs)};
};

describe('validations.wait', () => {
	it('polls at once, and asks for the transactions that failed', async () => {
		const {clock, wait, asked, progress} = server([done]);
		expect(await clock.run(wait())).toMatchObject({
			kind: 'ok',
			data: {status: 'DONE', transactions: 2, failedTransactions: [], unchanged: []},
		});
		expect(asked.map(({url}) => url)).toEqual([
			'https://api.awin.com/advertisers/2001/transactions/jobs/a?output=errors',
		]);
		expect([clock.elapsed(), clock.timers(), progress.length]).toEqual([0, 0, 0]);
	});

	it('polls after 5, 10, 20 and 40 seconds, and then every minute', async () => {
		const {clock, wait, times} = server([...Array.from({length: 7}, () => running), done]);
		await clock.run(wait());
		expect(times()).toEqual([0, 5, 15, 35, 75, 135, 195, 255].map((seconds) => seconds * 1000));
	});

	it.each([
		[1000, [0, 1000, 3000, 7000]],
		[90_000, [0, 90_000, 180_000, 270_000]],
	])('begins with a pause of `pollMs`: %d', async (pollMs, expected) => {
		const {clock, wait, times} = server([running, running, running, done]);
		await clock.run(wait({pollMs}));
		expect(times()).toEqual(expected);
	});

	it('separates the transactions that failed from those that were in that state already', async () => {
		const failedTransactions = [{code: '[404 NOT_FOUND]'}, {code: '[304 NOT_MODIFIED]'}];
		const {clock, wait} = server([running, {body: {status: 'DONE', failedTransactions}}]);
		const {data} = await clock.run(wait());
		expect(data?.failedTransactions).toEqual([{code: '[404 NOT_FOUND]'}]);
		expect(data?.unchanged).toEqual([{code: '[304 NOT_MODIFIED]'}]);
	});

	it.each(['DONE', 'done', ' Done '])('ends with the status %j', async (status) => {
		const {clock, wait, times} = server([{body: {status}}]);
		expect((await clock.run(wait())).kind).toBe('ok');
		expect(times()).toEqual([0]);
	});

	it.each(['', 'COMPLETED', 'NOT DONE', 'DONE?', 'FAILED', null, undefined, 1, {}, ['DONE']])(
		'takes a job with the status %j for one that still runs',
		async (status) => {
			const {clock, wait, times} = server([{body: {status, completionDate: 'x'}}, done]);
			expect((await clock.run(wait())).kind).toBe('ok');
			expect(times()).toEqual([0, 5000]);
		},
	);

	it('is not answered from the cache', async () => {
		const cached = {cache: {ttlMs: 3_600_000}};
		const {clock, wait, times} = server([running, done], cached);
		expect((await clock.run(wait())).kind).toBe('ok');
		expect(times()).toEqual([0, 5000]);
	});

	it('waits for the quota like any other call', async () => {
		const quota = {calls: 1, intervalMs: 60_000};
		const {clock, wait, times} = server([running, running, done], {quota});
		await clock.run(wait());
		expect(times()).toEqual([0, 60_000, 120_000]);
	});
});

describe('a poll that fails', () => {
	const throttled = {status: 429, body: {error: 'request.limit.exceeded'}};

	it.each([
		['a 429', throttled],
		['a 502', {status: 502}],
		['a 503', {status: 503}],
		['a 504', {status: 504}],
		['a broken connection', 'resets'],
		['a timeout', 'stalls'],
	] satisfies [string, Poll][])('with %s does not end the wait', async (_, poll) => {
		const {clock, wait, progress} = server([poll, running, poll, done]);
		expect((await clock.run(wait({attemptTimeoutMs: 100}))).kind).toBe('ok');
		expect(progress.map(({error, job}) => [error === undefined, job?.status])).toEqual([
			[false, undefined],
			[true, 'RUNNING'],
			[false, undefined],
		]);
	});

	it.each([400, 401, 403, 404, 500, 520])('with a %d ends the wait', async (status) => {
		const {clock, wait, asked, progress} = server([running, {status}]);
		expect(await clock.run(wait())).toMatchObject({ok: false, status});
		expect([asked.length, progress.length, clock.timers()]).toEqual([2, 1, 0]);
	});

	it.each([[[]], ['DONE'], [{failedTransactions: 'none', status: 'DONE'}]])(
		'with the body %j ends the wait',
		async (body) => {
			const {clock, wait} = server([running, {body}]);
			expect((await clock.run(wait())).kind).toBe('invalid-body');
		},
	);

	it('because the quota is full is repeated when a slot is free', async () => {
		const quota = {calls: 1, intervalMs: 60_000};
		const {clock, wait, times, progress} = server([running, done], {quota});
		expect((await clock.run(wait({maxWaitMs: 0}))).kind).toBe('ok');
		expect(times()).toEqual([0, 60_000]);
		expect(progress.map(({error}) => error?.kind)).toEqual([undefined, 'quota-exceeded']);
	});

	it('is repeated no earlier than the server allows', async () => {
		const busy = {status: 503, headers: {'retry-after': '300'}};
		const {clock, wait, times, progress} = server([busy, done]);
		await clock.run(wait());
		expect(times()).toEqual([0, 300_000]);
		expect(progress).toMatchObject([{polls: 1, elapsedMs: 0, pauseMs: 300_000}]);
	});
});

describe('the deadline of a wait', () => {
	it('ends it with a timeout, to the millisecond', async () => {
		const {clock, wait, asked} = server([running]);
		const result = await clock.run(wait({deadlineMs: 30_000}));
		expect(result).toMatchObject({
			ok: false,
			kind: 'timeout',
			error: {
				message:
					'timeout: GET /advertisers/{advertiserId}/transactions/jobs/{jobId}: the job was not done within 30000 ms (`deadlineMs`)',
				hint: 'The job goes on: wait for it again, or raise `deadlineMs`.',
				applied: 'no',
				retryable: true,
			},
		});
		expect([clock.elapsed(), clock.timers(), asked.length]).toEqual([30_000, 0, 3]);
	});

	it('is not shortened by failures, the last of which is its cause', async () => {
		const {clock, wait} = server([{status: 503, headers: {'retry-after': '7200'}}]);
		const {error} = await clock.run(wait({deadlineMs: 30_000}));
		expect(error).toMatchObject({kind: 'timeout', cause: {kind: 'unavailable'}});
		expect(clock.elapsed()).toBe(30_000);
	});

	it('ends a poll in flight, and a wait for the quota', async () => {
		const stalled = server([running, 'stalls']);
		expect((await stalled.clock.run(stalled.wait({deadlineMs: 7000}))).kind).toBe('timeout');
		expect(stalled.clock.elapsed()).toBe(7000);
		const limited = server([running], {quota: {calls: 1, intervalMs: 60_000}});
		expect((await limited.clock.run(limited.wait({deadlineMs: 7000}))).kind).toBe('timeout');
		expect([limited.clock.elapsed(), limited.asked.length]).toEqual([7000, 1]);
	});

	it('is an hour by default', async () => {
		const {clock, wait} = server([running]);
		expect((await clock.run(wait())).kind).toBe('timeout');
		expect(clock.elapsed()).toBe(3_600_000);
	});

	it('does not depend on the time of day', async () => {
		let isAhead = false;
		const now = () => {
			isAhead = !isAhead;
			return isAhead ? 9e12 : 0;
		};
		const {clock, wait, progress} = server([running], {}, now);
		await clock.run(wait({deadlineMs: 20_000}));
		expect(clock.elapsed()).toBe(20_000);
		expect(progress.map(({elapsedMs}) => elapsedMs)).toEqual([0, 5000, 15_000]);
	});
});

describe('a signal', () => {
	const reason = new Error('enough');

	it.each([
		['before the first poll', -1, 0],
		['during a pause', 3000, 1],
		['during a poll', 6000, 2],
	])('ends the wait %s', async (_, atMs, polls) => {
		const controller = new AbortController();
		const {clock, wait, asked} = server([running, 'stalls']);
		if (atMs < 0) controller.abort(reason);
		else clock.after(atMs, () => controller.abort(reason));
		const result = await clock.run(wait({signal: controller.signal}));
		expect(result.kind).toBe('aborted');
		expect(result.error?.cause).toBe(reason);
		expect([asked.length, clock.timers()]).toEqual([polls, 0]);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});
});

describe('the progress', () => {
	it('is told after each poll but the last, whatever the server says', async () => {
		const bodies = [
			{status: 'RUNNING', transactions: 9, errors: 7},
			{status: 'QUEUED', transactions: 0, errors: -1},
			{},
		];
		const {clock, wait, progress} = server([...bodies.map((body) => ({body})), done]);
		await clock.run(wait());
		expect(progress.map(({polls, elapsedMs, pauseMs}) => [polls, elapsedMs, pauseMs])).toEqual([
			[1, 0, 5000],
			[2, 5000, 10_000],
			[3, 15_000, 20_000],
		]);
		expect(progress.map(({job}) => job?.transactions)).toEqual([9, 0, undefined]);
	});

	it('does not end the wait if it throws', async () => {
		const log = vi.spyOn(console, 'error').mockReturnValue();
		const {clock, wait} = server([running, done]);
		const onProgress = () => {
			throw new Error('full');
		};
		expect((await clock.run(wait({onProgress}))).kind).toBe('ok');
		expect(log).toHaveBeenCalledOnce();
		log.mockRestore();
	});
});

describe('the arguments', () => {
	it.each(['', ' ', '.', '..', 5, undefined, null, '\ud800'])(
		'are refused if the id is %j, and nothing is sent',
		async (jobId) => {
			const {clock, validations, asked} = server([done]);
			const waiting: Promise<unknown> = Reflect.apply(validations.wait, undefined, [jobId]);
			await expect(waiting).rejects.toThrow(TypeError);
			expect([asked.length, clock.timers()]).toEqual([0, 0]);
		},
	);

	it.each([
		[5, 'Option `options` must be an object'],
		[{deadlineMs: 0}, 'Option `deadlineMs` must be a number of at least 1, but it is 0.'],
		[{pollMs: '5'}, 'Option `pollMs` must be a number of at least 1'],
		[{onProgress: true}, 'Option `onProgress` must be a function'],
		[{signal: 1}, 'Option `signal` must be an AbortSignal'],
		[{polMs: 1}, 'unknown option `polMs`'],
	])('are refused if the options are %j', async (options, message) => {
		const {clock, validations, asked} = server([done]);
		const waiting: Promise<unknown> = Reflect.apply(validations.wait, undefined, ['a', options]);
		await expect(waiting).rejects.toThrow(message);
		expect([asked.length, clock.timers()]).toEqual([0, 0]);
	});

	it('stay in their segment of the path, whatever the id is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({unit: 'grapheme', minLength: 1}), async (jobId) => {
				fc.pre(jobId.trim() !== '' && !/^\.{1,2}$/.test(jobId));
				const {clock, validations, asked} = server([done]);
				await clock.run(validations.wait(jobId));
				const {pathname, search} = new URL(asked[0]?.url ?? '');
				const [, segment = ''] =
					/^\/advertisers\/2001\/transactions\/jobs\/([^/]+)$/.exec(pathname) ?? [];
				expect(decodeURIComponent(segment)).toBe(jobId);
				expect(search).toBe('?output=errors');
			}),
			{numRuns: 50},
		);
	});
});

it('shows no token, even if the server sends it back', async () => {
	const {clock, wait} = server([{status: 503, body: {description: `token ${canary}`}}]);
	const result = await clock.run(wait({deadlineMs: 10_000}));
	expect(result.error?.cause).toMatchObject({description: 'token [redacted]'});
	expect(everythingOf(result)).not.toContain(canary);
});
