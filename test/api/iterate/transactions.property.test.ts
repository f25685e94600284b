import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {leastWindows} from '../../model/oracle.ts';
import {idsOf, openTransactions} from '../../model/open-transactions.ts';
import {readAll, readAllItems, stops} from '../../model/read-all.ts';
import {amendments, dateOf, expectedIds, runs, scenarios} from '../../model/scenario.ts';
import {saleAt} from '../../model/sale.ts';

const hour = 3_600_000;

describe('iterate over transactions, whatever the span, the zone and the reading of the server', () => {
	it('yields what is in the span, each item once', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, async (scenario) => {
				const {clock, start, asked} = openTransactions(scenario);
				const {items} = await clock.run(readAllItems(start));
				expect(idsOf(items)).toEqual(expectedIds(scenario));
				expect(asked.filter(({status}) => status !== 200)).toEqual([]);
				expect(clock.timers()).toBe(0);
			}),
			runs(200),
		);
	});

	it('makes the calls of its plan, which are as few as possible', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, async (scenario) => {
				const {clock, iterate, start, asked} = openTransactions(scenario);
				const {calls, windows} = iterate().plan();
				await clock.run(readAllItems(start));
				const windowOf = ({params}: {params: URLSearchParams}) => ({
					startDate: params.get('startDate'),
					endDate: params.get('endDate'),
				});
				expect(asked.map(windowOf)).toEqual(windows);
				expect(calls).toBe(windows.length);
				const {min, max} = leastWindows(scenario.span);
				expect(calls).toBeGreaterThanOrEqual(min);
				expect(calls).toBeLessThanOrEqual(max);
			}),
			runs(200),
		);
	});

	it('goes on without loss or repeat after any stops', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, stops, async (scenario, places) => {
				const {clock, start} = openTransactions(scenario, {latencyMs: 100});
				const {items} = await clock.run(readAll(start, places));
				expect(idsOf(items)).toEqual(expectedIds(scenario));
			}),
			runs(200),
		);
	});

	it('yields what was amended in the span once, with at most the hours around its ends', async () => {
		await fc.assert(
			fc.asyncProperty(amendments, stops, async (scenario, places) => {
				const {clock, start} = openTransactions(scenario, {latencyMs: 100});
				const {items} = await clock.run(readAll(start, places));
				const ids = idsOf(items);
				const {from, to} = scenario.span;
				expect(ids).toEqual([...new Set(ids)]);
				expect(ids).toEqual(expect.arrayContaining(expectedIds(scenario)));
				const dates = scenario.sales
					.filter(({id}) => ids.includes(id))
					.map((sale) => dateOf(sale, 'amendment') ?? Number.NaN);
				expect(dates.filter((at) => !(at >= from - 2 * hour && at <= to + 2 * hour))).toEqual([]);
			}),
			runs(150),
		);
	});
});

it('yields thousands of transactions of one second on a seam once', async () => {
	const from = Date.UTC(2026, 0, 1);
	const seam = from + 31 * 24 * hour;
	const sales = Array.from({length: 3000}, (_, index) => saleAt(index + 1, seam));
	for (const end of ['inclusive', 'exclusive'] as const) {
		const scenario = {
			span: {from, to: seam + 24 * hour, zone: 'UTC' as const},
			dateType: 'transaction' as const,
			side: 'publisher' as const,
			reading: {end, compares: 'first instants' as const},
			sales,
		};
		const {clock, start} = openTransactions(scenario);
		const {items} = await clock.run(readAllItems(start));
		expect(idsOf(items)).toEqual(expectedIds(scenario));
		expect(items).toHaveLength(3000);
	}
});
