/**
 * Measures the cost of a quota slot. Run it with `node bench/quota.ts`. With `REDIS_URL` set, it also measures
 * slots over Redis. Prints the median of all rounds.
 */
import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {createClient} from 'redis';
import {systemClock} from '../src/pipeline/clock.ts';
import {memoryLimiter} from '../src/pipeline/quota/memory-limiter.ts';
import type {AcquireOptions, QuotaLimiter} from '../src/pipeline/quota/types.ts';
import type {Handler} from '../src/pipeline/middleware.ts';
import {quota} from '../src/pipeline/quota/quota.ts';
import {redisLimiter} from '../src/redis.ts';
import type {ApiRequest} from '../src/request/api-request.ts';
import {answer} from '../src/response/reply.ts';

const request: ApiRequest = {
	method: 'GET',
	url: 'https://api.awin.com/accounts',
	template: '/accounts',
	headers: {},
	body: undefined,
	signal: undefined,
	redirect: 'follow',
	credentialDigest: 'digest',
	schema: undefined,
	idempotent: true,
	retry: false,
	attemptTimeoutMs: 60_000,
	deadlineMs: 180_000,
	totalTimeoutMs: Infinity,
	cache: false,
	quota: {priority: 0, bucket: undefined},
};

const acquireOptions = (key: string): AcquireOptions => ({
	key,
	priority: 0,
	bucket: undefined,
	signal: undefined,
	maxWaitMs: Infinity,
	maxPauseMs: Infinity,
	maxRetryAfterMs: 0,
	leaseMs: 60_000,
	onWait: undefined,
});

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const report = (name: string, value: number, unit: string) =>
	console.log(`${name.padEnd(62)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}`);

/** Acquires and releases free slots: 20 for each key, because a window has 20 slots. */
const freeSlot = () => {
	const limiter = memoryLimiter({clock: {...systemClock}});
	const keys = Array.from({length: 5000}, (_, key) => `key ${key}`);
	const startedAt = performance.now();
	for (const key of keys) {
		const options = acquireOptions(key);
		for (let call = 0; call < 20; call += 1) {
			const result = limiter.acquire(options);
			if ('type' in result && result.type === 'slot') result.release();
		}
	}
	return ((performance.now() - startedAt) * 1e6) / (keys.length * 20);
};

/** The overhead of the middleware for an exchange that resolves at once. */
const middleware = async () => {
	const reply = answer({status: 200, headers: new Headers(), body: new Uint8Array(), url: ''});
	const next = () => Promise.resolve(reply);
	let now = 0;
	const clock = {...systemClock, elapsed: () => now};
	const send = quota({limiter: memoryLimiter({clock}), clock})(next);
	const calls = 20_000;
	const time = async (handler: Handler) => {
		const startedAt = performance.now();
		for (let call = 0; call < calls; call += 1) {
			now += 3000;
			await handler(request);
		}
		return ((performance.now() - startedAt) * 1e6) / calls;
	};
	await time(send);
	return (await time(send)) - (await time(next));
};

/** Enqueues a call while `waiting` others wait, and starts one of them. */
const withWaiting = async (waiting: number) => {
	let now = 0;
	let wake = () => {};
	const clock = {
		...systemClock,
		elapsed: () => now,
		after: (_: number, callback: () => void) => {
			wake = callback;
			return () => {};
		},
	};
	const limiter = memoryLimiter({calls: 20, intervalMs: 60_000, clock});
	const call = () => {
		const pending = limiter.acquire(acquireOptions('key'));
		if ('then' in pending) void pending.then((result) => 'release' in result && result.release());
		else if (pending.type === 'slot') pending.release();
	};
	for (let made = 0; made < waiting + 20; made += 1) call();
	const rounds = 500;
	const startedAt = performance.now();
	for (let round = 0; round < rounds; round += 1) {
		for (let made = 0; made < 20; made += 1) call();
		now += 60_000;
		wake();
		await Promise.resolve();
		await Promise.resolve();
	}
	return ((performance.now() - startedAt) * 1e6) / (rounds * 20);
};

const overRedis = async (limiter: QuotaLimiter) => {
	const times: number[] = [];
	for (let key = 0; key < 30; key += 1) {
		for (let call = 0; call < 20; call += 1) {
			const startedAt = performance.now();
			const result = await limiter.acquire(acquireOptions(`key ${key}`));
			times.push((performance.now() - startedAt) * 1000);
			if (result.type === 'slot') result.release();
			await sleep(1);
		}
	}
	return median(times);
};

const rounds = <T>(run: () => T) => Array.from({length: 7}, run);
report('free slot in memory, acquired and released', median(rounds(freeSlot)), 'ns');
const overheads: number[] = [];
for (let round = 0; round < 7; round += 1) overheads.push(await middleware());
report('overhead of the middleware for an exchange', median(overheads), 'ns');
for (const waiting of [0, 100, 1000, 10_000]) {
	const times: number[] = [];
	for (let round = 0; round < 7; round += 1) times.push(await withWaiting(waiting));
	report(`call that waits and starts, with ${waiting} others in the queue`, median(times), 'ns');
}
const url = process.env['REDIS_URL'];
if (url !== undefined) {
	const io = new Redis(url);
	const node = createClient({url});
	await node.connect();
	for (const [name, client] of [
		['ioredis', io],
		['node-redis', node],
	] as const) {
		await io.flushall();
		const pings: number[] = [];
		for (let ping = 0; ping < 300; ping += 1) {
			const startedAt = performance.now();
			await client.ping();
			pings.push((performance.now() - startedAt) * 1000);
			await sleep(1);
		}
		report(`PING with ${name}`, median(pings), 'µs');
		report(`slot over Redis with ${name}`, await overRedis(redisLimiter({client})), 'µs');
	}
	io.disconnect();
	node.destroy();
}
