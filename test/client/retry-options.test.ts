import {describe, expect, it, vi} from 'vitest';
import type {AwinClientOptions} from 'awin-sdk';
import {awinClient} from '../helpers/awin-client.ts';
import {attemptsOf} from '../helpers/call.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

/** A client whose attempts get one status after the other. The last one repeats. */
const connect = (statuses: readonly number[], options: Partial<AwinClientOptions> = {}) => {
	const clock = virtualClock();
	const left = [...statuses];
	let status = 204;
	const fetch = vi.fn<typeof globalThis.fetch>(async () => {
		status = left.shift() ?? status;
		return new Response(null, {status});
	});
	return {clock, fetch, awin: awinClient('http://localhost', clock, {fetch, ...options})};
};

describe('`retry.statuses`', () => {
	const statuses = [429, 500, 502, 503, 504];

	it('of a client lets a 500 be repeated', async () => {
		const {clock, awin} = connect([500, 204], {retry: {statuses}});
		expect(attemptsOf(await clock.run(awin.get('/a')))).toEqual(['500', '204']);
	});

	it('of a call replaces that of the client', async () => {
		const {clock, awin} = connect([500, 503], {retry: {statuses: [503]}});
		const result = await clock.run(awin.get('/a', {retry: {statuses: [500]}}));
		expect(attemptsOf(result)).toEqual(['500', '503']);
		expect(result).toMatchObject({kind: 'unavailable', meta: {notRetried: undefined}});
	});

	it('does not repeat a write that may have been applied', async () => {
		const {clock, awin, fetch} = connect([500], {retry: {statuses}});
		const result = await clock.run(awin.post('/a'));
		expect(result).toMatchObject({
			kind: 'server-error',
			error: {applied: 'unknown', retryable: false},
			meta: {notRetried: 'not-idempotent'},
		});
		expect(fetch).toHaveBeenCalledOnce();
	});
});

describe('`retry.budget: false` of a call', () => {
	it('retries with an empty budget, and takes nothing from it', async () => {
		const {clock, awin} = connect([503], {
			retry: {budget: {capacity: 2, refillMs: 1e12}},
		});
		const spent = await clock.run(awin.get('/a'));
		expect(attemptsOf(spent)).toHaveLength(3);
		const {available} = awin.retryBudget;
		expect(available).toBeLessThan(1);
		const limited = await clock.run(awin.get('/a'));
		expect(limited).toMatchObject({
			error: {hint: expect.stringContaining('The retry budget of the client is empty')},
			meta: {notRetried: 'budget'},
		});
		const free = await clock.run(awin.get('/a', {retry: {budget: false}}));
		expect(attemptsOf(free)).toHaveLength(3);
		expect(free.error?.hint).toContain('3 attempts failed: raise `retry.attempts`');
		expect(awin.retryBudget.available).toBeCloseTo(available);
	});

	it.each([{capacity: 5}, true, null])('is the only one: %j is a mistake', async (budget) => {
		const {awin} = connect([204]);
		const call = Reflect.apply(awin.get, undefined, ['/a', {retry: {budget}}]);
		await expect(call).rejects.toThrow(
			'Option `retry.budget` must be `false` for a call, because the client has the budget',
		);
	});
});
