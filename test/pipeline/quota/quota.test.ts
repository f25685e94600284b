import {describe, expect, it, vi} from 'vitest';
import type {Handler} from '../../../src/pipeline/middleware.ts';
import type {AcquireResult, QuotaLimiter} from '../../../src/pipeline/quota/types.ts';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {quota, type QuotaMiddlewareOptions} from '../../../src/pipeline/quota/quota.ts';
import type {ApiRequest} from '../../../src/request/api-request.ts';
import {failure, type Reply} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';
import {abortable} from './acquire-options.ts';
import {initialNowMs, fakeClock} from './fake-clock.ts';

const minute = 60_000;

const request = makeRequest({credentialDigest: 'digest'});

const inBucket = (bucket: string): ApiRequest => ({...request, quota: {priority: 0, bucket}});

const answerOf = (status: number, headers: Record<string, string> = {}) =>
	makeAnswer(status, '', headers);

const setUp = (options: Partial<QuotaMiddlewareOptions> & {calls?: number} = {}) => {
	const clock = fakeClock();
	const limiter = memoryLimiter({calls: options.calls ?? 1, clock});
	const next = vi.fn<Handler>(async () => answerOf(200));
	const send = quota({limiter, clock, ...options})(next);
	return {clock, limiter, next, send};
};

describe('quota', () => {
	it('returns the reply unchanged if the call did not wait', async () => {
		const {next, send} = setUp();
		const reply = answerOf(200);
		next.mockResolvedValue(reply);
		expect(await send(request)).toBe(reply);
		expect(next).toHaveBeenCalledWith(request);
	});

	it('adds the time that the exchange waited for its slot', async () => {
		const {clock, next, send} = setUp();
		await send(request);
		const second = send(request);
		await clock.advance(minute - 1);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await second).toMatchObject({type: 'answer', quotaWaitMs: minute});
	});

	it('acquires a slot for the digest of the credential, and calls onCredential with it', async () => {
		const onCredential = vi.fn<(digest: string) => void>();
		const {limiter, send} = setUp({onCredential});
		await send(request);
		expect(limiter.state('digest').used).toBe(1);
		expect(onCredential).toHaveBeenCalledWith('digest');
	});

	it('starts calls with a higher priority first', async () => {
		const {clock, next, send} = setUp();
		await send(request);
		void send({...request, template: '/low'});
		void send({...request, template: '/high', quota: {priority: 1, bucket: undefined}});
		await clock.advance(2 * minute);
		expect(next.mock.calls.map(([{template}]) => template)).toEqual(['/accounts', '/high', '/low']);
	});

	it('calls onWait if a call has to wait', async () => {
		const onWait = vi.fn<() => void>();
		const {clock, send} = setUp({onWait});
		await send(request);
		expect(onWait).not.toHaveBeenCalled();
		void send(request);
		await clock.advance(0);
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: minute, queued: 1, reason: 'quota'});
		await clock.advance(minute);
	});

	it('returns at once when the caller aborts a waiting call, and sends nothing', async () => {
		const {clock, next, send} = setUp();
		const controller = new AbortController();
		await send(request);
		const second = send({...request, signal: controller.signal});
		await clock.advance(1000);
		controller.abort('enough');
		expect(await second).toMatchObject({
			type: 'failure',
			kind: 'aborted',
			phase: 'connect',
			cause: 'enough',
			quotaWaitMs: 1000,
		});
		expect(next).toHaveBeenCalledTimes(1);
	});

	it('fails with quota-exceeded if the wait would exceed maxWaitMs, and sends nothing', async () => {
		const {next, send} = setUp({maxWaitMs: 1000});
		await send(request);
		expect(await send(request)).toMatchObject({
			type: 'failure',
			kind: 'quota-exceeded',
			phase: 'connect',
			message: 'no quota slot becomes available within `maxWaitMs`; nothing was sent',
			retryAt: initialNowMs + minute,
			quotaWaitMs: 0,
		});
		expect(next).toHaveBeenCalledTimes(1);
	});

	const limiterWith = (result: AcquireResult): QuotaLimiter => ({
		acquire: () => Promise.resolve(result),
		pause: () => 0,
		observe: () => {},
		state: () => ({used: 0, remaining: 0, queued: 0, resetAt: 0}),
	});

	it('fails with quota-exceeded if the limiter is unavailable', async () => {
		const cause = new Error('gone');
		const limiter = limiterWith({type: 'unavailable', waitedMs: 0, retryAt: 5, cause});
		const {send} = setUp({limiter});
		expect(await send(request)).toMatchObject({
			kind: 'quota-exceeded',
			message: 'the shared quota is unavailable; nothing was sent',
			retryAt: 5,
			cause,
		});
	});

	it('fails with quota-exceeded if the limiter returns aborted but the caller did not abort', async () => {
		const {send} = setUp({limiter: limiterWith({type: 'aborted', waitedMs: 7})});
		const reply = {kind: 'quota-exceeded', retryAt: undefined, quotaWaitMs: 7};
		expect(await send(request)).toMatchObject(reply);
	});

	it.each([
		['for the time of its Retry-After', {'retry-after': '7'}, 7000],
		['for an interval if it states no time', {}, minute],
		['for the time of an exhausted RateLimit field', {ratelimit: '"a";r=0;t=7'}, 7000],
		[
			'for an interval if its RateLimit field has remaining calls',
			{ratelimit: '"a";r=3;t=7'},
			minute,
		],
	])('pauses the window after a 429 %s', async (_, headers, pauseMs) => {
		const {clock, next, send} = setUp({calls: 20});
		next.mockResolvedValueOnce(answerOf(429, headers));
		expect(await send(request)).toMatchObject({status: 429, retryAt: initialNowMs + pauseMs});
		const second = send(request);
		await clock.advance(pauseMs - 1);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await second).toMatchObject({status: 200, quotaWaitMs: pauseMs, retryAt: undefined});
	});

	it('pauses the window before a call with a 429 releases its slot', async () => {
		const {clock, next, send} = setUp({calls: 20});
		next.mockImplementationOnce(async () => {
			await Promise.resolve();
			return answerOf(429);
		});
		const feed = inBucket('feed');
		const both = [send(feed), send(feed)];
		await clock.advance(minute - 1);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await Promise.all(both)).toMatchObject([{status: 429}, {status: 200}]);
	});

	it('applies the rate limit fields of a response', async () => {
		const {limiter, next, send} = setUp({calls: 20});
		next.mockResolvedValueOnce(answerOf(200, {ratelimit: '"default";r=4;t=30'}));
		await send(request);
		expect(limiter.state('digest').remaining).toBe(4);
	});

	it('releases the slot of a bucket when the exchange succeeds, fails or throws', async () => {
		const {clock, next, send} = setUp({calls: 20});
		const feed = inBucket('feed');
		next.mockResolvedValueOnce(failure({kind: 'network', phase: 'request', message: 'gone'}));
		next.mockRejectedValueOnce(new TypeError('unexpected'));
		const replies: Promise<Reply>[] = [send(feed), send(feed), send(feed)];
		const settled = Promise.allSettled(replies);
		await clock.advance(0);
		expect(await settled).toMatchObject([
			{value: {kind: 'network'}},
			{reason: new TypeError('unexpected')},
			{value: {status: 200}},
		]);
	});

	it('accepts the buckets of the client in addition to those of Awin', async () => {
		const {clock, next, send} = setUp({
			calls: 20,
			buckets: {reports: {calls: 1, intervalMs: 500}},
		});
		const reports = inBucket('reports');
		const replies = [send(reports), send(reports)];
		await clock.advance(499);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await Promise.all(replies)).toMatchObject([{quotaWaitMs: 0}, {quotaWaitMs: 500}]);
	});

	it('rejects an unknown bucket, and names the known ones', async () => {
		const {next, send} = setUp();
		await expect(send(inBucket('x'))).rejects.toThrow(
			'Option `bucket` must be one of createOffer, conversion, shortLink, feed',
		);
		expect(next).not.toHaveBeenCalled();
	});

	it.each([
		[{calls: 0, intervalMs: 1}, '`quota.buckets.reports.calls`'],
		[{calls: 1, intervalMs: 0}, '`quota.buckets.reports.intervalMs`'],
		[{calls: 1, intervalMs: 1, concurrency: 0}, '`quota.buckets.reports.concurrency`'],
		[{calls: 1, intervalMs: 1, spacingMs: -1}, '`quota.buckets.reports.spacingMs`'],
		[{calls: 1, intervalMs: 1, maxWaitMs: -1}, '`quota.buckets.reports.maxWaitMs`'],
		[{calls: 1, intervalMs: 1, spacing: 1}, 'unknown option `spacing`'],
	])('throws for the bucket %j', (reports, message) => {
		expect(() => setUp({buckets: {reports}})).toThrow(message);
	});

	it.each([[null], [5]])('throws for the bucket %j', (reports: unknown) => {
		const buckets = {};
		Object.assign(buckets, {reports});
		expect(() => setUp({buckets})).toThrow('`quota.buckets.reports` must be an object');
	});

	it('sends nothing if the signal has already aborted', async () => {
		const {next, send} = setUp();
		const {signal, abort} = abortable();
		abort();
		expect(await send({...request, signal})).toMatchObject({kind: 'aborted', phase: 'connect'});
		expect(next).not.toHaveBeenCalled();
	});
});
