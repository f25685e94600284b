import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {idsOf, openTransactions} from '../../model/open-transactions.ts';
import {readAll, stops} from '../../model/read-all.ts';
import type {Sale} from '../../model/sale.ts';
import {expectedIds, runs, scenarios} from '../../model/scenario.ts';

const startMs = Date.UTC(2027, 5, 1);
const latencyMs = 1000;

/** Gives each sale a time at which the server begins to show it; `undefined` is from the beginning. */
const showing = (sales: readonly Sale[], delays: readonly (number | undefined)[]): Sale[] =>
	sales.map((sale, index): Sale => {
		const delayMs = delays[index % delays.length];
		return delayMs === undefined ? sale : {...sale, changes: [], shownAt: startMs + delayMs};
	});

describe('iterate over a server that grows while it is read', () => {
	it('yields all that was there from the beginning, and what appears at most once', async () => {
		const delays = fc.array(fc.option(fc.nat(10 * latencyMs), {nil: undefined}), {minLength: 1});
		await fc.assert(
			fc.asyncProperty(scenarios, delays, stops, async (scenario, delaysMs, places) => {
				const sales = showing(scenario.sales, delaysMs);
				const {clock, start} = openTransactions({...scenario, sales}, {startMs, latencyMs});
				const {items} = await clock.run(readAll(start, places));
				const ids = idsOf(items);
				const fromTheBeginning = sales.filter(({shownAt}) => shownAt < startMs);
				expect(ids).toEqual([...new Set(ids)]);
				expect(ids).toEqual(
					expect.arrayContaining(expectedIds({...scenario, sales: fromTheBeginning})),
				);
				expect(expectedIds({...scenario, sales})).toEqual(expect.arrayContaining(ids));
			}),
			runs(150),
		);
	});
});
