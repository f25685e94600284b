import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import type {RateLimit} from '../../../src/pipeline/quota/types.ts';
import {largestWindow} from '../../helpers/arrivals.ts';
import {acquireOptions, callOnce} from './acquire-options.ts';
import {fakeClock} from './fake-clock.ts';

const minute = 60_000;

describe('an unanswered call', () => {
	it('counts in the window until its answer, and for an interval from then on', async () => {
		const clock = fakeClock();
		const limiter = memoryLimiter({calls: 1, clock});
		void callOnce(limiter, clock, {}, 10 * minute);
		const second = callOnce(limiter, clock);
		await clock.advance(10 * minute);
		expect(limiter.state('digest')).toMatchObject({used: 1, remaining: 0, queued: 1});
		await clock.advance(minute);
		expect((await second).startedAt).toBe(11 * minute);
	});

	it('sets no timer, however many calls wait for it', async () => {
		const clock = fakeClock();
		const limiter = memoryLimiter({calls: 1, clock});
		const slot = limiter.acquire(acquireOptions());
		for (let call = 0; call < 100; call += 1) void limiter.acquire(acquireOptions());
		expect(clock.timers()).toBe(0);
		if ('type' in slot && slot.type === 'slot') slot.release();
		expect(clock.timers()).toBe(1);
	});

	it('frees its slot an interval from now at the earliest, and estimates say so', async () => {
		const clock = fakeClock();
		const limiter = memoryLimiter({calls: 1, clock});
		void callOnce(limiter, clock, {}, 10 * minute);
		await clock.advance(5 * minute);
		expect(limiter.acquire(acquireOptions({maxWaitMs: minute - 1}))).toMatchObject({
			type: 'too-long',
			retryAt: clock.now() + minute,
		});
		expect(limiter.state('digest').resetAt).toBe(clock.now() + minute);
	});

	it('counts in the space between starts for a second at most', async () => {
		const clock = fakeClock();
		const limiter = memoryLimiter({clock});
		const bucket: RateLimit & {name: string} = {
			name: 'spaced',
			calls: 10,
			intervalMs: 20_000,
			spacingMs: 5000,
		};
		void callOnce(limiter, clock, {bucket}, minute);
		const second = callOnce(limiter, clock, {bucket}, 300);
		const third = callOnce(limiter, clock, {bucket});
		await clock.advance(2 * minute);
		expect((await second).startedAt).toBe(6000);
		expect((await third).startedAt).toBe(11_300);
	});
});

it('never lets more calls arrive in an interval than the quota allows, wherever in an exchange they arrive', async () => {
	const calls = 5;
	const intervalMs = 1000;
	const call = fc.record({
		afterMs: fc.oneof({arbitrary: fc.constant(0), weight: 4}, fc.nat({max: 800})),
		durationMs: fc.oneof(fc.constant(0), fc.nat({max: 300}), fc.nat({max: 30_000})),
		/** When the server counts the call, as a share of the time from its start to its answer. */
		arrival: fc.oneof(fc.constantFrom(0, 1), fc.double({min: 0, max: 1, noNaN: true})),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(call, {minLength: 1, maxLength: 40}), async (list) => {
			const clock = fakeClock();
			const limiter = memoryLimiter({calls, intervalMs, clock});
			const arrivals: {at: number; by: string}[] = [];
			for (const {afterMs, durationMs, arrival} of list) {
				await clock.advance(afterMs);
				void callOnce(limiter, clock, {}, durationMs).then(({startedAt = NaN}) =>
					arrivals.push({at: startedAt + durationMs * arrival, by: ''}),
				);
			}
			await clock.advance(list.length * 32_000);
			expect(arrivals).toHaveLength(list.length);
			expect(largestWindow(arrivals, intervalMs)).toBeLessThanOrEqual(calls);
		}),
		{numRuns: 100},
	);
});
