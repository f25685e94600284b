import {describe, expect, it, vi} from 'vitest';
import type {QuotaWait} from 'awin-sdk';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {redisLimiter} from '../../../src/redis.ts';
import {awinClient} from '../../helpers/awin-client.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {interpretedAtMs, interpretReply} from '../../helpers/interpret-reply.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {acquireOptions, callOnce} from './acquire-options.ts';
import {fakeClock, initialNowMs} from './fake-clock.ts';

const minute = 60_000;

/** A limiter of one call a minute, which has been used 0.25 ms after the clock started. */
const used = async () => {
	const clock = fakeClock();
	const limiter = memoryLimiter({clock, calls: 1});
	await clock.advance(0.25);
	await callOnce(limiter, clock);
	return {clock, limiter};
};

describe('a time of the quota is a whole number, rounded up', () => {
	it('in the state of a limiter in memory', async () => {
		const {limiter} = await used();
		expect(limiter.state('digest').resetAt).toBe(initialNowMs + minute + 1);
	});

	it('in the state of a limiter over Redis', async () => {
		const clock = fakeClock();
		const client = {evalSha: true, eval: async () => [1, 0, 15, minute + 0.5, 0]};
		const limiter = redisLimiter({client, clock});
		await callOnce(limiter, clock);
		await clock.advance(0.25);
		expect(limiter.state('digest').resetAt).toBe(initialNowMs + minute + 1);
	});

	it('in the result of a call that would wait too long', async () => {
		const {limiter} = await used();
		expect(await limiter.acquire(acquireOptions({maxWaitMs: 5}))).toMatchObject({
			type: 'too-long',
			retryAt: initialNowMs + minute + 1,
		});
	});

	it('in the result of a pause, and of a call that does not accept it', async () => {
		const {limiter} = await used();
		const retryAt = initialNowMs + 2 * minute + 1;
		expect(limiter.pause('digest', 2 * minute)).toBe(retryAt);
		expect(await limiter.acquire(acquireOptions({maxPauseMs: 5}))).toMatchObject({
			type: 'paused',
			retryAt,
		});
	});

	it('in what `onWait` is called with', async () => {
		const {clock, limiter} = await used();
		await clock.advance(0.5);
		const onWait = vi.fn<(wait: QuotaWait) => void>();
		void limiter.acquire(acquireOptions({onWait}));
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: minute, queued: 1, reason: 'quota'});
	});

	it('in what `onQuotaWait` is called with before a retry', async () => {
		const clock = virtualClock({random: () => 1 / 3});
		const onQuotaWait = vi.fn<(wait: QuotaWait) => void>();
		const answers = [503, 204];
		const fetch = async () => new Response(null, {status: answers.shift() ?? 500});
		await clock.run(awinClient('http://localhost', clock, {fetch, onQuotaWait}).get('/a'));
		expect(onQuotaWait).toHaveBeenCalledExactlyOnceWith({
			waitMs: 167,
			queued: 0,
			reason: 'backoff',
		});
	});

	it('in the `retryAt` of an error', async () => {
		const {error} = await interpretReply(makeAnswer(400, '', {'retry-after': '1.0005'}));
		expect(error?.retryAt?.getTime()).toBe(interpretedAtMs + 1001);
	});
});
