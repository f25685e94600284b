import * as fc from 'fast-check';
import {Redis} from 'ioredis';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {redisScript} from '../../../../src/pipeline/quota/redis/script.ts';
import {hasRedis, type RedisServer, startRedis} from '../../../helpers/redis-server.ts';

const key = 'awin-sdk:quota:{digest}';
const intervalMs = 1000;
const maxPauseMs = 10 * intervalMs;
const hour = 3_600_000;

const message = (fields: object = {}) => ({
	op: 'acquire',
	id: 'process/1',
	positionId: 'process/',
	buckets: [{name: 'token', calls: 2, intervalMs, spacingMs: 0, concurrency: 0, recheckMs: 500}],
	graceMs: 1000,
	recheckMs: 1000,
	maxArrivalDelayMs: 1000,
	maxPauseMs,
	leaseMs: 2000,
	ttlMs: 5000,
	...fields,
});

/** A value of MessagePack, packed by Redis itself, as any process could have stored it. */
const pack = `
local function plain(value)
	if value == cjson.null then return nil end
	return value
end
redis.call('SET', KEYS[1], cmsgpack.pack(plain(cjson.decode(ARGV[1]).value)))`;

describe.runIf(hasRedis)('the script heals its key', () => {
	let server: RedisServer;
	let client: Redis;

	beforeAll(async () => {
		server = await startRedis();
		client = new Redis(server.url);
	});

	afterAll(async () => {
		client.disconnect();
		await server.kill();
	});

	beforeEach(() => client.flushall());

	const run = async (fields: object = {}, name = key) => {
		const answer: unknown = await client.eval(
			redisScript,
			1,
			name,
			JSON.stringify(message(fields)),
		);
		const [granted, waitMs, used, resetMs, pausedMs] = Array.isArray(answer)
			? answer.map(Number)
			: [];
		return {granted, waitMs, used, resetMs, pausedMs};
	};

	const store = (value: unknown, name = key) => client.eval(pack, 1, name, JSON.stringify({value}));

	/** Whatever is stored: the script runs, no wait is endless, and the key expires. */
	const expectBounded = async () => {
		for (const op of ['peek', 'end', 'dequeue', 'pause', 'observe', 'acquire']) {
			const {waitMs = NaN, resetMs = NaN} = await run({
				op,
				used: true,
				forMs: 10,
				remaining: 5,
				ageMs: 0,
			});
			expect(waitMs).toBeGreaterThanOrEqual(0);
			expect(waitMs).toBeLessThanOrEqual(intervalMs + maxPauseMs);
			expect(resetMs).toBeLessThanOrEqual(intervalMs + maxPauseMs);
		}
		expect(await client.type(key)).toBe('string');
		expect(await client.pttl(key)).toBeGreaterThan(0);
	};

	it.each<[string, () => Promise<unknown>]>([
		['a list', () => client.rpush(key, 'a', 'b')],
		['a hash', () => client.hset(key, 'a', 'b')],
		['a set', () => client.sadd(key, 'a')],
		['a sorted set', () => client.zadd(key, 1, 'a')],
		['a stream', () => client.xadd(key, '*', 'a', 'b')],
		['an empty string', () => client.set(key, '')],
		['text', () => client.set(key, 'hello')],
		['JSON', () => client.set(key, '{"pausedUntil":1e15}')],
		['a cut-off value', () => client.set(key, Buffer.from([0xdf, 0, 0, 0, 9, 0xa1]))],
		['a deep value', () => client.set(key, Buffer.alloc(100_000, 0x91))],
	])('from %s', async (_, spoil) => {
		await spoil();
		expect(await run()).toMatchObject({granted: 1, waitMs: 0});
		expect(await client.pttl(key)).toBeGreaterThan(0);
	});

	it('from any bytes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({maxLength: 200}), async (bytes) => {
				await client.set(key, Buffer.from(bytes));
				await expectBounded();
			}),
			{numRuns: 100},
		);
	});

	it('from a state of an older version, and gives it a time to live', async () => {
		const at = Date.now() + hour;
		await store({
			expiresAt: at,
			pausedUntil: at,
			remaining: 0,
			limitUntil: at,
			limitSince: at,
			buckets: {
				token: {
					starts: [{id: 'a', startedAt: at, countedAt: at, leaseEndsAt: at}],
					queue: [{id: 'a', expiresAt: at}],
				},
			},
		});
		expect(await run()).toMatchObject({granted: 1});
		expect(await client.pttl(key)).toBeLessThan(hour / 2);
	});

	it('from any shape of its own state, whatever the times in it say', async () => {
		const far = Date.now();
		const time = fc.oneof(
			fc.constantFrom(0, -1, far, far + hour, far - hour, 1e15, -1e15, 1e300, -1e300),
			fc.anything({maxDepth: 1}).filter((value) => JSON.stringify(value) !== undefined),
		);
		const text = fc.oneof(fc.constantFrom('a', 'process/', 'process/1'), time);
		const record = (fields: Record<string, fc.Arbitrary<unknown>>) =>
			fc.oneof({arbitrary: fc.record(fields, {requiredKeys: []}), weight: 5}, time);
		const list = (item: fc.Arbitrary<unknown>) =>
			fc.oneof({arbitrary: fc.array(item, {maxLength: 8}), weight: 5}, time);
		const bucket = record({
			starts: list(record({id: text, startedAt: time, countedAt: time, leaseEndsAt: time})),
			queue: list(record({id: text, expiresAt: time})),
		});
		const state = record({
			version: fc.oneof(fc.constant(2), time),
			savedAt: time,
			expiresAt: time,
			pausedAt: time,
			pausedUntil: time,
			remaining: time,
			limitUntil: time,
			limitSince: time,
			buckets: record({token: bucket, other: bucket}),
		});
		await fc.assert(
			fc.asyncProperty(state, async (value) => {
				await store(value);
				await expectBounded();
			}),
			{numRuns: 300},
		);
	});

	/** What the script stored, with all its times moved, as if the clock of the server had gone the other way. */
	const moveTimes = `
local state = cmsgpack.unpack(redis.call('GET', KEYS[1]))
local function move(value)
	for name, item in pairs(value) do
		if type(item) == 'table' then move(item)
		elseif type(item) == 'number' and item > 1e11 then value[name] = item + tonumber(ARGV[1]) end
	end
end
move(state)
redis.call('SET', KEYS[1], cmsgpack.pack(state))`;

	it('waits no longer if the clock of the server goes back by an hour', async () => {
		expect(await run({id: 'process/1'})).toMatchObject({granted: 1});
		await run({op: 'end', id: 'process/1', used: true});
		expect(await run({id: 'process/2'})).toMatchObject({granted: 1});
		await run({op: 'pause', forMs: 300});
		const before = await run({id: 'process/3'});
		await client.eval(moveTimes, 1, key, String(hour));
		const after = await run({id: 'process/3'});
		expect(before).toMatchObject({granted: 0, used: 2});
		expect(after).toMatchObject({granted: 0, used: 2});
		expect(after.waitMs).toBeLessThanOrEqual((before.waitMs ?? 0) + 1);
		expect(after.waitMs).toBeGreaterThan((before.waitMs ?? 0) - 500);
		expect(after.pausedMs).toBeLessThanOrEqual(300);
		expect(await client.pttl(key)).toBeLessThan(hour / 2);
	});
});
