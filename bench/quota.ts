/**
 * What a slot of the quota costs: `node bench/quota.ts`, and with REDIS_URL over Redis as well.
 * Prints the median of the rounds.
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
	credential: 'digest',
	schema: undefined,
	idempotent: true,
	retry: false,
	attemptTimeoutMs: 60_000,
	deadlineMs: 180_000,
	cache: false,
	quota: {priority: 0, bucket: undefined},
};

const ask = (key: string): AcquireOptions => ({
	key,
	priority: 0,
	bucket: undefined,
	signal: undefined,
	maxWaitMs: Infinity,
	leaseMs: 60_000,
	onWait: undefined,
});

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const report = (what: string, value: number, unit: string) =>
	console.log(`${what.padEnd(62)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}`);

/** A free slot, taken and released: 20 for each key, as in a window of 20. */
const freeSlot = () => {
	const limiter = memoryLimiter({clock: {...systemClock}});
	const keys = Array.from({length: 5000}, (_, key) => `key ${key}`);
	const startedAt = performance.now();
	for (const key of keys) {
		const wish = ask(key);
		for (let call = 0; call < 20; call += 1) {
			const grant = limiter.acquire(wish);
			if ('type' in grant && grant.type === 'slot') grant.release();
		}
	}
	return ((performance.now() - startedAt) * 1e6) / (keys.length * 20);
};

/** What the whole stage adds to an exchange that is answered at once. */
const stage = async () => {
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

/** A call that comes while so many others wait, and the start of one of them. */
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
		const asked = limiter.acquire(ask('key'));
		if ('then' in asked) void asked.then((grant) => 'release' in grant && grant.release());
		else if (asked.type === 'slot') asked.release();
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
			const grant = await limiter.acquire(ask(`key ${key}`));
			times.push((performance.now() - startedAt) * 1000);
			if (grant.type === 'slot') grant.release();
			await sleep(1);
		}
	}
	return median(times);
};

const rounds = <T>(run: () => T) => Array.from({length: 7}, run);
report('free slot in memory, taken and released', median(rounds(freeSlot)), 'ns');
const stages: number[] = [];
for (let round = 0; round < 7; round += 1) stages.push(await stage());
report('the whole stage around an exchange', median(stages), 'ns');
for (const waiting of [0, 100, 1000, 10_000]) {
	const times: number[] = [];
	for (let round = 0; round < 7; round += 1) times.push(await withWaiting(waiting));
	report(`call that waits and starts, with ${waiting} others in line`, median(times), 'ns');
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
