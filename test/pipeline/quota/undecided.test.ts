import {describe, expect, it, vi} from 'vitest';
import {redisLimiter} from '../../../src/pipeline/quota/redis/redis-limiter.ts';
import type {QuotaWait} from '../../../src/pipeline/quota/types.ts';
import {abortable, acquireOptions, callOnce} from './acquire-options.ts';
import {fakeClock, initialNowMs} from './fake-clock.ts';

type Result = readonly [granted: number, waitMs: number];
const granted: Result = [1, 0];

/** A limiter over a Redis that answers each `acquire` after `latencyMs`: as `decide` says, or yes. */
const setUp = (latencyMs: number, decide: (request: number) => Result = () => granted) => {
	const clock = fakeClock();
	let requests = 0;
	const answer = (message: string): readonly number[] => {
		if (!message.includes('"op":"acquire"')) return [1, 0, 0, 0, 0];
		requests += 1;
		const [isGranted, waitMs] = decide(requests);
		return [isGranted, waitMs, 0, 0, 0];
	};
	const client = {
		evalsha: () => {},
		eval: (_script: string, _keys: number, _key: string, message: string) =>
			new Promise((resolve) => {
				clock.after(latencyMs, () => resolve(answer(message)));
			}),
	};
	const limiter = redisLimiter({client, clock, timeoutMs: 800, onError: () => {}});
	const waits: QuotaWait[] = [];
	const onWait = (wait: QuotaWait) => void waits.push(wait);
	return {clock, limiter, waits, onWait, requests: () => requests};
};

describe('`maxWaitMs` while Redis has not decided', () => {
	it.each([0, 1, 20, 99])('of 0 takes a slot that is free, %d ms away', async (latencyMs) => {
		const {clock, limiter, waits, onWait} = setUp(latencyMs);
		const call = callOnce(limiter, clock, {maxWaitMs: 0, onWait});
		await clock.advance(latencyMs);
		expect((await call).result.type).toBe('slot');
		expect(waits).toEqual([]);
	});

	it('of 0 lets all calls at once take the slots that are free, and no more', async () => {
		const {clock, limiter, requests} = setUp(20);
		const calls = Array.from({length: 25}, () => callOnce(limiter, clock, {maxWaitMs: 0}));
		await clock.advance(1000);
		const types = (await Promise.all(calls)).map(({result}) => result.type);
		expect(types.filter((type) => type === 'slot')).toHaveLength(20);
		expect(types.filter((type) => type === 'too-long')).toHaveLength(5);
		expect(requests()).toBe(20);
	});

	it('of 0 lets calls start until Redis says that there is no slot, and ends the others then', async () => {
		const {clock, limiter, waits, onWait} = setUp(20, (request) =>
			request > 2 ? [0, 5000] : granted,
		);
		const priorities = [0, 0, 0, 1, -1];
		const calls = priorities.map((priority) =>
			callOnce(limiter, clock, {maxWaitMs: 0, priority, onWait}),
		);
		await clock.advance(60);
		const results = (await Promise.all(calls)).map(({result}) => result);
		expect(results.map(({type}) => type)).toEqual([
			'slot',
			'too-long',
			'too-long',
			'slot',
			'too-long',
		]);
		expect(results[1]).toMatchObject({waitedMs: 60, retryAt: initialNowMs + 60 + 5000});
		expect(waits).toEqual([]);
	});

	it('ends a call that Redis has told to wait, though it is asked again at that time', async () => {
		const {clock, limiter} = setUp(20, () => [0, 60_000]);
		const call = callOnce(limiter, clock, {maxWaitMs: 60_020});
		const other = callOnce(limiter, clock, {maxWaitMs: 3030});
		await clock.advance(3030);
		expect((await other).result).toMatchObject({type: 'too-long', waitedMs: 3030});
		await clock.advance(60_000);
		expect((await call).result.type).toBe('too-long');
	});

	it('of 0 is bounded by `timeoutMs`', async () => {
		const {clock, limiter} = setUp(10_000);
		const call = callOnce(limiter, clock, {maxWaitMs: 0});
		await clock.advance(800);
		expect(await call).toMatchObject({startedAt: 800, result: {type: 'slot'}});
	});

	it('still ends with an abort', async () => {
		const {clock, limiter} = setUp(50);
		const {signal, abort} = abortable();
		const call = callOnce(limiter, clock, {maxWaitMs: 0, signal});
		await clock.advance(20);
		abort();
		expect((await call).result).toEqual({type: 'aborted', waitedMs: 20});
		await clock.advance(50);
		expect(limiter.state('digest').queued).toBe(0);
	});
});

describe('`onWait` while Redis has not decided', () => {
	it('tells every call that a slow Redis holds up, with the time until its timeout', async () => {
		const {clock, limiter, waits, onWait} = setUp(10_000);
		const calls = [callOnce(limiter, clock, {onWait})];
		await clock.advance(50);
		calls.push(callOnce(limiter, clock, {onWait}));
		await clock.advance(49);
		expect(waits).toEqual([]);
		await clock.advance(1);
		expect(waits.map(({waitMs}) => waitMs)).toEqual([700, 700]);
		await clock.advance(100);
		calls.push(callOnce(limiter, clock, {onWait}));
		expect(waits.at(-1)?.waitMs).toBe(600);
		await clock.advance(600);
		expect((await Promise.all(calls)).map(({startedAt}) => startedAt)).toEqual([800, 800, 800]);
		expect(waits).toHaveLength(3);
	});

	it('is not called for a Redis that decides in time', async () => {
		const {clock, limiter, waits, onWait} = setUp(30);
		const calls = Array.from({length: 3}, () => callOnce(limiter, clock, {onWait}));
		await clock.advance(90);
		expect((await Promise.all(calls)).map(({startedAt}) => startedAt)).toEqual([30, 60, 90]);
		expect(waits).toEqual([]);
		await clock.advance(30);
		expect(clock.timers()).toBe(0);
	});

	it('tells a call whose slot one with a higher priority has taken', async () => {
		const {clock, limiter, waits, onWait} = setUp(10);
		for (let call = 0; call < 19; call += 1) void limiter.acquire(acquireOptions());
		await clock.advance(190);
		const low = vi.fn<(wait: QuotaWait) => void>();
		void callOnce(limiter, clock, {onWait: low});
		void callOnce(limiter, clock, {priority: 1, onWait});
		await clock.advance(10);
		expect(waits).toEqual([]);
		expect(low).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({waitMs: 60_000}));
	});
});
