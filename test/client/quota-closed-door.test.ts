import {type AwinClientOptions, createAwinClient} from 'awin-sdk';
import {redisLimiter} from 'awin-sdk/redis';
import {Redis} from 'ioredis';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {answerInTurn, type Canned} from '../helpers/http-server.ts';
import {hasRedis, type RedisServer, startRedis} from '../helpers/redis-server.ts';

const json = {'content-type': 'application/json'};
const ok: Canned = {status: 200, headers: json, body: '{}'};
const refusal = (headers: Record<string, string>): Canned => ({status: 429, headers, body: ''});

const intervalMs = 400;
const boundMs = 10 * intervalMs;

/* One 429 each that would stop the token for decades. */
const refusals: readonly [string, () => Record<string, string>][] = [
	[
		'a `Date` of 1970 beside a sane `Retry-After`',
		() => ({
			date: 'Thu, 01 Jan 1970 00:00:00 GMT',
			'retry-after': new Date(Date.now() + 20_000).toUTCString(),
		}),
	],
	['a `Retry-After` of 1e9', () => ({'retry-after': '1e9'})],
	['a `Retry-After` in the year 9999', () => ({'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT'})],
	['a `RateLimit` field without end', () => ({ratelimit: '"a";r=0;t=999999999'})],
];

const clientOf = (baseUrl: string, options: Partial<AwinClientOptions> & {token: string}) =>
	createAwinClient({
		baseUrl,
		cache: false,
		retry: {maxRetryAfterMs: 0},
		quota: {calls: 20, intervalMs},
		...options,
	});

describe.each(refusals)('after a 429 with %s', (name, headers) => {
	it('the pause is bounded, and calls with a shorter deadline end at once', async () => {
		const {url, asked} = await answerInTurn(refusal(headers()), ok);
		const awin = clientOf(url, {token: `closed-${name}`.replaceAll(/\W/g, '-')});
		const before = Date.now();
		const first = await awin.get('/first');
		const retryAt = first.ok ? 0 : Number(first.error.retryAt);
		expect(first.kind).toBe('too-many-requests');
		expect(retryAt).toBeGreaterThanOrEqual(before);
		expect(retryAt).toBeLessThanOrEqual(Date.now() + boundMs);
		const second = await awin.get('/second', {deadlineMs: 100});
		expect(second).toMatchObject({
			kind: 'quota-exceeded',
			error: {
				retryAt: expect.any(Date),
				message: expect.stringContaining('longer than `deadlineMs`'),
				applied: 'no',
			},
		});
		expect(Math.abs(Number(second.error?.retryAt) - retryAt)).toBeLessThan(100);
		expect(Date.now() - before).toBeLessThan(boundMs);
		expect(asked).toHaveLength(1);
		expect((await awin.get('/third')).kind).toBe('ok');
		expect(Date.now()).toBeGreaterThanOrEqual(retryAt - 5);
	});
});

describe.runIf(hasRedis)('over a real Redis', () => {
	let server: RedisServer;

	beforeAll(async () => {
		server = await startRedis();
	});

	afterAll(() => server.kill());

	/** A client as another process would have it. */
	const processOf = (baseUrl: string) => {
		const client = new Redis(server.url);
		const limiter = redisLimiter({client, calls: 1, intervalMs, timeoutMs: 10_000});
		return {
			awin: clientOf(baseUrl, {token: 'closed-over-redis', quota: limiter}),
			disconnect: () => client.disconnect(),
		};
	};

	it('one 429 pauses every process, for a bounded time', async () => {
		const {url, asked} = await answerInTurn(refusal({'retry-after': '1e9'}), ok);
		const [one, other, later] = [processOf(url), processOf(url), processOf(url)];
		const first = await one.awin.get('/first');
		const retryAt = first.ok ? 0 : Number(first.error.retryAt);
		expect(retryAt).toBeLessThanOrEqual(Date.now() + boundMs);
		/* The pause is sent in the background. */
		await expect
			.poll(async () => (await other.awin.get('/second', {deadlineMs: 100})).kind)
			.toBe('quota-exceeded');
		const restarted = await later.awin.get('/third', {deadlineMs: 100});
		expect(restarted).toMatchObject({
			kind: 'quota-exceeded',
			error: {message: expect.stringContaining('longer than `deadlineMs`')},
		});
		expect(Math.abs(Number(restarted.error?.retryAt) - retryAt)).toBeLessThan(500);
		expect(asked).toHaveLength(1);
		expect((await other.awin.get('/fourth')).kind).toBe('ok');
		for (const {disconnect} of [one, other, later]) disconnect();
	});
});
