import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {createClient} from 'redis';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type Arrival, arrivalsBy, largestWindow} from '../helpers/arrivals.ts';
import {startServer} from '../helpers/http-server.ts';
import {hasRedis, type RedisServer, startRedis} from '../helpers/redis-server.ts';

const quota = 20;
const callsEach = 60;
const processes = [
	{name: 'one', client: 'node-redis'},
	{name: 'two', client: 'ioredis'},
	{name: 'three', client: 'node-redis'},
	{name: 'four', client: 'ioredis'},
];
const script = fileURLToPath(new URL('../fixtures/quota-process.ts', import.meta.url));

/** The result that a process prints: successful calls, and calls of `onError`. */
type Report = {readonly answered: number; readonly reported: number};

/** Spawns a process. Returns a function that starts its calls and resolves with its report. */
const spawnProcess = async (...args: readonly string[]) => {
	const child = spawn(process.execPath, [script, ...args], {stdio: ['pipe', 'pipe', 'inherit']});
	const closed = once(child, 'close');
	const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	await lines.next();
	return async () => {
		child.stdin.write('go');
		const report: Report = JSON.parse(String((await lines.next()).value));
		await closed;
		return report;
	};
};

/** An API that records each arrival. With `enforce`, it responds with a 429 to calls over the quota. */
const startApi = async (intervalMs: number, enforce: boolean) => {
	const arrivals: Arrival[] = [];
	let refused = 0;
	const url = await startServer((request, response) => {
		const at = performance.now();
		/* The field names the package first. */
		const by = (request.headers['user-agent'] ?? '').replace(/^\S+ /, '');
		arrivals.push({at, by});
		const inWindow = arrivals.filter((arrival) => at - arrival.at < intervalMs).length;
		const overQuota = enforce && inWindow > quota;
		if (overQuota) refused += 1;
		response.writeHead(overQuota ? 429 : 200, {'content-type': 'application/json'}).end('{}');
	});
	return {url, arrivals, refused: () => refused};
};

describe.runIf(hasRedis)('four processes that share a quota through Redis', () => {
	let redis: RedisServer;

	beforeEach(async () => {
		redis = await startRedis();
	});

	afterEach(() => redis.kill());

	const runAll = async (url: string, intervalMs: number, timeoutMs: number) => {
		const starts = await Promise.all(
			processes.map(({name, client}) =>
				spawnProcess(url, redis.url, name, client, `${callsEach}`, `${intervalMs}`, `${timeoutMs}`),
			),
		);
		return Promise.all(starts.map((start) => start()));
	};

	it('never exceed the quota, and all complete their calls', async () => {
		const intervalMs = 300;
		const api = await startApi(intervalMs, true);
		const reports = await runAll(api.url, intervalMs, 10_000);
		expect(reports).toEqual(processes.map(() => ({answered: callsEach, reported: 0})));
		expect(api.refused()).toBe(0);
		expect(api.arrivals).toHaveLength(processes.length * callsEach);
		expect(largestWindow(api.arrivals, intervalMs)).toBe(quota);
		/* Processes take turns: in the first half of the run, each one gets a fair share. */
		const half = api.arrivals.slice(0, api.arrivals.length / 2);
		const shares = processes.map(({name}) => arrivalsBy(half, name).length);
		expect(Math.min(...shares)).toBeGreaterThanOrEqual(callsEach / 4);
		const times = api.arrivals.map(({at}) => at);
		const spanMs = Math.round(Math.max(...times) - Math.min(...times));
		console.info(
			`largest window: ${largestWindow(api.arrivals, intervalMs)} of ${quota}; ` +
				`shares of the first ${half.length} calls: ${shares.join(', ')}; ` +
				`${spanMs} ms from the first call to the last`,
		);
	}, 30_000);

	it('lose no call while Redis restarts, and each process enforces the quota on its own', async () => {
		const intervalMs = 600;
		const api = await startApi(intervalMs, false);
		const reports = runAll(api.url, intervalMs, 1000);
		await expect.poll(() => api.arrivals.length, {timeout: 20_000}).toBeGreaterThanOrEqual(40);
		await redis.kill();
		const arrivedBefore = api.arrivals.length;
		await expect
			.poll(() => api.arrivals.length, {timeout: 20_000})
			.toBeGreaterThan(arrivedBefore + quota);
		await redis.start();
		const probe = await createClient({url: redis.url}).connect();
		await expect
			.poll(async () => (await probe.keys('*')).length, {timeout: 20_000})
			.toBeGreaterThan(0);
		probe.destroy();
		const ended = await reports;
		expect(ended.map(({answered}) => answered)).toEqual(processes.map(() => callsEach));
		/* Once by each process that needed Redis while it was down. */
		const reported = ended.map((report) => report.reported);
		expect(Math.max(...reported)).toBe(1);
		const largest = processes.map(({name}) =>
			largestWindow(arrivalsBy(api.arrivals, name), intervalMs),
		);
		expect(Math.max(...largest)).toBeLessThanOrEqual(quota);
		console.info(`largest window of each process: ${largest.join(', ')} of ${quota}`);
	}, 60_000);
});
