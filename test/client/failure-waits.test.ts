import {describe, expect, it} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {attemptsOf} from '../helpers/call.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const startMs = Date.UTC(2026, 0, 1);
const ok = server.answersJson(200, {});
const throttled = server.answersJson(429, {
	error: 'request.limit.exceeded',
	description: "Requests limit '20' times per '1' minutes' is exceeded",
});

/** Waits until the next timer is due in exactly `ms`, then advances the clock by that time. */
const passExactly = async (clock: ReturnType<typeof virtualClock>, ms: number) => {
	await clock.whenNextIn(ms);
	await clock.pass(ms);
};

describe('a call waits', () => {
	it.each([
		['Retry-After in seconds', {'retry-after': '7'}, 7000, 'retry-after'],
		[
			"Retry-After as a date, by the server's own clock",
			{date: 'Thu, 01 Jan 2026 12:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 12:00:07 GMT'},
			7000,
			'retry-after',
		],
		['the RateLimit field', {ratelimit: '"default";r=0;t=9'}, 9000, 'quota'],
	])('for %s', async (_, headers, waitMs, why) => {
		const {url, asked} = await faultServer(server.answers(503, '', headers), ok);
		const clock = virtualClock();
		const call = awinClient(url, clock).get('/things');
		await passExactly(clock, waitMs);
		expect(attemptsOf(await call)).toEqual(['503', `${waitMs} ms ${why}: 200`]);
		expect(asked).toHaveLength(2);
	});

	it('for one minute after a 429 that states no wait', async () => {
		const {url} = await faultServer(throttled, ok);
		const clock = virtualClock();
		/* Not one minute, so that this timer cannot be confused with the wait. */
		const options = {attemptTimeoutMs: 50_000};
		const call = awinClient(url, clock, options).post('/things', {json: {}});
		await passExactly(clock, 60_000);
		expect(attemptsOf(await call)).toEqual(['429', '60000 ms quota: 200']);
	});

	it('for the rest of the interval if the client counts the quota', async () => {
		const {url} = await faultServer(throttled, ok);
		const clock = virtualClock();
		const quota = {calls: 5, intervalMs: 30_000};
		const call = awinClient(url, clock, {quota, token: 'token-of-the-waits'}).get('/things');
		await passExactly(clock, 30_000);
		expect(attemptsOf(await call)).toEqual(['429', '30000 ms quota: 200']);
	});

	it('for a random, growing time if the server states no wait', async () => {
		const {url} = await faultServer(server.answers(502), server.answers(504), ok);
		const clock = virtualClock({random: () => 0.5});
		const call = awinClient(url, clock).get('/things');
		await passExactly(clock, 250);
		await passExactly(clock, 500);
		expect(attemptsOf(await call)).toEqual(['502', '250 ms backoff: 504', '500 ms backoff: 200']);
	});
});

describe('a call ends at once', () => {
	it.each([
		['9999', startMs + 9_999_000],
		['1e20', 8.64e15],
	])('if the server asks for a wait of %s seconds', async (value, retryAt) => {
		const {url, asked} = await faultServer(server.answers(503, '', {'retry-after': value}));
		const clock = virtualClock({startMs});
		const result = await awinClient(url, clock).get('/things');
		expect(result).toMatchObject({
			kind: 'unavailable',
			error: {retryAt: new Date(retryAt)},
			meta: {notRetried: 'retry-after-too-long'},
		});
		expect(asked).toHaveLength(1);
		expect(clock.elapsed()).toBe(0);
	});

	it('if the wait would reach the deadline', async () => {
		const {url} = await faultServer(server.answers(503, '', {'retry-after': '7'}));
		const clock = virtualClock({startMs});
		const result = await awinClient(url, clock).get('/things', {deadlineMs: 7000});
		expect(result).toMatchObject({
			kind: 'unavailable',
			error: {retryAt: new Date(startMs + 7000)},
			meta: {notRetried: 'deadline'},
		});
		expect(clock.elapsed()).toBe(0);
	});

	it('if its body is a stream', async () => {
		const {url, asked} = await faultServer(server.answers(503), ok);
		const body = new Blob(['once']).stream();
		const result = await awinClient(url, virtualClock()).put('/things', {body});
		expect(result).toMatchObject({kind: 'unavailable', meta: {notRetried: 'body-not-replayable'}});
		expect(asked).toMatchObject([{body: 'once'}]);
	});
});

describe('a 429', () => {
	it('has the limit, the interval and `retryAt`', async () => {
		const {url} = await faultServer(throttled);
		const result = await awinClient(url, virtualClock({startMs}), {retry: false}).get('/things');
		expect(result).toMatchObject({
			kind: 'too-many-requests',
			error: {
				limit: 20,
				intervalMs: 60_000,
				retryAt: new Date(startMs + 60_000),
				reason: 'quota',
				applied: 'no',
			},
			meta: {notRetried: 'attempts'},
		});
	});
});

describe('an idempotency key', () => {
	it('is generated once per call, and is the same at every attempt', async () => {
		const {url, asked} = await faultServer(server.answers(503), ok);
		const clock = virtualClock();
		const awin = awinClient(url, clock, {retry: {baseDelayMs: 0}});
		const send = () => awin.post('/things', {json: {}, idempotencyKey: true});
		const first = send();
		await passExactly(clock, 0);
		expect(await first).toMatchObject({kind: 'ok'});
		await send();
		const keys = asked.map(({headers}) => headers['idempotency-key']);
		expect(keys[0]).toMatch(/^"[\da-f-]{36}"$/);
		expect(keys[1]).toBe(keys[0]);
		expect(keys[2]).toMatch(/^"[\da-f-]{36}"$/);
		expect(keys[2]).not.toBe(keys[0]);
	});

	it('is the string of the caller, and absent by default', async () => {
		const {url, asked} = await faultServer(ok);
		const awin = awinClient(url, virtualClock());
		await awin.post('/things', {json: {}, idempotencyKey: 'order-7'});
		await awin.post('/things', {json: {}});
		expect(asked.map(({headers}) => headers['idempotency-key'])).toEqual(['"order-7"', undefined]);
	});
});
