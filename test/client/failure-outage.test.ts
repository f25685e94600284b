import type {AwinResult} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const base = 'http://localhost';
const down = () => vi.fn<typeof fetch>(async () => new Response(null, {status: 503}));

const inTurn = async (count: number, call: () => Promise<AwinResult>) => {
	const results: AwinResult[] = [];
	for (let index = 0; index < count; index++) results.push(await call());
	return results;
};

describe('in an outage', () => {
	it('100 failing calls in sequence make at most 110 requests', async () => {
		const fetch = down();
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch});
		const results = await inTurn(100, () => clock.run(awin.get('/things')));
		expect(fetch.mock.calls.length).toBeGreaterThan(100);
		expect(fetch.mock.calls.length).toBeLessThanOrEqual(110);
		expect(results.at(-1)?.meta.notRetried).toBe('budget');
		expect(awin.retryBudget.capacity).toBe(10);
		expect(awin.retryBudget.available).toBeLessThan(1);
	});

	it('100 concurrent failing calls make at most 110 requests', async () => {
		const fetch = down();
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch});
		const calls = Array.from({length: 100}, () => awin.get('/things', {cache: false}));
		await clock.run(Promise.all(calls));
		expect(fetch).toHaveBeenCalledTimes(110);
	});

	it('100 calls without a response make at most 110 requests', async () => {
		const fetch = vi.fn<typeof globalThis.fetch>().mockRejectedValue(new TypeError('fetch failed'));
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch});
		await inTurn(100, () => clock.run(awin.get('/things')));
		expect(fetch.mock.calls.length).toBeLessThanOrEqual(110);
	});

	it('each further 100 calls at the rate of the quota make at most 110 requests', async () => {
		const fetch = down();
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch});
		await inTurn(100, () => clock.run(awin.get('/things')));
		fetch.mockClear();
		await inTurn(100, async () => {
			await clock.pass(3000);
			return clock.run(awin.get('/things'));
		});
		expect(fetch.mock.calls.length).toBeLessThanOrEqual(110);
	});

	it('a client uses its own budget', async () => {
		const fetch = down();
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch, retry: {budget: {capacity: 2}}});
		await inTurn(100, () => clock.run(awin.get('/things')));
		expect(fetch).toHaveBeenCalledTimes(102);
	});

	it('a client without a budget makes three attempts for every call', async () => {
		const fetch = down();
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch, retry: {budget: false}});
		await inTurn(100, () => clock.run(awin.get('/things')));
		expect(fetch).toHaveBeenCalledTimes(300);
		expect(awin.retryBudget).toEqual({available: Infinity, capacity: Infinity});
	});
});

describe('after an outage', () => {
	it('responses refill the budget', async () => {
		const fetch = down();
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch});
		await inTurn(20, () => clock.run(awin.get('/things')));
		fetch.mockImplementation(async () => new Response('{}'));
		await inTurn(50, () => clock.run(awin.get('/things')));
		expect(awin.retryBudget.available).toBeGreaterThan(5);
	});

	it('the budget of an idle client refills with time', async () => {
		const clock = virtualClock({random: () => 0.5});
		const awin = awinClient(base, clock, {fetch: down()});
		await inTurn(20, () => clock.run(awin.get('/things')));
		await clock.pass(600_000);
		expect(awin.retryBudget).toEqual({available: 10, capacity: 10});
	});
});
