import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import type {
	AcquireOptions,
	AcquireResult,
	QuotaLimiter,
} from '../../../../src/pipeline/quota/types.ts';
import {redisLimiter} from '../../../../src/redis.ts';
import {hasRedis, type RedisServer, startRedis} from '../../../helpers/redis-server.ts';
import {abortable, acquireOptions} from '../acquire-options.ts';

type Slot = AcquireResult & {type: 'slot'};

const acquireSlot = async (
	limiter: QuotaLimiter,
	options: Partial<AcquireOptions> = {},
): Promise<Slot> => {
	const result = await limiter.acquire(acquireOptions(options));
	if (result.type !== 'slot') throw new Error(`no slot: ${result.type}`);
	return result;
};

/** Acquires a slot and releases it at once. Returns how long the acquisition took, in milliseconds. */
const acquireTime = async (
	limiter: QuotaLimiter,
	options: Partial<AcquireOptions> = {},
): Promise<number> => {
	const requestedAt = performance.now();
	const slot = await acquireSlot(limiter, options);
	const waitedMs = performance.now() - requestedAt;
	slot.release();
	return waitedMs;
};

describe.runIf(hasRedis)('redisScript on a Redis server', () => {
	let server: RedisServer;
	let client: Redis;

	beforeAll(async () => {
		server = await startRedis();
	});

	afterAll(() => server.kill());

	beforeEach(async () => {
		client = new Redis(server.url);
		await client.flushall();
	});

	afterEach(() => client.disconnect());

	/** Each limiter acts as a process of its own, because limiters share nothing but Redis. */
	const limiterOf = (calls: number, intervalMs: number) =>
		redisLimiter({client, calls, intervalMs, onUnavailable: 'fail', onError: () => {}});

	it('counts calls of all processes in one window', async () => {
		const one = limiterOf(2, 300);
		const other = limiterOf(2, 300);
		expect(await acquireTime(one)).toBeLessThan(150);
		expect(await acquireTime(other)).toBeLessThan(150);
		const third = await Promise.all([acquireTime(one), acquireTime(other)]);
		expect(Math.min(...third)).toBeGreaterThan(200);
		expect(one.state('digest').used).toBeGreaterThan(0);
	});

	it('counts a call of another process until its response is in, and for an interval from then on', async () => {
		const running = await acquireSlot(limiterOf(1, 300));
		const waits = acquireTime(limiterOf(1, 300));
		await sleep(1500);
		running.release();
		expect(await waits).toBeGreaterThan(1700);
	});

	it('counts a call of a crashed process until its lease ends, and for an interval from then on', async () => {
		await acquireSlot(limiterOf(1, 300), {leaseMs: 200});
		const took = await acquireTime(limiterOf(1, 300));
		expect(took).toBeGreaterThan(400);
		expect(took).toBeLessThan(1200);
	});

	it('stores the state of a credential under one key, which expires', async () => {
		const bucket = {name: 'reports', calls: 5, intervalMs: 500};
		await acquireTime(limiterOf(2, 300), {bucket});
		expect(await client.keys('*')).toEqual(['awin-sdk:quota:{digest}']);
		const expiresInMs = await client.pttl('awin-sdk:quota:{digest}');
		expect(expiresInMs).toBeGreaterThan(500);
		expect(expiresInMs).toBeLessThan(70_000);
	});

	it('uses separate windows for different credentials', async () => {
		const limiter = limiterOf(1, 10_000);
		await acquireTime(limiter, {key: 'one'});
		expect(await acquireTime(limiter, {key: 'other'})).toBeLessThan(1000);
	});

	it('lets processes take turns', async () => {
		const greedy = limiterOf(1, 60);
		const modest = limiterOf(1, 60);
		const served: string[] = [];
		const call = async (limiter: QuotaLimiter, name: string) => {
			await acquireTime(limiter);
			served.push(name);
		};
		const many = Array.from({length: 12}, () => call(greedy, 'greedy'));
		await sleep(20);
		await Promise.all([call(modest, 'modest'), call(modest, 'modest'), ...many]);
		expect(served.indexOf('modest')).toBeLessThan(4);
		expect(served.lastIndexOf('modest')).toBeLessThan(7);
	});

	it('drops the position of a process that does not request its slot again', async () => {
		const dead = redisLimiter({
			client,
			calls: 1,
			intervalMs: 100,
			onUnavailable: 'fail',
			clock: {
				now: () => Date.now(),
				elapsed: () => performance.now(),
				random: Math.random,
				after: () => () => {},
			},
		});
		const alive = limiterOf(1, 100);
		await acquireTime(alive);
		void dead.acquire(acquireOptions());
		await sleep(10);
		expect(await acquireTime(alive)).toBeLessThan(2000);
	});

	it('moves the next process up when a caller aborts', async () => {
		const one = limiterOf(1, 400);
		const other = limiterOf(1, 400);
		const {signal, abort} = abortable();
		await acquireTime(other);
		const aborted = one.acquire(acquireOptions({signal}));
		await sleep(20);
		abort();
		expect(await aborted).toMatchObject({type: 'aborted'});
		await sleep(20);
		expect(await acquireTime(other)).toBeLessThan(700);
	});

	it('does not count a slot that was returned unused', async () => {
		const limiter = limiterOf(1, 5000);
		const {signal, abort} = abortable();
		const aborted = limiter.acquire(acquireOptions({signal}));
		abort();
		await aborted;
		await sleep(50);
		expect(await acquireTime(limiterOf(1, 5000))).toBeLessThan(1000);
	});

	it('pauses all processes', async () => {
		const one = limiterOf(5, 1000);
		const other = limiterOf(5, 1000);
		one.pause('digest', 300);
		await sleep(10);
		expect(await acquireTime(other)).toBeGreaterThan(200);
	});

	it('applies a server limit to all processes', async () => {
		const one = limiterOf(5, 1000);
		const other = limiterOf(5, 1000);
		one.observe('digest', {remaining: 1, resetMs: 300, ageMs: 0});
		one.observe('digest', {remaining: 4, resetMs: 300, ageMs: 50});
		await sleep(10);
		expect(await acquireTime(other)).toBeLessThan(150);
		expect(await acquireTime(other)).toBeGreaterThan(150);
	});

	it('enforces the spacing of a bucket across processes', async () => {
		const bucket = {name: 'spaced', calls: 5, intervalMs: 2000, spacingMs: 200};
		const one = limiterOf(20, 2000);
		const other = limiterOf(20, 2000);
		await acquireTime(one, {bucket});
		const [second, plain] = await Promise.all([acquireTime(other, {bucket}), acquireTime(one)]);
		expect(second).toBeGreaterThan(150);
		expect(plain).toBeLessThan(150);
	});

	it('enforces the concurrency of a bucket across processes', async () => {
		const bucket = {name: 'feed', calls: 20, intervalMs: 1000, concurrency: 1};
		const one = limiterOf(20, 1000);
		const other = limiterOf(20, 1000);
		const running = await acquireSlot(one, {bucket});
		const waiting = acquireTime(other, {bucket});
		await sleep(150);
		running.release();
		expect(await waiting).toBeGreaterThan(120);
	});

	it('frees the slot of a crashed process when its lease ends', async () => {
		const bucket = {name: 'feed', calls: 20, intervalMs: 1000, concurrency: 1};
		await acquireSlot(limiterOf(20, 1000), {bucket, leaseMs: 200});
		const waitedMs = await acquireTime(limiterOf(20, 1000), {bucket});
		expect(waitedMs).toBeGreaterThan(120);
		expect(waitedMs).toBeLessThan(1000);
	});
});
