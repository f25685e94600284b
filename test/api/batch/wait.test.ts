import {describe, expect, it} from 'vitest';
import {done, type Poll, running, server} from './job-server.ts';

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
