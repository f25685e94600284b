import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {largestWindow} from '../../helpers/arrivals.ts';
import {isInSpan, leastWindows} from '../../model/oracle.ts';
import {readAll, readAllItems, type Start, stops} from '../../model/read-all.ts';
import {runs, type Scenario, scenarios} from '../../model/scenario.ts';
import {session, type SessionOptions} from '../../model/session.ts';
import type {Transaction} from 'awin-sdk';

const open = ({span, sales, reading}: Scenario, options: Partial<SessionOptions> = {}) => {
	const opened = session({world: {sales}, reading, ...options});
	const question = {
		from: new Date(span.from),
		to: new Date(span.to),
		timezone: span.zone,
	};
	const start: Start<Transaction> = (own) =>
		opened.connect().publisher(1001).transactions.iterate(question, own);
	return {
		...opened,
		start,
		plan: () => opened.awin.publisher(1001).transactions.iterate(question).plan(),
	};
};

const expectedIds = ({span, sales}: Scenario): number[] =>
	sales
		.filter(({at}) => isInSpan(span, at))
		.map(({id}) => id)
		.sort((a, b) => a - b);

const idsOf = (items: readonly {readonly id: number}[]): number[] =>
	items.map(({id}) => id).sort((a, b) => a - b);

describe('iterate over transactions, whatever the span, the zone and the server', () => {
	it('yields what the server has in the span, each item once, with the least possible calls', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, async (scenario) => {
				const {clock, start, asked, plan} = open(scenario);
				const {items} = await clock.run(readAllItems(start));
				expect(idsOf(items)).toEqual(expectedIds(scenario));
				expect(asked.length).toBe(plan().calls);
				const {min, max} = leastWindows(scenario.span);
				expect(plan().calls).toBeGreaterThanOrEqual(min);
				expect(plan().calls).toBeLessThanOrEqual(max);
				expect(asked.filter(({status}) => status !== 200)).toEqual([]);
				expect(clock.timers()).toBe(0);
			}),
			runs(300),
		);
	});

	it('goes on without loss or repeat after any stops', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, stops, async (scenario, places) => {
				const {clock, start, asked} = open(scenario, {latencyMs: 100});
				const {items} = await clock.run(readAll(start, places));
				expect(idsOf(items)).toEqual(expectedIds(scenario));
				expect(
					largestWindow(
						asked.map(({at}) => ({at, by: ''})),
						60_000,
					),
				).toBeLessThanOrEqual(20);
			}),
			runs(200),
		);
	});
});
