import {describe, expect, it, vi} from 'vitest';
import {redisLimiter, type RedisLimiterOptions} from '../../../../src/redis.ts';
import {abortable, callOnce} from '../acquire-options.ts';
import {initialNowMs, fakeClock} from '../fake-clock.ts';

type Message = {
	readonly op: string;
	readonly used?: boolean;
	readonly forMs?: number;
	readonly leaseMs?: number;
	readonly buckets: readonly {readonly name: string; readonly concurrency: number}[];
};

const granted = [1, 0, 1, 60_000, 0];
const wait = (waitMs: number) => [0, waitMs, 20, waitMs, 0];

/** A limiter with a fake node-redis client. Its `eval` grants each slot, unless a test mocks `respond`. */
const setUp = (options: Partial<RedisLimiterOptions> = {}) => {
	const clock = fakeClock();
	const messages: Message[] = [];
	const respond = vi.fn<(message: Message) => Promise<unknown>>(async () => granted);
	const evaluate = vi.fn<
		(
			script: string,
			{arguments: [string]}: {keys: string[]; arguments: string[]},
		) => Promise<unknown>
	>((_, {arguments: [json = '']}) => {
		const message: Message = JSON.parse(json);
		messages.push(message);
		return respond(message);
	});
	const onError = vi.fn<(error: unknown) => void>();
	const client = {evalSha: true, eval: evaluate};
	const limiter = redisLimiter({client, clock, onError, ...options});
	const ops = () => messages.map(({op}) => op);
	return {clock, limiter, evaluate, respond, messages, ops, onError};
};

describe('redisLimiter', () => {
	it.each([undefined, null, {}, {eval: () => {}}, {evalSha: () => {}}, 'redis://:hunter2@host'])(
		'throws if the client is invalid: %j',
		(client) => {
			expect(() => Reflect.apply(redisLimiter, undefined, [{client}])).toThrow(
				/^Option `client` must be a client of node-redis or ioredis, but it is (?!.*hunter2)/,
			);
		},
	);

	it('throws without options', () => {
		expect(() => Reflect.apply(redisLimiter, undefined, [])).toThrow(
			'Option `options` must be an object, but it is undefined.',
		);
	});

	it('runs the script for each slot, with one key whose hash tag is the digest', async () => {
		const {clock, limiter, evaluate, ops} = setUp();
		expect(await callOnce(limiter, clock)).toMatchObject({startedAt: 0, result: {waitedMs: 0}});
		expect(ops()).toEqual(['acquire', 'end']);
		expect(evaluate.mock.calls[0]?.[1].keys).toEqual(['awin-sdk:quota:{digest}']);
	});

	it('calls ioredis with its own signature', async () => {
		const evaluate = vi.fn<() => Promise<unknown>>(async () => granted);
		const {clock, limiter} = setUp({client: {evalsha: true, eval: evaluate}, prefix: 'p'});
		expect(await callOnce(limiter, clock)).toMatchObject({startedAt: 0});
		expect(evaluate).toHaveBeenCalledWith(expect.any(String), 1, 'p:{digest}', expect.any(String));
	});

	it('waits as long as Redis states, with one timer, and then requests again', async () => {
		const {clock, limiter, respond, ops} = setUp();
		respond.mockResolvedValueOnce(wait(500)).mockResolvedValueOnce(wait(70));
		const onWait = vi.fn<() => void>();
		const call = callOnce(limiter, clock, {onWait});
		await clock.advance(499);
		expect(ops()).toEqual(['acquire']);
		expect(clock.timers()).toBe(1);
		await clock.advance(1);
		expect(ops()).toEqual(['acquire', 'acquire']);
		await clock.advance(70);
		expect(await call).toMatchObject({startedAt: 570, result: {waitedMs: 570}});
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: 500, queued: 1, reason: 'quota'});
		expect(clock.timers()).toBe(0);
	});

	it('requests one slot at a time', async () => {
		const {clock, limiter, respond, ops} = setUp();
		respond.mockResolvedValueOnce(wait(500));
		const calls = [1, 2, 3].map(() => callOnce(limiter, clock));
		await clock.advance(499);
		expect(ops()).toEqual(['acquire']);
		await clock.advance(1);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([500, 500, 500]);
	});

	it('calls onWait at once for calls that arrive while others wait for Redis', async () => {
		const {clock, limiter, respond} = setUp();
		respond.mockResolvedValueOnce(wait(500));
		const first = callOnce(limiter, clock);
		await clock.advance(100);
		const onWait = vi.fn<() => void>();
		const second = callOnce(limiter, clock, {onWait});
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: 400, queued: 2, reason: 'quota'});
		await clock.advance(400);
		await Promise.all([first, second]);
	});

	it('enforces the window of this process, whatever Redis grants', async () => {
		const {clock, limiter} = setUp({calls: 1});
		await callOnce(limiter, clock);
		const second = callOnce(limiter, clock);
		await clock.advance(60_000);
		expect((await second).startedAt).toBe(60_000);
	});

	it('leaves the queue in Redis when no call waits any more', async () => {
		const {clock, limiter, respond, ops} = setUp();
		const {signal, abort} = abortable();
		respond.mockResolvedValueOnce(wait(500));
		const call = callOnce(limiter, clock, {signal});
		await clock.advance(100);
		abort();
		expect((await call).result).toEqual({type: 'aborted', waitedMs: 100});
		expect(ops()).toEqual(['acquire', 'dequeue']);
		await clock.advance(1000);
		expect(ops()).toEqual(['acquire', 'dequeue']);
	});

	it('leaves the queue in Redis if the caller aborts during the request', async () => {
		const {clock, limiter, respond, ops} = setUp();
		const {signal, abort} = abortable();
		respond.mockResolvedValueOnce(wait(500));
		void callOnce(limiter, clock, {signal});
		abort();
		await clock.advance(0);
		expect(ops()).toEqual(['acquire', 'dequeue']);
	});

	it('returns a slot if the caller aborts before it is granted', async () => {
		const {clock, limiter, messages} = setUp();
		const {signal, abort} = abortable();
		void callOnce(limiter, clock, {signal});
		abort();
		await clock.advance(0);
		expect(messages).toMatchObject([{op: 'acquire'}, {op: 'end', used: false}]);
	});

	it('returns a slot if the window is paused during the request', async () => {
		const {clock, limiter, messages} = setUp();
		const call = callOnce(limiter, clock);
		limiter.pause('digest', 700);
		await clock.advance(700);
		expect((await call).startedAt).toBe(700);
		expect(messages).toMatchObject([
			{op: 'acquire'},
			{op: 'pause', forMs: 700},
			{op: 'end', used: false},
			{op: 'acquire'},
			{op: 'end', used: true},
		]);
	});

	it('fails calls whose wait in Redis would exceed maxWaitMs', async () => {
		const {clock, limiter, respond, ops} = setUp();
		respond.mockResolvedValueOnce(wait(500));
		const short = callOnce(limiter, clock, {maxWaitMs: 400});
		const long = callOnce(limiter, clock, {maxWaitMs: 600});
		await clock.advance(500);
		expect((await short).result).toEqual({
			type: 'too-long',
			waitedMs: 0,
			retryAt: initialNowMs + 500,
		});
		expect((await long).startedAt).toBe(500);
		expect(ops()).toEqual(['acquire', 'acquire', 'end']);
	});

	it('acquires the slots of a bucket and of the token in one step', async () => {
		const {clock, limiter, messages} = setUp();
		const bucket = {name: 'feed', calls: 5, intervalMs: 60_000, concurrency: 1};
		await callOnce(limiter, clock, {bucket, leaseMs: Infinity});
		expect(messages[0]).toMatchObject({
			leaseMs: 3_600_000,
			buckets: [
				{name: 'bucket/feed', concurrency: 1, recheckMs: 1000},
				{name: 'token', concurrency: 0},
			],
		});
	});

	it('keeps one queue for the token and one for each bucket', async () => {
		const {clock, limiter, respond, messages} = setUp();
		respond.mockImplementation(async ({op, buckets}) =>
			op === 'acquire' && buckets.length === 2 && clock.elapsed() < 300 ? wait(300) : granted,
		);
		const {signal, abort} = abortable();
		const bucket = {name: 'reports', calls: 1, intervalMs: 1000};
		const waiting = callOnce(limiter, clock, {bucket, signal});
		await clock.advance(0);
		const started = callOnce(limiter, clock);
		abort();
		await clock.advance(300);
		expect((await started).startedAt).toBe(0);
		expect((await waiting).result.type).toBe('aborted');
		expect(messages.filter(({op}) => op === 'dequeue')).toHaveLength(1);
	});

	it('shares pauses and server limits with other processes', async () => {
		const {clock, limiter, messages} = setUp({intervalMs: 9000});
		expect(limiter.pause('digest', undefined)).toBe(initialNowMs + 9000);
		limiter.observe('digest', {remaining: 3, resetMs: 1e6, ageMs: 5});
		await clock.advance(0);
		expect(messages).toMatchObject([
			{op: 'pause', forMs: 9000},
			{op: 'observe', remaining: 3, forMs: 9000, ageMs: 5},
		]);
	});

	it('includes the last known state of the shared window in its state', async () => {
		const {clock, limiter, respond} = setUp();
		const empty = {used: 0, remaining: 20, queued: 0, resetAt: initialNowMs};
		expect(limiter.state('digest')).toEqual(empty);
		respond.mockResolvedValue([1, 0, 15, 3000, 0]);
		await callOnce(limiter, clock);
		await clock.advance(1000);
		expect(limiter.state('digest')).toMatchObject({used: 15, remaining: 5});
		await clock.advance(2000);
		expect(limiter.state('digest')).toMatchObject({used: 1, remaining: 19});
	});

	it.each<[Partial<RedisLimiterOptions & {call: number}>, string]>([
		[{calls: 0}, '`quota.calls` must be'],
		[{timeoutMs: 0}, '`timeoutMs` must be'],
		[{call: 1}, 'unknown option `call`'],
	])('throws for %j', (options, message) => {
		expect(() => setUp(options)).toThrow(message);
	});

	it('throws for an unknown onUnavailable', () => {
		const options = {};
		Object.assign(options, {onUnavailable: 'wait'});
		expect(() => setUp(options)).toThrow("`onUnavailable` must be 'local' or 'fail'");
	});
});
