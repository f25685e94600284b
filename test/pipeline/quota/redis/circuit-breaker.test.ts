import {describe, expect, it, vi} from 'vitest';
import {redisLimiter, type RedisLimiterOptions} from '../../../../src/redis.ts';
import {callOnce} from '../acquire-options.ts';
import {initialNowMs, fakeClock} from '../fake-clock.ts';

const granted = [1, 0, 1, 60_000, 0];
const connectionError = new Error('connection lost');

/** A limiter with a client whose commands fail until the test changes the mock. */
const setUp = (options: Partial<RedisLimiterOptions> = {}) => {
	const clock = fakeClock();
	const evaluate = vi.fn<(script: string, ...rest: unknown[]) => Promise<unknown>>();
	evaluate.mockRejectedValue(connectionError);
	const onError = vi.fn<(error: unknown) => void>();
	const client = {evalsha: true, eval: evaluate};
	const limiter = redisLimiter({client, clock, onError, ...options});
	const ops = () => evaluate.mock.calls.map((call): string => JSON.parse(String(call[3])).op);
	return {clock, limiter, evaluate, onError, ops};
};

describe('redisLimiter while Redis is unavailable', () => {
	it('uses the window of this process', async () => {
		const {clock, limiter} = setUp({calls: 2});
		const calls = [1, 2, 3].map(() => callOnce(limiter, clock));
		await clock.advance(60_000);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([0, 0, 60_000]);
	});

	it('counts calls in that window that started while Redis was available', async () => {
		const {clock, limiter, evaluate} = setUp({calls: 2});
		evaluate.mockResolvedValueOnce(granted);
		await callOnce(limiter, clock);
		const calls = [1, 2].map(() => callOnce(limiter, clock));
		await clock.advance(60_000);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([0, 60_000]);
	});

	it('reports the failure once, and probes at most once a second', async () => {
		const {clock, limiter, evaluate, onError} = setUp();
		for (let call = 0; call < 5; call += 1) await callOnce(limiter, clock);
		expect(evaluate).toHaveBeenCalledTimes(1);
		await clock.advance(1000);
		for (let call = 0; call < 5; call += 1) await callOnce(limiter, clock);
		expect(evaluate).toHaveBeenCalledTimes(2);
		expect(onError).toHaveBeenCalledExactlyOnceWith(connectionError);
	});

	it('uses Redis again when it is back, and reports the next failure', async () => {
		const {clock, limiter, evaluate, onError, ops} = setUp();
		await callOnce(limiter, clock);
		evaluate.mockResolvedValue(granted);
		await clock.advance(1000);
		await callOnce(limiter, clock);
		await clock.advance(0);
		await callOnce(limiter, clock);
		expect(ops()).toEqual(['acquire', 'peek', 'acquire', 'end']);
		evaluate.mockRejectedValue(connectionError);
		await callOnce(limiter, clock);
		expect(onError).toHaveBeenCalledTimes(2);
	});

	it('sends no background messages', async () => {
		const {clock, limiter, evaluate, ops} = setUp();
		evaluate.mockResolvedValueOnce(granted);
		await callOnce(limiter, clock, {}, 50);
		await callOnce(limiter, clock);
		limiter.pause('digest', 10);
		await clock.advance(100);
		expect(ops()).toEqual(['acquire', 'acquire']);
	});

	it('does not wait longer than the timeout for a client that queues commands', async () => {
		const {clock, limiter, evaluate, onError} = setUp({timeoutMs: 300});
		evaluate.mockReturnValue(new Promise(() => {}));
		const first = callOnce(limiter, clock);
		await clock.advance(300);
		expect((await first).startedAt).toBe(300);
		expect(onError.mock.calls).toEqual([[new Error('Redis did not respond within 300 ms')]]);
		await clock.advance(1000);
		expect((await callOnce(limiter, clock)).startedAt).toBe(1300);
		await clock.advance(5000);
		expect((await callOnce(limiter, clock)).startedAt).toBe(6300);
		expect(evaluate).toHaveBeenCalledTimes(2);
	});

	it.each([
		['returns a slot that is granted after the timeout', granted, ['acquire', 'end']],
		['ignores a late result that grants no slot', [0, 50, 20, 50, 0], ['acquire']],
	])('%s', async (_, late, ops) => {
		const test = setUp({timeoutMs: 300});
		let respond: (reply: number[]) => void = () => {};
		test.evaluate.mockReturnValueOnce(
			new Promise((resolve) => {
				respond = resolve;
			}),
		);
		test.evaluate.mockResolvedValue(granted);
		const call = callOnce(test.limiter, test.clock);
		await test.clock.advance(300);
		await call;
		respond(late);
		await test.clock.advance(0);
		expect(test.ops()).toEqual(ops);
	});

	it('treats an unexpected result as a failure', async () => {
		const {clock, limiter, evaluate, onError} = setUp();
		evaluate.mockResolvedValueOnce('OK');
		expect(await callOnce(limiter, clock)).toMatchObject({startedAt: 0});
		expect(onError).toHaveBeenCalledWith(
			new TypeError('Redis returned an unexpected result for the quota script'),
		);
	});

	it('fails calls with onUnavailable: fail', async () => {
		const {clock, limiter} = setUp({onUnavailable: 'fail'});
		const retryAt = initialNowMs + 1000;
		const result = {type: 'unavailable', waitedMs: 0, retryAt, cause: connectionError};
		const both = [callOnce(limiter, clock), callOnce(limiter, clock)];
		expect(await Promise.all(both)).toMatchObject([{result}, {result}]);
		expect((await callOnce(limiter, clock)).result).toEqual(result);
		expect(limiter.state('digest')).toMatchObject({used: 0, queued: 0});
	});

	it('logs a warning without the details of the error if onError is not given', async () => {
		const warn = vi.spyOn(console, 'warn').mockReturnValue();
		const clock = fakeClock();
		const client = {evalsha: true, eval: () => Promise.reject(new Error('redis://:secret@host'))};
		await callOnce(redisLimiter({client, clock}), clock);
		expect(warn.mock.calls).toEqual([[expect.stringMatching(/^awin-sdk: Redis is unavailable/)]]);
		expect(JSON.stringify(warn.mock.calls)).not.toContain('secret');
	});
});
