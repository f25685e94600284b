import {createAwinClient} from 'awin-sdk';
import {redisLimiter} from 'awin-sdk/redis';
import {Redis} from 'ioredis';
import {describe, expect, it} from 'vitest';
import {type Arrival, largestWindow} from '../helpers/arrivals.ts';
import {startServer} from '../helpers/http-server.ts';
import {hasRedis, startRedis} from '../helpers/redis-server.ts';
import type {QuotaLimiter} from '../../src/pipeline/quota/types.ts';

const calls = 5;
const intervalMs = 200;
/* Longer than an interval and a second, so that any rule by the clock alone lets the next calls start. */
const blockedMs = 1500;

const block = () => {
	const until = performance.now() + blockedMs;
	while (performance.now() < until);
};

/** Makes twice the calls of a window, and blocks the event loop while the first half is about to be sent. */
const callBlocked = async (token: string, limiter?: QuotaLimiter) => {
	const arrivals: Arrival[] = [];
	const url = await startServer((_, response) => {
		arrivals.push({at: performance.now(), by: ''});
		response.writeHead(200, {'content-type': 'application/json'}).end('{}');
	});
	let started = 0;
	let send = () => {};
	const unblocked = new Promise<void>((resolve) => {
		send = resolve;
	});
	const blockAndSend = () => {
		block();
		send();
	};
	const awin = createAwinClient({
		token,
		baseUrl: url,
		cache: false,
		quota: limiter ?? {calls, intervalMs},
		fetch: async (input, init) => {
			started += 1;
			/* Not at once, so that the other half knows by then how long it has to wait. */
			if (started === calls) setTimeout(blockAndSend, 50);
			await unblocked;
			return fetch(input, init);
		},
	});
	const results = await Promise.all(
		Array.from({length: 2 * calls}, (_, call) => awin.get(`/calls/${call}`)),
	);
	expect(results.map(({kind}) => kind)).toEqual(Array(2 * calls).fill('ok'));
	return largestWindow(arrivals, intervalMs);
};

describe('calls that reach the server late, because the event loop was blocked', () => {
	it('are no more than the quota allows in an interval', async () => {
		expect(await callBlocked('blocked')).toBe(calls);
	});

	it.runIf(hasRedis)('are no more than the quota allows across processes', async () => {
		const redis = await startRedis();
		const client = new Redis(redis.url);
		const limiter = redisLimiter({client, calls, intervalMs, timeoutMs: 10_000});
		/* A local window of its own would hide what the shared one does. */
		const other = redisLimiter({client, calls, intervalMs, timeoutMs: 10_000});
		let turn = 0;
		const inTurn: QuotaLimiter = {
			...limiter,
			acquire: (options) => {
				turn += 1;
				return (turn > calls ? other : limiter).acquire(options);
			},
		};
		expect(await callBlocked('blocked-over-redis', inTurn)).toBe(calls);
		client.disconnect();
		await redis.kill();
	});
});
