import {createAwinClient, memoryLimiter} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {QuotaWait} from '../../../src/pipeline/quota/types.ts';
import {startServer} from '../../helpers/http-server.ts';
import {acquireOptions, callOnce} from './acquire-options.ts';
import {fakeClock, initialNowMs} from './fake-clock.ts';

const minute = 60_000;
const feed = {name: 'feed', calls: 5, intervalMs: minute, concurrency: 1};
/* The average time between two slots is shorter than a second. */
const busy = {name: 'busy', calls: 200, intervalMs: minute, concurrency: 2};

const setUp = () => {
	const clock = fakeClock();
	const limiter = memoryLimiter({calls: 1000, clock});
	const waits: QuotaWait[] = [];
	return {clock, limiter, waits, onWait: (wait: QuotaWait) => void waits.push(wait)};
};

describe('a call that waits for the end of a running call', () => {
	it('is told of its wait, with a second for each call that has to end first', async () => {
		const {clock, limiter, waits, onWait} = setUp();
		for (let call = 0; call < 4; call += 1) {
			void callOnce(limiter, clock, {bucket: feed, onWait}, 300);
		}
		expect(waits.map(({waitMs}) => waitMs)).toEqual([1000, 2000, 3000]);
		await clock.advance(1200);
		expect(waits).toHaveLength(3);
		expect(limiter.state('digest').queued).toBe(0);
	});

	it('is told of the average time between two slots if that is shorter', () => {
		const {limiter, waits, onWait, clock} = setUp();
		for (let call = 0; call < 5; call += 1) {
			void callOnce(limiter, clock, {bucket: busy, onWait}, 300);
		}
		expect(waits.map(({waitMs}) => waitMs)).toEqual([300, 300, 600]);
	});

	it('with `maxWaitMs: 0` fails at once, and does not say that a slot is free now', () => {
		const {clock, limiter, waits, onWait} = setUp();
		void callOnce(limiter, clock, {bucket: feed}, 300);
		expect(limiter.acquire(acquireOptions({bucket: feed, maxWaitMs: 0, onWait}))).toEqual({
			type: 'too-long',
			waitedMs: 0,
			retryAt: initialNowMs + 1000,
		});
		expect(waits).toEqual([]);
	});

	it('with a short `maxWaitMs` waits for it, because the running call may end earlier', async () => {
		const {clock, limiter} = setUp();
		void callOnce(limiter, clock, {bucket: feed}, 300);
		const calls = [300, 299].map((maxWaitMs) =>
			callOnce(limiter, clock, {bucket: feed, maxWaitMs}),
		);
		await clock.advance(300);
		const [inTime, tooLate] = await Promise.all(calls);
		expect(inTime?.startedAt).toBe(300);
		expect(tooLate?.result).toEqual({
			type: 'too-long',
			waitedMs: 299,
			retryAt: initialNowMs + 299 + 1000,
		});
	});

	it('is told through `onQuotaWait` of the client, as `meta.attempts` tells', async () => {
		const url = await startServer((_request, response) => void response.end('{}'));
		const waits: QuotaWait[] = [];
		const awin = createAwinClient({
			token: 'concurrency-waits',
			baseUrl: url,
			onQuotaWait: (wait) => waits.push(wait),
		});
		const results = await Promise.all([
			awin.get('/a', {bucket: 'feed'}),
			awin.get('/b', {bucket: 'feed'}),
		]);
		expect(results.map(({meta}) => meta.attempts[0]?.waitedFor)).toEqual([[], ['quota']]);
		/* Rounded up. */
		expect(waits).toEqual([{waitMs: expect.closeTo(1000, -1), queued: 1, reason: 'quota'}]);
	});
});

it('a call that waits is told of it once, whatever the limits are', async () => {
	const limit = fc.record({
		calls: fc.integer({min: 1, max: 4}),
		intervalMs: fc.integer({min: 1, max: 500}),
		concurrency: fc.integer({min: 1, max: 3}),
		spacingMs: fc.nat({max: 50}),
	});
	const call = fc.record({
		afterMs: fc.nat({max: 100}),
		durationMs: fc.nat({max: 100}),
		priority: fc.nat({max: 1}),
		inBucket: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(limit, fc.array(call, {maxLength: 15}), async (limits, list) => {
			const clock = fakeClock();
			const limiter = memoryLimiter({calls: 3, intervalMs: 200, clock});
			const bucket = {name: 'odd', ...limits};
			const told = list.map(() => 0);
			const calls = [];
			for (const [index, {afterMs, durationMs, priority, inBucket}] of list.entries()) {
				await clock.advance(afterMs);
				const onWait = () => void (told[index] = (told[index] ?? 0) + 1);
				const options = {priority, onWait, bucket: inBucket ? bucket : undefined};
				calls.push(callOnce(limiter, clock, options, durationMs));
			}
			await clock.advance(60_000);
			for (const [index, {result}] of (await Promise.all(calls)).entries()) {
				expect(result.type).toBe('slot');
				expect(told[index]).toBeLessThanOrEqual(1);
				expect(told[index] === 0 && result.waitedMs > 0).toBe(false);
			}
		}),
		{numRuns: 200},
	);
});
