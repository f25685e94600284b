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
import {abortable, askFor} from '../acquire-options.ts';

type Slot = AcquireResult & {type: 'slot'};

const slotOf = async (limiter: QuotaLimiter, ask: Partial<AcquireOptions> = {}): Promise<Slot> => {
	const grant = await limiter.acquire(askFor(ask));
	if (grant.type !== 'slot') throw new Error(`no slot: ${grant.type}`);
	return grant;
};

/** Takes a slot, ends the call at once, and tells how long it took to get the slot. */
const timeOf = async (
	limiter: QuotaLimiter,
	ask: Partial<AcquireOptions> = {},
): Promise<number> => {
	const askedAt = performance.now();
	const slot = await slotOf(limiter, ask);
	const took = performance.now() - askedAt;
	slot.release();
	return took;
};

describe.runIf(hasRedis)('the script in a real Redis', () => {
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

	/** As another process would have it: two limiters have nothing in common but Redis. */
	const limiterOf = (calls: number, intervalMs: number) =>
		redisLimiter({client, calls, intervalMs, onUnavailable: 'fail', onError: () => {}});

	it('counts the calls of all processes in one window', async () => {
		const one = limiterOf(2, 300);
		const other = limiterOf(2, 300);
		expect(await timeOf(one)).toBeLessThan(150);
		expect(await timeOf(other)).toBeLessThan(150);
		const third = await Promise.all([timeOf(one), timeOf(other)]);
		expect(Math.min(...third)).toBeGreaterThan(200);
		expect(one.state('digest').used).toBeGreaterThan(0);
	});

	it('keeps everything of a credential under one key, which expires', async () => {
		const bucket = {name: 'own', calls: 5, intervalMs: 500};
		await timeOf(limiterOf(2, 300), {bucket});
		expect(await client.keys('*')).toEqual(['awin-sdk:quota:{digest}']);
		const expiresInMs = await client.pttl('awin-sdk:quota:{digest}');
		expect(expiresInMs).toBeGreaterThan(500);
		expect(expiresInMs).toBeLessThan(70_000);
	});

	it('keeps credentials apart', async () => {
		const limiter = limiterOf(1, 10_000);
		await timeOf(limiter, {key: 'one'});
		expect(await timeOf(limiter, {key: 'other'})).toBeLessThan(1000);
	});

	it('lets processes take turns', async () => {
		const greedy = limiterOf(1, 60);
		const modest = limiterOf(1, 60);
		const served: string[] = [];
		const call = async (limiter: QuotaLimiter, name: string) => {
			await timeOf(limiter);
			served.push(name);
		};
		const many = Array.from({length: 12}, () => call(greedy, 'greedy'));
		await sleep(20);
		await Promise.all([call(modest, 'modest'), call(modest, 'modest'), ...many]);
		expect(served.indexOf('modest')).toBeLessThan(4);
		expect(served.lastIndexOf('modest')).toBeLessThan(7);
	});

	it('forgets a process that does not come back for its slot', async () => {
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
		await timeOf(alive);
		void dead.acquire(askFor());
		await sleep(10);
		expect(await timeOf(alive)).toBeLessThan(2000);
	});

	it('gives the place in the line to the next when a caller aborts', async () => {
		const one = limiterOf(1, 400);
		const other = limiterOf(1, 400);
		const {signal, abort} = abortable();
		await timeOf(other);
		const given = one.acquire(askFor({signal}));
		await sleep(20);
		abort();
		expect(await given).toMatchObject({type: 'aborted'});
		await sleep(20);
		expect(await timeOf(other)).toBeLessThan(700);
	});

	it('counts nothing for a slot that was given back', async () => {
		const limiter = limiterOf(1, 5000);
		const {signal, abort} = abortable();
		const given = limiter.acquire(askFor({signal}));
		abort();
		await given;
		await sleep(50);
		expect(await timeOf(limiterOf(1, 5000))).toBeLessThan(1000);
	});

	it('holds all processes back during a pause', async () => {
		const one = limiterOf(5, 1000);
		const other = limiterOf(5, 1000);
		one.pause('digest', 300);
		await sleep(10);
		expect(await timeOf(other)).toBeGreaterThan(200);
	});

	it('tells all processes what the server said', async () => {
		const one = limiterOf(5, 1000);
		const other = limiterOf(5, 1000);
		one.observe('digest', {remaining: 1, resetMs: 300, ageMs: 0});
		one.observe('digest', {remaining: 4, resetMs: 300, ageMs: 50});
		await sleep(10);
		expect(await timeOf(other)).toBeLessThan(150);
		expect(await timeOf(other)).toBeGreaterThan(150);
	});

	it('keeps the spaces of a bucket across processes', async () => {
		const bucket = {name: 'spaced', calls: 5, intervalMs: 2000, spacingMs: 200};
		const one = limiterOf(20, 2000);
		const other = limiterOf(20, 2000);
		await timeOf(one, {bucket});
		const [second, plain] = await Promise.all([timeOf(other, {bucket}), timeOf(one)]);
		expect(second).toBeGreaterThan(150);
		expect(plain).toBeLessThan(150);
	});

	it('lets as many calls of a bucket run at once as it allows', async () => {
		const bucket = {name: 'feed', calls: 20, intervalMs: 1000, concurrency: 1};
		const one = limiterOf(20, 1000);
		const other = limiterOf(20, 1000);
		const running = await slotOf(one, {bucket});
		const waits = timeOf(other, {bucket});
		await sleep(150);
		running.release();
		expect(await waits).toBeGreaterThan(120);
	});

	it('frees what a process held that died, when its lease ends', async () => {
		const bucket = {name: 'feed', calls: 20, intervalMs: 1000, concurrency: 1};
		await slotOf(limiterOf(20, 1000), {bucket, leaseMs: 200});
		const took = await timeOf(limiterOf(20, 1000), {bucket});
		expect(took).toBeGreaterThan(120);
		expect(took).toBeLessThan(1000);
	});
});
