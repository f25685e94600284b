import type {AwinClient} from 'awin-sdk';
import {createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {noWait} from './server.ts';

const days = {startDate: '2026-01-01', endDate: '2026-01-31'};

/** A server that answers each region in its own way. It records the regions in the order of their requests. */
const server = (statusOf: (region: string) => number = () => 200) => {
	const asked: string[] = [];
	const fetch: typeof globalThis.fetch = async (url) => {
		const region = new URL(url instanceof Request ? url.url : url).searchParams.get('region') ?? '';
		asked.push(region);
		return Response.json([{region}], {status: statusOf(region)});
	};
	return {asked, fetch, awin: createAwinClient({...noWait, fetch})};
};

const reports = [
	['publisher.reports.advertiser', (awin: AwinClient) => awin.publisher(1).reports.advertiser],
	['publisher.reports.creative', (awin: AwinClient) => awin.publisher(1).reports.creative],
	['advertiser.reports.creative', (awin: AwinClient) => awin.advertiser(2).reports.creative],
] as const;

describe.each(reports)('%s', (_, reportOf) => {
	it('gives a result for each region, in order', async () => {
		const {awin, asked} = server();
		const outcomes = await reportOf(awin)({...days, regions: ['GB', 'DE', 'US']});
		expect(outcomes.map(({region}) => region)).toEqual(['GB', 'DE', 'US']);
		expect(outcomes.map(({result}) => result.data)).toEqual([
			[{region: 'GB'}],
			[{region: 'DE'}],
			[{region: 'US'}],
		]);
		expect(asked).toEqual(['GB', 'DE', 'US']);
	});

	it('says which region failed', async () => {
		const {awin} = server((region) => (region === 'DE' ? 403 : 200));
		const outcomes = await reportOf(awin)({...days, regions: ['GB', 'DE', 'US']});
		expect(outcomes.map(({result}) => result.kind)).toEqual(['ok', 'forbidden', 'ok']);
	});

	it('gives the result of a single region by itself', async () => {
		const {awin, asked} = server();
		expect((await reportOf(awin)({...days, region: 'GB'})).data).toEqual([{region: 'GB'}]);
		const params = {...days, region: 'GB', regions: undefined};
		expect(await Reflect.apply(reportOf(awin), undefined, [params])).toMatchObject({kind: 'ok'});
		expect(asked).toEqual(['GB', 'GB']);
	});

	it.each([
		[
			{...days, regions: []},
			'Option `regions` must be an array of at least 1 items, but it has 0.',
		],
		[{...days, regions: 'GB'}, 'Option `regions` must be an array of at least 1 items'],
		[{...days, regions: ['GB', 'XX']}, 'Option `regions[1]` must be one of `AT`'],
		[{...days, regions: ['GB', 'DE', 'GB']}, 'Option `regions` must not have a region twice.'],
		[
			{...days, region: 'GB', regions: ['GB']},
			'Options `region` and `regions` exclude each other.',
		],
		[{regions: ['GB', 'DE']}, 'Option `startDate` must be a day'],
		[{...days}, 'Option `region` must be one of'],
		[5, 'Option `params` must be a plain object'],
		[undefined, 'Option `startDate` must be a day'],
	])('refuses %j, and sends nothing', async (params, message) => {
		const {awin, asked} = server();
		const asking: Promise<unknown> = Reflect.apply(reportOf(awin), undefined, [params]);
		await expect(asking).rejects.toThrow(message);
		expect(asked).toEqual([]);
	});

	it('asks within the quota, and tells which regions had no slot', async () => {
		const {fetch, asked} = server();
		const clock = virtualClock();
		const quota = {calls: 2, intervalMs: 60_000};
		const report = reportOf(awinClient('https://api.awin.com', clock, {fetch, quota}));
		const params = {...days, regions: ['GB', 'DE', 'US']} as const;
		const outcomes = await clock.run(report(params, {maxWaitMs: 1000}));
		expect(outcomes.map(({result}) => result.kind)).toEqual(['ok', 'ok', 'quota-exceeded']);
		await clock.run(report(params));
		expect(asked).toHaveLength(5);
		expect(clock.elapsed()).toBeGreaterThanOrEqual(120_000);
	});

	it('passes the options to each call', async () => {
		const {awin, asked} = server();
		const signal = AbortSignal.abort();
		const outcomes = await reportOf(awin)({...days, regions: ['GB', 'DE']}, {signal});
		expect(outcomes.map(({result}) => result.kind)).toEqual(['aborted', 'aborted']);
		expect(asked).toEqual([]);
	});
});
