import {getEventListeners} from 'node:events';
import * as fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {canary} from '../../helpers/awin-client.ts';
import {everythingOf} from '../../helpers/everything.ts';
import {done, running, server} from './job-server.ts';

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
