import {describe, expect, it, vi} from 'vitest';
import {redisLimiter, type RedisLimiterOptions} from '../../../../src/redis.ts';
import {abortable, callOnce} from '../acquire-options.ts';
import {dayStartMs, fakeClock} from '../fake-clock.ts';

type Message = {
	readonly op: string;
	readonly used?: boolean;
	readonly forMs?: number;
	readonly leaseMs?: number;
	readonly buckets: readonly {readonly name: string; readonly concurrency: number}[];
};

const granted = [1, 0, 1, 60_000];
const wait = (waitMs: number) => [0, waitMs, 20, waitMs];

/** A client in the shape of node-redis; `eval` answers what the test says, at first that the slot is granted. */
const setUp = (options: Partial<RedisLimiterOptions> = {}) => {
	const clock = fakeClock();
	const messages: Message[] = [];
	const answer = vi.fn<(message: Message) => Promise<unknown>>(async () => granted);
	const evaluate = vi.fn<
		(
			script: string,
			{arguments: [string]}: {keys: string[]; arguments: string[]},
		) => Promise<unknown>
	>((_, {arguments: [json = '']}) => {
		const message: Message = JSON.parse(json);
		messages.push(message);
		return answer(message);
	});
	const onError = vi.fn<(error: unknown) => void>();
	const client = {evalSha: true, eval: evaluate};
	const limiter = redisLimiter({client, clock, onError, ...options});
	const ops = () => messages.map(({op}) => op);
	return {clock, limiter, evaluate, answer, messages, ops, onError};
};

describe('redisLimiter', () => {
	it.each([undefined, null, {}, {eval: () => {}}, {evalSha: () => {}}, 'redis://:hunter2@host'])(
		'refuses what is no client: %j',
		(client) => {
			expect(() => Reflect.apply(redisLimiter, undefined, [{client}])).toThrow(
				/^Option `client` must be a client of node-redis or ioredis, but it is (?!.*hunter2)/,
			);
		},
	);

	it('refuses to be told nothing', () => {
		expect(() => Reflect.apply(redisLimiter, undefined, [])).toThrow(
			'Option `options` must be an object, but it is undefined.',
		);
	});

	it('asks the script for each slot, with one key whose hash tag is the digest', async () => {
		const {clock, limiter, evaluate, ops} = setUp();
		expect(await callOnce(limiter, clock)).toMatchObject({startedAt: 0, grant: {waitedMs: 0}});
		expect(ops()).toEqual(['acquire', 'end']);
		expect(evaluate.mock.calls[0]?.[1].keys).toEqual(['awin-sdk:quota:{digest}']);
	});

	it('speaks to ioredis in its own way', async () => {
		const evaluate = vi.fn<() => Promise<unknown>>(async () => granted);
		const {clock, limiter} = setUp({client: {evalsha: true, eval: evaluate}, prefix: 'p'});
		expect(await callOnce(limiter, clock)).toMatchObject({startedAt: 0});
		expect(evaluate).toHaveBeenCalledWith(expect.any(String), 1, 'p:{digest}', expect.any(String));
	});

	it('waits as long as Redis says, with one timer, and then asks again', async () => {
		const {clock, limiter, answer, ops} = setUp();
		answer.mockResolvedValueOnce(wait(500)).mockResolvedValueOnce(wait(70));
		const onWait = vi.fn<() => void>();
		const call = callOnce(limiter, clock, {onWait});
		await clock.advance(499);
		expect(ops()).toEqual(['acquire']);
		expect(clock.timers()).toBe(1);
		await clock.advance(1);
		expect(ops()).toEqual(['acquire', 'acquire']);
		await clock.advance(70);
		expect(await call).toMatchObject({startedAt: 570, grant: {waitedMs: 570}});
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: 500, queued: 1});
		expect(clock.timers()).toBe(0);
	});

	it('asks for one call at a time', async () => {
		const {clock, limiter, answer, ops} = setUp();
		answer.mockResolvedValueOnce(wait(500));
		const calls = [1, 2, 3].map(() => callOnce(limiter, clock));
		await clock.advance(499);
		expect(ops()).toEqual(['acquire']);
		await clock.advance(1);
		const starts = (await Promise.all(calls)).map(({startedAt}) => startedAt);
		expect(starts).toEqual([500, 500, 500]);
	});

	it('tells those who come later at once how long they wait', async () => {
		const {clock, limiter, answer} = setUp();
		answer.mockResolvedValueOnce(wait(500));
		const first = callOnce(limiter, clock);
		await clock.advance(100);
		const onWait = vi.fn<() => void>();
		const second = callOnce(limiter, clock, {onWait});
		expect(onWait).toHaveBeenCalledExactlyOnceWith({waitMs: 400, queued: 2});
		await clock.advance(400);
		await Promise.all([first, second]);
	});

	it('keeps to the window of this process, whatever Redis says', async () => {
		const {clock, limiter} = setUp({calls: 1});
		await callOnce(limiter, clock);
		const second = callOnce(limiter, clock);
		await clock.advance(60_000);
		expect((await second).startedAt).toBe(60_000);
	});

	it('leaves the line of Redis when nobody waits any more', async () => {
		const {clock, limiter, answer, ops} = setUp();
		const {signal, abort} = abortable();
		answer.mockResolvedValueOnce(wait(500));
		const call = callOnce(limiter, clock, {signal});
		await clock.advance(100);
		abort();
		expect((await call).grant).toEqual({type: 'aborted', waitedMs: 100});
		expect(ops()).toEqual(['acquire', 'dequeue']);
		await clock.advance(1000);
		expect(ops()).toEqual(['acquire', 'dequeue']);
	});

	it('leaves the line where the caller aborts while Redis is being asked', async () => {
		const {clock, limiter, answer, ops} = setUp();
		const {signal, abort} = abortable();
		answer.mockResolvedValueOnce(wait(500));
		void callOnce(limiter, clock, {signal});
		abort();
		await clock.advance(0);
		expect(ops()).toEqual(['acquire', 'dequeue']);
	});

	it('gives a slot back that nobody wants any more', async () => {
		const {clock, limiter, messages} = setUp();
		const {signal, abort} = abortable();
		void callOnce(limiter, clock, {signal});
		abort();
		await clock.advance(0);
		expect(messages).toMatchObject([{op: 'acquire'}, {op: 'end', used: false}]);
	});

	it('gives a slot back where the window was paused while Redis was being asked', async () => {
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

	it('refuses whom Redis would keep waiting for too long', async () => {
		const {clock, limiter, answer, ops} = setUp();
		answer.mockResolvedValueOnce(wait(500));
		const short = callOnce(limiter, clock, {maxWaitMs: 400});
		const long = callOnce(limiter, clock, {maxWaitMs: 600});
		await clock.advance(500);
		expect((await short).grant).toEqual({
			type: 'too-long',
			waitedMs: 0,
			retryAt: dayStartMs + 500,
		});
		expect((await long).startedAt).toBe(500);
		expect(ops()).toEqual(['acquire', 'acquire', 'end']);
	});

	it('takes the slots of a further bucket and of the token in one step', async () => {
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

	it('waits apart for the token and for each bucket', async () => {
		const {clock, limiter, answer, messages} = setUp();
		answer.mockImplementation(async ({op, buckets}) =>
			op === 'acquire' && buckets.length === 2 && clock.elapsed() < 300 ? wait(300) : granted,
		);
		const {signal, abort} = abortable();
		const bucket = {name: 'own', calls: 1, intervalMs: 1000};
		const waits = callOnce(limiter, clock, {bucket, signal});
		await clock.advance(0);
		const passes = callOnce(limiter, clock);
		abort();
		await clock.advance(300);
		expect((await passes).startedAt).toBe(0);
		expect((await waits).grant.type).toBe('aborted');
		expect(messages.filter(({op}) => op === 'dequeue')).toHaveLength(1);
	});

	it('tells the others of a pause and of what the server says', async () => {
		const {clock, limiter, messages} = setUp({intervalMs: 9000});
		expect(limiter.pause('digest', undefined)).toBe(dayStartMs + 9000);
		limiter.observe('digest', {remaining: 3, resetMs: 1e6, ageMs: 5});
		await clock.advance(0);
		expect(messages).toMatchObject([
			{op: 'pause', forMs: 9000},
			{op: 'observe', remaining: 3, forMs: 9000, ageMs: 5},
		]);
	});

	it('tells how full the shared window was when Redis last spoke of it', async () => {
		const {clock, limiter, answer} = setUp();
		const empty = {used: 0, remaining: 20, queued: 0, resetAt: dayStartMs};
		expect(limiter.state('digest')).toEqual(empty);
		answer.mockResolvedValue([1, 0, 15, 3000]);
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
	])('refuses %j', (options, message) => {
		expect(() => setUp(options)).toThrow(message);
	});

	it('refuses an unknown answer to the absence of Redis', () => {
		const options = {};
		Object.assign(options, {onUnavailable: 'wait'});
		expect(() => setUp(options)).toThrow("`onUnavailable` must be 'local' or 'fail'");
	});
});
