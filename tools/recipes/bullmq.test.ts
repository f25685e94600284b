import {handlers, inTurn, transactions} from 'awin-sdk/mocks';
import {Job, type Queue, QueueEvents} from 'bullmq';
import {Redis} from 'ioredis';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test, vi} from 'vitest';
import {sha256} from '../../src/pipeline/digest.ts';
import {write} from './written.ts';

const url = process.env['REDIS_URL'];
if (url === undefined) throw new Error('Set REDIS_URL to the URL of a Redis server.');
const [planFile = '', workFile = ''] = write('bullmq', url);

const redis = new Redis(url);
const server = setupServer(...handlers());
const publisherIds = [45628, 45629];
const checkpoints = publisherIds.map((id) => `awin:checkpoint:${id}`);

/* A token, and so a quota, for each test. */
let tests = 0;
let quotaKey = '';

beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
beforeEach(async () => {
	const token = `bullmq-0f3c9a52-${(tests += 1)}`;
	quotaKey = `awin-sdk:quota:{${await sha256(token)}}`;
	vi.stubEnv('AWIN_TOKEN', token);
	vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(async () => {
	await redis.del(quotaKey, ...checkpoints);
	server.resetHandlers();
	vi.unstubAllEnvs();
	vi.resetModules();
});
afterAll(async () => {
	await redis.quit();
	server.close();
});

/** Plans the jobs, as a deployment does. */
const plan = async (): Promise<Queue> => {
	vi.resetModules();
	const {queue} = await import(planFile);
	return queue;
};

const end = async (queue: Queue): Promise<void> => {
	await queue.obliterate({force: true});
	await queue.close();
};

type Ended = {readonly event: 'completed' | 'failed' | 'delayed'; readonly job: Job};

/** Starts the jobs of some accounts now, and works on them until each has ended or is put off. */
const runNow = async (accounts: readonly number[]): Promise<readonly Ended[]> => {
	const queue = await plan();
	const events = new QueueEvents('awin-nightly', {connection: {url}});
	await events.waitUntilReady();
	const jobs = await queue.getDelayed();
	const chosen = jobs.filter(({data}) => accounts.includes(data.publisherId));
	const ended = chosen.map(async ({id = ''}): Promise<Ended> => {
		const event = await new Promise<Ended['event']>((resolve) => {
			for (const name of ['completed', 'failed', 'delayed'] as const) {
				events.on(name, ({jobId}: {jobId: string}) => {
					if (jobId === id) resolve(name);
				});
			}
		});
		const job = await Job.fromId(queue, id);
		if (job === undefined) throw new Error('The job is gone.');
		return {event, job};
	});
	for (const job of chosen) await job.promote();
	const {stop} = await import(workFile);
	const all = await Promise.all(ended);
	process.off('SIGTERM', stop);
	await stop();
	await events.close();
	await end(queue);
	return all;
};

test('plans one job a night for each account, however often it is run', async () => {
	await (await plan()).close();
	const queue = await plan();
	const planned = await queue.getDelayed();
	expect(new Set(planned.map(({data}) => data.publisherId))).toEqual(new Set(publisherIds));
	expect(planned).toHaveLength(2);
	const [first] = planned;
	const start = new Date((first?.timestamp ?? 0) + (first?.delay ?? 0));
	const hour = new Intl.DateTimeFormat('en', {
		timeStyle: 'short',
		timeZone: 'Europe/London',
		hour12: false,
	});
	expect(hour.format(start)).toBe('03:00');
	await end(queue);
});

test('reads the changes of each account, within a quota that is counted in Redis', async () => {
	const ended = await runNow(publisherIds);
	expect(ended.map(({event}) => event)).toEqual(['completed', 'completed']);
	expect(console.log).toHaveBeenCalledTimes(2);
	expect(console.log).toHaveBeenCalledWith('1 rows');
	for (const checkpoint of await redis.mget(checkpoints)) {
		expect(JSON.parse(checkpoint ?? '{}')).toMatchObject({done: true});
	}
	expect(await redis.exists(quotaKey)).toBe(1);
});

test('fails a job at once if Awin refuses the token', async () => {
	server.use(inTurn(transactions.path, [401]));
	const [ended] = await runNow([45628]);
	expect(ended?.event).toBe('failed');
	expect(ended?.job.attemptsMade).toBe(1);
	expect(ended?.job.failedReason).toContain('401 unauthorized');
	expect(await redis.get('awin:checkpoint:45628')).toBe(null);
});

test('puts a job off until Awin can be asked again', async () => {
	server.use(inTurn(transactions.path, [{status: 429, headers: {'retry-after': '7200'}}]));
	const [ended] = await runNow([45628]);
	expect(ended?.event).toBe('delayed');
	expect(ended?.job.attemptsMade).toBe(0);
	/* The pause of the quota ends after ten minutes at the latest, whatever the server asks for. */
	expect(ended?.job.delay).toBeGreaterThan(300_000);
	expect(ended?.job.delay).toBeLessThanOrEqual(600_000);
});
