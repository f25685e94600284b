import {beforeEach, describe, expect, it, vi} from 'vitest';
import {createClient} from '../../../src/client.ts';
import {memoryLimiter} from '../../../src/pipeline/quota/memory-limiter.ts';
import {fakeClock} from './fake-clock.ts';

let log = vi.spyOn(console, 'warn');

beforeEach(() => {
	log = vi.spyOn(console, 'warn').mockReturnValue();
});

const warnings = () => log.mock.calls.map(([text]) => String(text));

describe('clients of one token', () => {
	it('warn once if their limits differ, without the token', async () => {
		const clock = fakeClock();
		const token = 'token-of-two-clients';
		const send = (calls: number) =>
			createClient(
				{token, quota: {calls}, fetch: async () => new Response(null, {status: 204})},
				clock,
			);
		const [generous, strict] = [send(20), send(10)];
		await generous.get('/a');
		await strict.get('/b');
		await generous.get('/c');
		expect(strict.quota).toMatchObject({used: 3, remaining: 7});
		expect(warnings()).toEqual([
			'awin-sdk: two clients of one token have different quotas: 20 calls in 60000 ms and 10 calls in 60000 ms. The stricter values hold for both.',
		]);
	});

	it('warn for each token, and if only the intervals differ', () => {
		const clock = fakeClock();
		const limiters = [1000, 2000].map((intervalMs) => memoryLimiter({clock, intervalMs}));
		for (const key of ['digest-one', 'digest-two', 'digest-one']) {
			for (const limiter of limiters) limiter.state(key);
		}
		expect(warnings()).toHaveLength(2);
		expect(warnings().join()).not.toContain('digest');
	});

	it('say nothing if their limits are the same', () => {
		const clock = fakeClock();
		for (const limiter of [memoryLimiter({clock}), memoryLimiter({clock, calls: 20})]) {
			limiter.state('digest-of-equals');
		}
		expect(warnings()).toEqual([]);
	});

	it('warn for a bounded number of tokens', () => {
		const clock = fakeClock();
		const limiters = [1, 2].map((calls) => memoryLimiter({clock, calls}));
		for (let index = 0; index < 1100; index++) {
			for (const limiter of limiters) limiter.state(`digest-${index}`);
		}
		expect(warnings().length).toBeGreaterThan(900);
		expect(warnings().length).toBeLessThanOrEqual(1000);
	});
});
