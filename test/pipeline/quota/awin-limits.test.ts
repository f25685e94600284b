import {describe, expect, it} from 'vitest';
import {awinLimits} from '../../../src/pipeline/quota/awin-limits.ts';
import type {RateLimit} from '../../../src/pipeline/quota/types.ts';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {acquireOptions, callOnce} from './acquire-options.ts';
import {initialNowMs, fakeClock} from './fake-clock.ts';

const setUp = (calls = 20) => {
	const clock = fakeClock();
	const limiter = memoryLimiter({calls, intervalMs: 60_000, clock});
	const inBucket = (name: string, limits: RateLimit, durationMs = 0) =>
		callOnce(limiter, clock, {bucket: {...limits, name}}, durationMs);
	const startsOf = async (made: Promise<{startedAt: number | undefined}>[]) =>
		(await Promise.all(made)).map(({startedAt}) => startedAt);
	return {clock, limiter, inBucket, startsOf};
};

describe('a bucket', () => {
	it('starts one conversion batch every ten seconds', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const calls = [1, 2, 3].map(() => inBucket('conversion', awinLimits.conversion));
		await clock.advance(20_000);
		expect(await startsOf(calls)).toEqual([0, 10_000, 20_000]);
	});

	it('starts five feed calls per minute, one at a time', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const calls = [1, 2, 3, 4, 5, 6].map(() => inBucket('feed', awinLimits.feed, 2000));
		await clock.advance(120_000);
		expect(await startsOf(calls)).toEqual([0, 2000, 4000, 6000, 8000, 62_000]);
	});

	it('enforces spacingMs between starts', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const spaced = {calls: 3, intervalMs: 10_000, spacingMs: 1500};
		const calls = [1, 2, 3, 4].map(() => inBucket('spaced', spaced));
		await clock.advance(20_000);
		expect(await startsOf(calls)).toEqual([0, 1500, 3000, 10_000]);
	});

	it('enforces a spacingMs that is longer than the interval', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const spaced = {calls: 3, intervalMs: 100, spacingMs: 1500};
		const calls = [1, 2, 3].map(() => inBucket('spaced', spaced));
		await clock.advance(20_000);
		expect(await startsOf(calls)).toEqual([0, 1500, 3000]);
	});

	it('uses the strictest limits if callers pass different ones', async () => {
		const {clock, inBucket, startsOf} = setUp();
		await inBucket('reports', {calls: 3, intervalMs: 1000});
		const calls = [
			inBucket('reports', {calls: 1, intervalMs: 2000, concurrency: 1, spacingMs: 3000}),
			inBucket('reports', {calls: 3, intervalMs: 1000}),
		];
		await clock.advance(10_000);
		expect(await startsOf(calls)).toEqual([3000, 6000]);
	});

	it('also takes a slot of the account window at the same time', async () => {
		const {clock, limiter, inBucket, startsOf} = setUp(2);
		const calls = [1, 2, 3].map(() => inBucket('conversion', awinLimits.conversion));
		await clock.advance(15_000);
		expect(limiter.state('digest')).toMatchObject({used: 2, queued: 1});
		await clock.advance(60_000);
		expect(await startsOf(calls)).toEqual([0, 10_000, 60_000]);
	});

	it('does not delay calls without the bucket', async () => {
		const {clock, limiter, inBucket, startsOf} = setUp();
		const batches = [1, 2].map(() => inBucket('conversion', awinLimits.conversion));
		const other = callOnce(limiter, clock);
		await clock.advance(10_000);
		expect(await startsOf([...batches, other])).toEqual([0, 10_000, 0]);
	});

	it('starts calls of different buckets in order of arrival', async () => {
		const {clock, limiter, inBucket} = setUp(1);
		const order: string[] = [];
		const record = (name: string) => () => order.push(name);
		const calls = [
			callOnce(limiter, clock).then(record('first')),
			inBucket('feed', awinLimits.feed).then(record('feed')),
			callOnce(limiter, clock).then(record('plain')),
			inBucket('conversion', awinLimits.conversion).then(record('conversion')),
		];
		await clock.advance(180_000);
		await Promise.all(calls);
		expect(order).toEqual(['first', 'feed', 'plain', 'conversion']);
	});

	it('starts calls with a higher priority first across buckets', async () => {
		const {clock, limiter, startsOf} = setUp(1);
		await callOnce(limiter, clock);
		const bucket = {...awinLimits.feed, name: 'feed'};
		const calls = [callOnce(limiter, clock), callOnce(limiter, clock, {bucket, priority: 1})];
		await clock.advance(120_000);
		expect(await startsOf(calls)).toEqual([120_000, 60_000]);
	});

	it('returns when the slot of the bucket becomes free', async () => {
		const {limiter, inBucket} = setUp();
		await inBucket('conversion', awinLimits.conversion);
		const options = acquireOptions({
			bucket: {...awinLimits.conversion, name: 'conversion'},
			maxWaitMs: 5000,
		});
		expect(limiter.acquire(options)).toEqual({
			type: 'too-long',
			waitedMs: 0,
			retryAt: initialNowMs + 10_000,
		});
	});

	it('includes spacingMs in the estimated start', async () => {
		const {limiter, inBucket} = setUp();
		const spaced = {calls: 3, intervalMs: 10_000, spacingMs: 1500};
		const options = acquireOptions({bucket: {...spaced, name: 'spaced'}, maxWaitMs: 2000});
		const [first, second, third] = [1, 2, 3].map(() => limiter.acquire(options));
		expect(first).toMatchObject({type: 'slot'});
		expect(second).toBeInstanceOf(Promise);
		expect(third).toMatchObject({type: 'too-long', retryAt: initialNowMs + 3000});
		await inBucket('other', awinLimits.createOffer);
	});

	it('ignores a second release of the same slot', async () => {
		const {clock, limiter, inBucket} = setUp();
		const options = acquireOptions({bucket: {...awinLimits.feed, name: 'feed'}});
		const result = limiter.acquire(options);
		if (!('type' in result) || result.type !== 'slot') throw new Error('no slot');
		result.release();
		result.release();
		void inBucket('feed', awinLimits.feed, 1000);
		const next = inBucket('feed', awinLimits.feed);
		await clock.advance(2000);
		expect((await next).startedAt).toBe(1000);
	});

	it('is not evicted while a call is running', async () => {
		const {clock, limiter, inBucket, startsOf} = setUp();
		const long = {calls: 5, intervalMs: 10, concurrency: 1};
		const first = inBucket('long', long, 200_000);
		await clock.advance(100_000);
		for (let key = 0; key < 64; key += 1) await callOnce(limiter, clock, {key: `${key}`});
		const second = inBucket('long', long);
		await clock.advance(100_000);
		expect(await startsOf([first, second])).toEqual([0, 200_000]);
	});
});
