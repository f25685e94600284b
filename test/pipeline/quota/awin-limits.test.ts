import {describe, expect, it} from 'vitest';
import {awinLimits} from '../../../src/pipeline/quota/awin-limits.ts';
import type {RateLimit} from '../../../src/pipeline/quota/types.ts';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {askFor, callOnce} from './acquire-options.ts';
import {dayStartMs, fakeClock} from './fake-clock.ts';

const setUp = (calls = 20) => {
	const clock = fakeClock();
	const limiter = memoryLimiter({calls, intervalMs: 60_000, clock});
	const inBucket = (name: string, limits: RateLimit, durationMs = 0) =>
		callOnce(limiter, clock, {bucket: {...limits, name}}, durationMs);
	const startsOf = async (made: Promise<{startedAt: number | undefined}>[]) =>
		(await Promise.all(made)).map(({startedAt}) => startedAt);
	return {clock, limiter, inBucket, startsOf};
};

describe('a further bucket', () => {
	it('lets batches of conversions go every ten seconds', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const calls = [1, 2, 3].map(() => inBucket('conversion', awinLimits.conversion));
		await clock.advance(20_000);
		expect(await startsOf(calls)).toEqual([0, 10_000, 20_000]);
	});

	it('lets five feeds a minute go, one at a time', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const calls = [1, 2, 3, 4, 5, 6].map(() => inBucket('feed', awinLimits.feed, 2000));
		await clock.advance(120_000);
		expect(await startsOf(calls)).toEqual([0, 2000, 4000, 6000, 8000, 61_000]);
	});

	it('keeps the space between starts', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const spaced = {calls: 3, intervalMs: 10_000, spacingMs: 1500};
		const calls = [1, 2, 3, 4].map(() => inBucket('spaced', spaced));
		await clock.advance(20_000);
		expect(await startsOf(calls)).toEqual([0, 1500, 3000, 10_000]);
	});

	it('keeps a space that is longer than its interval', async () => {
		const {clock, inBucket, startsOf} = setUp();
		const spaced = {calls: 3, intervalMs: 100, spacingMs: 1500};
		const calls = [1, 2, 3].map(() => inBucket('spaced', spaced));
		await clock.advance(20_000);
		expect(await startsOf(calls)).toEqual([0, 1500, 3000]);
	});

	it('keeps the stricter limits where callers differ in them', async () => {
		const {clock, inBucket, startsOf} = setUp();
		await inBucket('own', {calls: 3, intervalMs: 1000});
		const calls = [
			inBucket('own', {calls: 1, intervalMs: 2000, concurrency: 1, spacingMs: 3000}),
			inBucket('own', {calls: 3, intervalMs: 1000}),
		];
		await clock.advance(10_000);
		expect(await startsOf(calls)).toEqual([3000, 6000]);
	});

	it('takes a slot of the token as well, at the same moment', async () => {
		const {clock, limiter, inBucket, startsOf} = setUp(2);
		const calls = [1, 2, 3].map(() => inBucket('conversion', awinLimits.conversion));
		await clock.advance(15_000);
		expect(limiter.state('digest')).toMatchObject({used: 2, queued: 1});
		await clock.advance(60_000);
		expect(await startsOf(calls)).toEqual([0, 10_000, 60_000]);
	});

	it('does not keep back the calls that need no slot of it', async () => {
		const {clock, limiter, inBucket, startsOf} = setUp();
		const batches = [1, 2].map(() => inBucket('conversion', awinLimits.conversion));
		const other = callOnce(limiter, clock);
		await clock.advance(10_000);
		expect(await startsOf([...batches, other])).toEqual([0, 10_000, 0]);
	});

	it('keeps the order of arrival across buckets', async () => {
		const {clock, limiter, inBucket} = setUp(1);
		const order: string[] = [];
		const note = (name: string) => () => order.push(name);
		const calls = [
			callOnce(limiter, clock).then(note('first')),
			inBucket('feed', awinLimits.feed).then(note('feed')),
			callOnce(limiter, clock).then(note('plain')),
			inBucket('conversion', awinLimits.conversion).then(note('conversion')),
		];
		await clock.advance(180_000);
		await Promise.all(calls);
		expect(order).toEqual(['first', 'feed', 'plain', 'conversion']);
	});

	it('lets the higher priority go first across buckets', async () => {
		const {clock, limiter, startsOf} = setUp(1);
		await callOnce(limiter, clock);
		const bucket = {...awinLimits.feed, name: 'feed'};
		const calls = [callOnce(limiter, clock), callOnce(limiter, clock, {bucket, priority: 1})];
		await clock.advance(120_000);
		expect(await startsOf(calls)).toEqual([120_000, 60_000]);
	});

	it('says when its own slot comes free', async () => {
		const {limiter, inBucket} = setUp();
		await inBucket('conversion', awinLimits.conversion);
		const ask = askFor({bucket: {...awinLimits.conversion, name: 'conversion'}, maxWaitMs: 5000});
		expect(limiter.acquire(ask)).toEqual({
			type: 'too-long',
			waitedMs: 0,
			retryAt: dayStartMs + 10_000,
		});
	});

	it('takes the space into account where it says so', async () => {
		const {limiter, inBucket} = setUp();
		const spaced = {calls: 3, intervalMs: 10_000, spacingMs: 1500};
		const ask = askFor({bucket: {...spaced, name: 'spaced'}, maxWaitMs: 2000});
		const [first, second, third] = [1, 2, 3].map(() => limiter.acquire(ask));
		expect(first).toMatchObject({type: 'slot'});
		expect(second).toBeInstanceOf(Promise);
		expect(third).toMatchObject({type: 'too-long', retryAt: dayStartMs + 3000});
		await inBucket('other', awinLimits.createOffer);
	});

	it('counts a call as ended once, however often that is said', async () => {
		const {clock, limiter, inBucket} = setUp();
		const ask = askFor({bucket: {...awinLimits.feed, name: 'feed'}});
		const grant = limiter.acquire(ask);
		if (!('type' in grant) || grant.type !== 'slot') throw new Error('no slot');
		grant.release();
		grant.release();
		void inBucket('feed', awinLimits.feed, 1000);
		const next = inBucket('feed', awinLimits.feed);
		await clock.advance(2000);
		expect((await next).startedAt).toBe(1000);
	});

	it('is kept while a call runs in it', async () => {
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
