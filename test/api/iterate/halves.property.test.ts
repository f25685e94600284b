import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Asked} from '../../model/awin.ts';
import type {Fault} from '../../model/fault.ts';
import {leastWindows} from '../../model/oracle.ts';
import {idsOf, openTransactions} from '../../model/open-transactions.ts';
import {readAll, stops} from '../../model/read-all.ts';
import {expectedIds, runs, type Scenario, scenarios} from '../../model/scenario.ts';
import {saleAt} from '../../model/sale.ts';

const hour = 3_600_000;

/* The hour before and after a window that begins or ends where the clock changes. */
const extraHours = 2;

/** A server that is too slow for what is longer than some part of the span. */
const slow = fc.record({
	scenario: scenarios,
	parts: fc.integer({min: 1, max: 40}),
	fault: fc.constantFrom<Fault>('stall', 'stalled body', 504),
});

type Slow = {readonly scenario: Scenario; readonly parts: number; readonly fault: Fault};

const openSlow = ({scenario, parts, fault}: Slow) => {
	const {from, to} = scenario.span;
	const total = (to - from) / hour;
	const maxHours = Math.max(1 + extraHours, total / parts);
	const faultOf = ({hours}: Asked) => (hours > maxHours ? fault : undefined);
	return {...openTransactions(scenario, {faultOf, client: {retry: false}}), total, maxHours};
};

describe('iterate over a server that is too slow for large windows', () => {
	it('halves windows until they are answered, and yields the same items', async () => {
		await fc.assert(
			fc.asyncProperty(slow, stops, async (server, places) => {
				const {clock, start} = openSlow(server);
				const {items, failures} = await clock.run(readAll(start, places));
				expect(idsOf(items)).toEqual(expectedIds(server.scenario));
				expect(failures.filter((kind) => kind !== 'aborted')).toEqual([]);
			}),
			runs(50),
		);
	});

	it('asks for no more halves than it takes', async () => {
		await fc.assert(
			fc.asyncProperty(slow, async (server) => {
				const {clock, start, asked, total, maxHours} = openSlow(server);
				await clock.run(readAll(start));
				const failed = asked.filter(({hours}) => hours > maxHours).length;
				const answered = asked.length - failed;
				/* Each window that fails becomes two. */
				const {min, max} = leastWindows(server.scenario.span);
				expect(answered - failed).toBeGreaterThanOrEqual(min);
				expect(answered - failed).toBeLessThanOrEqual(max);
				/* No window that was answered is the half of one that would have been. */
				const shortest = Math.max(1, (maxHours - extraHours) / 2 - 1);
				expect(answered).toBeLessThanOrEqual(Math.ceil(total / shortest) + 2 * max);
			}),
			runs(50),
		);
	});

	it('ends with the failure if an hour is too long, and goes on when the server has recovered', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, fc.nat(60), async (scenario, recovery) => {
				const {clock, start} = openTransactions(scenario, {
					faultOf: ({index}) => (index < recovery ? 504 : undefined),
					client: {retry: false},
				});
				const {items, failures} = await clock.run(readAll(start));
				expect(idsOf(items)).toEqual(expectedIds(scenario));
				expect(failures.every((kind) => kind === 'gateway-timeout')).toBe(true);
			}),
			runs(40),
		);
	});
});

describe('iterate over answers that are too large', () => {
	it('halves windows until they fit, and yields the same items', async () => {
		const from = Date.UTC(2026, 9, 20);
		const scenario: Scenario = {
			span: {from, to: from + 15 * 24 * hour, zone: 'Europe/Berlin'},
			dateType: 'transaction',
			side: 'publisher',
			reading: {end: 'inclusive', compares: 'texts'},
			/* Half of them in the two hours that have the same name, which no window can tell apart. */
			sales: Array.from({length: 300}, (_, index) =>
				saleAt(
					index + 1,
					index % 2 === 0 ? Date.UTC(2026, 9, 25, 0, 0, index * 24) : from + index * hour,
				),
			),
		};
		const {clock, start, asked} = openTransactions(scenario, {client: {maxBodyBytes: 100_000}});
		const {items, failures} = await clock.run(readAll(start));
		expect(idsOf(items)).toEqual(expectedIds(scenario));
		expect(items).toHaveLength(300);
		expect(failures).toEqual([]);
		expect(asked.length).toBe(5);
	});
});
