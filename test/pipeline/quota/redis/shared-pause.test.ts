import {describe, expect, it, vi} from 'vitest';
import {redisLimiter} from '../../../../src/redis.ts';
import {acquireOptions, callOnce} from '../acquire-options.ts';
import {initialNowMs, fakeClock} from '../fake-clock.ts';

type Message = {readonly op: string; readonly forMs?: number; readonly maxPauseMs?: number};

const minute = 60_000;
const granted = [1, 0, 1, minute, 0];
const full = (waitMs: number) => [0, waitMs, 20, waitMs, 0];
const paused = (pausedMs: number) => [0, pausedMs, 20, pausedMs, pausedMs];

const setUp = (limits: {calls?: number; intervalMs?: number} = {}) => {
	const clock = fakeClock();
	const messages: Message[] = [];
	const answer = vi.fn<(message: Message) => Promise<unknown>>(async () => granted);
	const client = {
		evalSha: true,
		eval: (_: string, {arguments: [json = '']}: {keys: string[]; arguments: string[]}) => {
			const message: Message = JSON.parse(json);
			messages.push(message);
			return answer(message);
		},
	};
	return {clock, answer, messages, limiter: redisLimiter({client, clock, ...limits})};
};

describe('a pause that Redis reports', () => {
	it('ends at once the calls that do not accept it, and the others wait', async () => {
		const {clock, limiter, answer} = setUp();
		answer.mockResolvedValueOnce(paused(5 * minute));
		const ends = callOnce(limiter, clock, {maxPauseMs: 1000});
		const waits = callOnce(limiter, clock, {maxPauseMs: 10 * minute});
		await clock.advance(0);
		const result = {type: 'paused', waitedMs: 0, retryAt: initialNowMs + 5 * minute};
		expect((await ends).result).toEqual(result);
		await clock.advance(5 * minute);
		expect((await waits).startedAt).toBe(5 * minute);
	});

	it('ends later calls without another request to Redis', async () => {
		const {clock, limiter, answer, messages} = setUp();
		answer.mockResolvedValueOnce(paused(5 * minute));
		await callOnce(limiter, clock, {maxPauseMs: 1000});
		const asked = messages.length;
		expect(limiter.acquire(acquireOptions({maxPauseMs: 1000}))).toMatchObject({type: 'paused'});
		expect(messages).toHaveLength(asked);
	});

	it('is not a full window, for which a call waits beyond its deadline', async () => {
		const {clock, limiter, answer} = setUp();
		answer.mockImplementation(async () =>
			clock.elapsed() < minute ? full(minute - clock.elapsed()) : granted,
		);
		const call = callOnce(limiter, clock, {maxPauseMs: 500});
		await clock.advance(minute);
		expect((await call).startedAt).toBe(minute);
	});

	it.each([
		{calls: 20, intervalMs: minute, recheckMs: 3000},
		{calls: 1, intervalMs: minute, recheckMs: 5000},
		{calls: 20, intervalMs: 2000, recheckMs: 1000},
	])('is noticed by a call that waits already: $recheckMs ms', async ({recheckMs, ...limits}) => {
		const {clock, limiter, answer, messages} = setUp(limits);
		answer.mockResolvedValueOnce(full(50_000)).mockResolvedValueOnce(paused(40_000));
		const call = callOnce(limiter, clock, {maxPauseMs: 1000});
		await clock.advance(recheckMs - 1);
		expect(messages).toHaveLength(1);
		await clock.advance(1);
		expect((await call).result).toEqual({
			type: 'paused',
			waitedMs: recheckMs,
			retryAt: initialNowMs + recheckMs + 40_000,
		});
	});

	it('is sent with its bound, which is finite', async () => {
		const {clock, limiter, messages} = setUp({intervalMs: 1000});
		expect(limiter.pause('digest', 1e15, Infinity)).toBeGreaterThan(initialNowMs + 1e14);
		expect(limiter.pause('digest', 1e15, 60_000)).toBeGreaterThan(initialNowMs + 1e14);
		await clock.advance(0);
		expect(messages).toMatchObject([
			{op: 'pause', forMs: 1e14, maxPauseMs: expect.any(Number)},
			{op: 'pause', forMs: 60_000, maxPauseMs: 60_000},
		]);
	});
});
