import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../../helpers/awin-client.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {collect, ordersOf} from './collect.ts';
import {conversionModel, faults} from './conversion-model.ts';

const baseUrl = 'https://api.awin.com';
const success = faults.filter(({name}) => name === 'a 200');

type Quota = false | {readonly calls?: number};

/** When the server received each call of a batch of six, in milliseconds. */
const arrivals = async (
	quota: Quota,
	options: {readonly paceMs?: number} = {},
	latencies: readonly number[] = [0],
) => {
	const clock = virtualClock();
	let asked = 0;
	const latencyMs = () => latencies[asked++ % latencies.length] ?? 0;
	const {fetch, received} = conversionModel(success, clock, {latencyMs});
	const awin = awinClient(baseUrl, clock, {fetch, quota});
	const {conversions} = awin.advertiser(2001);
	await clock.run(collect(conversions.sendAll(ordersOf(5001), options)));
	return received.map(({atMs}) => atMs);
};

describe('the pace of conversions.sendAll', () => {
	it.each([false, {}])('is 10 seconds for the server with the quota %j', async (quota) => {
		expect(await arrivals(quota)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
	});

	it('is never below 10 seconds for the server, however long a call takes to arrive', async () => {
		const latencies = fc.array(fc.integer({min: 0, max: 25_000}), {minLength: 1, maxLength: 9});
		await fc.assert(
			fc.asyncProperty(latencies, fc.constantFrom<Quota>(false, {}), async (all, quota) => {
				const at = await arrivals(quota, {}, all);
				expect(at).toHaveLength(6);
				const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
				expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
			}),
			{numRuns: 40},
		);
	}, 60_000);

	it.each([false, {}])('is that of `paceMs` with the quota %j', async (quota) => {
		expect(await arrivals(quota, {paceMs: 0})).toEqual([0, 0, 0, 0, 0, 0]);
		expect(await arrivals(quota, {paceMs: 3000})).toEqual([0, 3000, 6000, 9000, 12_000, 15_000]);
		expect(await arrivals(quota, {paceMs: 11_000})).toEqual([
			0, 11_000, 22_000, 33_000, 44_000, 55_000,
		]);
	});

	it('adds to the quota of the token, which other calls use as well', async () => {
		expect(await arrivals({calls: 2}, {paceMs: 0})).toEqual([
			0, 0, 60_000, 60_000, 120_000, 120_000,
		]);
	});

	it('does not count the time that the consumer takes twice', async () => {
		const clock = virtualClock();
		const {fetch, received} = conversionModel(success, clock);
		const {conversions} = awinClient(baseUrl, clock, {fetch}).advertiser(2001);
		const batch = conversions.sendAll(ordersOf(3000));
		await clock.run(batch.next());
		await clock.pass(4000);
		await clock.run(batch.next());
		await clock.pass(25_000);
		await clock.run(batch.next());
		expect(received.map(({atMs}) => atMs)).toEqual([0, 10_000, 35_000]);
	});
});
