import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {largestWindow} from '../../helpers/arrivals.ts';
import type {Fault} from '../../model/fault.ts';
import {idsOf, openTransactions} from '../../model/open-transactions.ts';
import {readAll, readAllItems, stops} from '../../model/read-all.ts';
import {expectedIds, runs, scenarios} from '../../model/scenario.ts';

const faults: fc.Arbitrary<readonly (Fault | undefined)[]> = fc.array(
	fc.option(
		fc.constantFrom<Fault>(
			500,
			502,
			503,
			504,
			'network',
			'cut body',
			'broken body',
			'stall',
			'stalled body',
		),
		{nil: undefined},
	),
	{maxLength: 25, size: 'max'},
);

describe('iterate over a server that fails', () => {
	it('yields the same items if it goes on from the checkpoint of each failure', async () => {
		await fc.assert(
			fc.asyncProperty(
				scenarios,
				faults,
				stops,
				fc.boolean(),
				async (scenario, script, places, whole) => {
					const {clock, start, asked} = openTransactions(scenario, {
						latencyMs: 50,
						faultOf: ({index}) => script[index],
					});
					const {items} = await clock.run(whole ? readAllItems(start) : readAll(start, places));
					expect(idsOf(items)).toEqual(expectedIds(scenario));
					expect(
						largestWindow(
							asked.map(({at}) => ({at, by: ''})),
							60_000,
						),
					).toBeLessThanOrEqual(20);
					expect(asked.filter(({status}) => status === 429)).toEqual([]);
				},
			),
			runs(200),
		);
	});
});
