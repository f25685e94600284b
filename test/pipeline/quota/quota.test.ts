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
import {dayStartMs, fakeClock} from './fake-clock.ts';

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
	it('hands the reply on as it is where no wait was needed', async () => {
		const {next, send} = setUp();
		const reply = answerOf(200);
		next.mockResolvedValue(reply);
		expect(await send(request)).toBe(reply);
		expect(next).toHaveBeenCalledWith(request);
	});

	it('notes how long the exchange waited for its slot', async () => {
		const {clock, next, send} = setUp();
		await send(request);
		const second = send(request);
		await clock.advance(minute - 1);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await second).toMatchObject({type: 'answer', quotaWaitMs: minute});
	});

	it('takes a slot by the digest of the credential, and tells it', async () => {
		const onCredential = vi.fn<(digest: string) => void>();
		const {limiter, send} = setUp({onCredential});
		await send(request);
		expect(limiter.state('digest').used).toBe(1);
		expect(onCredential).toHaveBeenCalledWith('digest');
	});

	it('lets a call of higher priority go first', async () => {
		const {clock, next, send} = setUp();
		await send(request);
		void send({...request, template: '/low'});
		void send({...request, template: '/high', quota: {priority: 1, bucket: undefined}});
		await clock.advance(2 * minute);
		expect(next.mock.calls.map(([{template}]) => template)).toEqual(['/accounts', '/high', '/low']);
	});

	it('tells of a wait', async () => {
		const onWait = vi.fn<() => void>();
		const {clock, send} = setUp({onWait});
		await send(request);
		expect(onWait).not.toHaveBeenCalled();
		void send(request);
		await clock.advance(0);
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: minute, queued: 1});
		await clock.advance(minute);
	});

	it('ends at once when the caller aborts in the queue, and sends nothing', async () => {
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

	it('ends with quota-exceeded where the wait would be too long, and sends nothing', async () => {
		const {next, send} = setUp({maxWaitMs: 1000});
		await send(request);
		expect(await send(request)).toMatchObject({
			type: 'failure',
			kind: 'quota-exceeded',
			phase: 'connect',
			message: 'no slot of the quota comes free within `quota.maxWaitMs`; nothing was sent',
			retryAt: dayStartMs + minute,
			quotaWaitMs: 0,
		});
		expect(next).toHaveBeenCalledTimes(1);
	});

	const limiterWith = (grant: AcquireResult): QuotaLimiter => ({
		acquire: () => Promise.resolve(grant),
		pause: () => 0,
		observe: () => {},
		state: () => ({used: 0, remaining: 0, queued: 0, resetAt: 0}),
	});

	it('ends with quota-exceeded where the limiter cannot be reached and calls may not go ahead', async () => {
		const cause = new Error('gone');
		const limiter = limiterWith({type: 'unavailable', waitedMs: 0, retryAt: 5, cause});
		const {send} = setUp({limiter});
		expect(await send(request)).toMatchObject({
			kind: 'quota-exceeded',
			message: 'the shared quota cannot be reached; nothing was sent',
			retryAt: 5,
			cause,
		});
	});

	it('takes a limiter that speaks of an abort, where nobody aborted, to have no slot', async () => {
		const {send} = setUp({limiter: limiterWith({type: 'aborted', waitedMs: 7})});
		const reply = {kind: 'quota-exceeded', retryAt: undefined, quotaWaitMs: 7};
		expect(await send(request)).toMatchObject(reply);
	});

	it.each([
		['for its Retry-After', {'retry-after': '7'}, 7000],
		['for an interval where it does not say', {}, minute],
		['for the time of the RateLimit field', {ratelimit: '"a";r=0;t=7'}, 7000],
		['as if the field were not there where it leaves calls', {ratelimit: '"a";r=3;t=7'}, minute],
	])('pauses the window after a 429 %s', async (_, headers, pauseMs) => {
		const {clock, next, send} = setUp({calls: 20});
		next.mockResolvedValueOnce(answerOf(429, headers));
		expect(await send(request)).toMatchObject({status: 429, retryAt: dayStartMs + pauseMs});
		const second = send(request);
		await clock.advance(pauseMs - 1);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await second).toMatchObject({status: 200, quotaWaitMs: pauseMs, retryAt: undefined});
	});

	it('lets nobody take the slot that a refused call gives back', async () => {
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

	it('learns from the rate limit fields of an answer', async () => {
		const {limiter, next, send} = setUp({calls: 20});
		next.mockResolvedValueOnce(answerOf(200, {ratelimit: '"default";r=4;t=30'}));
		await send(request);
		expect(limiter.state('digest').remaining).toBe(4);
	});

	it('gives the slot of a bucket back when the exchange has ended, however it ended', async () => {
		const {clock, next, send} = setUp({calls: 20});
		const feed = inBucket('feed');
		next.mockResolvedValueOnce(failure({kind: 'network', phase: 'request', message: 'gone'}));
		next.mockRejectedValueOnce(new TypeError('a mistake'));
		const replies: Promise<Reply>[] = [send(feed), send(feed), send(feed)];
		const settled = Promise.allSettled(replies);
		await clock.advance(0);
		expect(await settled).toMatchObject([
			{value: {kind: 'network'}},
			{reason: new TypeError('a mistake')},
			{value: {status: 200}},
		]);
	});

	it('takes the buckets of the client beside those of Awin', async () => {
		const {clock, next, send} = setUp({
			calls: 20,
			buckets: {own: {calls: 1, intervalMs: 500}},
		});
		const own = inBucket('own');
		const replies = [send(own), send(own)];
		await clock.advance(499);
		expect(next).toHaveBeenCalledTimes(1);
		await clock.advance(1);
		expect(await Promise.all(replies)).toMatchObject([{quotaWaitMs: 0}, {quotaWaitMs: 500}]);
	});

	it('refuses a bucket that nobody defined, and names those there are', async () => {
		const {next, send} = setUp();
		await expect(send(inBucket('x'))).rejects.toThrow(
			'Option `bucket` must be one of createOffer, conversion, feed',
		);
		expect(next).not.toHaveBeenCalled();
	});

	it.each([
		[{calls: 0, intervalMs: 1}, '`quota.buckets.own.calls`'],
		[{calls: 1, intervalMs: 0}, '`quota.buckets.own.intervalMs`'],
		[{calls: 1, intervalMs: 1, concurrency: 0}, '`quota.buckets.own.concurrency`'],
		[{calls: 1, intervalMs: 1, spacingMs: -1}, '`quota.buckets.own.spacingMs`'],
		[{calls: 1, intervalMs: 1, spacing: 1}, 'unknown option `spacing`'],
	])('refuses the bucket %j', (own, message) => {
		expect(() => setUp({buckets: {own}})).toThrow(message);
	});

	it.each([[null], [5]])('refuses the bucket %j', (own: unknown) => {
		const buckets = {};
		Object.assign(buckets, {own});
		expect(() => setUp({buckets})).toThrow('`quota.buckets.own` must be an object');
	});

	it('sends nothing for a caller that has aborted already', async () => {
		const {next, send} = setUp();
		const {signal, abort} = abortable();
		abort();
		expect(await send({...request, signal})).toMatchObject({kind: 'aborted', phase: 'connect'});
		expect(next).not.toHaveBeenCalled();
	});
});
