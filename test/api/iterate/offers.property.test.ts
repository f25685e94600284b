import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Asked} from '../../model/awin.ts';
import type {Fault} from '../../model/fault.ts';
import {readAll, stops} from '../../model/read-all.ts';
import {runs} from '../../model/scenario.ts';
import {session} from '../../model/session.ts';

type Rows = readonly (number | undefined)[];

/* The least page size. A gap that is shorter than two pages makes one page empty at most. */
const size = 10;

/** Rows of offers, some of them repeated, with gaps that make pages short or empty. */
const rows: fc.Arbitrary<Rows> = fc
	.array(
		fc.record({
			gap: fc.oneof(fc.constant(0), fc.nat(2 * size - 1)),
			ids: fc.array(fc.integer({min: 1, max: 60}), {minLength: 1, maxLength: 30}),
		}),
		{maxLength: 6},
	)
	.map((blocks) =>
		blocks.flatMap(({gap, ids}): Rows => [...Array.from({length: gap}, () => undefined), ...ids]),
	);

const countOf = (all: Rows): number => all.filter((row) => row !== undefined).length;

const distinct = (all: Rows): number[] =>
	[...new Set(all.filter((row) => row !== undefined))].sort((a, b) => a - b);

const idsOf = (items: readonly {readonly promotionId: number}[]): number[] =>
	items.map(({promotionId}) => promotionId).sort((a, b) => a - b);

const faults = fc.array(
	fc.option(fc.constantFrom<Fault>(500, 502, 'network', 'cut body', 'stall'), {nil: undefined}),
	{maxLength: 12},
);

const open = (
	offers: Rows,
	offersTotal: number,
	pageSize: number,
	script: readonly (Fault | undefined)[] = [],
) => {
	const faultOf = ({index}: Asked) => script[index];
	const opened = session({world: {sales: [], offers, offersTotal}, latencyMs: 20, faultOf});
	const iterate = () => opened.connect().publisher(1001).offers;
	return {...opened, iterate, pageSize};
};

describe('iterate over offers', () => {
	it('yields each offer once, whatever pages are short or empty', async () => {
		await fc.assert(
			fc.asyncProperty(rows, fc.integer({min: size, max: 30}), async (offers, pageSize) => {
				const {clock, awin, asked} = open(offers, countOf(offers), pageSize);
				const iteration = awin.publisher(1001).offers.iterate({pageSize});
				const items = await clock.run(iteration.toArray({limit: 1000}));
				expect(idsOf(items)).toEqual(distinct(offers));
				expect(asked.length).toBeGreaterThanOrEqual(Math.ceil(countOf(offers) / pageSize));
			}),
			runs(150),
		);
	});

	it('goes on without loss or repeat after any stops and failures', async () => {
		await fc.assert(
			fc.asyncProperty(rows, stops, faults, async (offers, places, script) => {
				const {clock, iterate} = open(offers, countOf(offers), size, script);
				const read = readAll((own) => iterate().iterate({pageSize: size}, own), places);
				expect(idsOf((await clock.run(read)).items)).toEqual(distinct(offers));
			}),
			runs(150),
		);
	});

	it('says that rows are missing, after all that there are', async () => {
		await fc.assert(
			fc.asyncProperty(rows, fc.integer({min: 1, max: 40}), async (offers, missing) => {
				const total = countOf(offers) + missing;
				const {clock, iterate} = open(offers, total, size);
				const ids: number[] = [];
				const kinds: string[] = [];
				const read = async () => {
					for await (const {result, items} of iterate().iterate({pageSize: size}).pages()) {
						ids.push(...items.map(({promotionId}) => promotionId));
						kinds.push(result.kind);
						if (result.kind !== 'incomplete') continue;
						expect(result.error.received).toBe(countOf(offers));
						expect(result.error.total).toBe(total);
					}
				};
				await clock.run(read());
				expect(ids.toSorted((a, b) => a - b)).toEqual(distinct(offers));
				expect(kinds.at(-1)).toBe('incomplete');
				expect(kinds.filter((kind) => kind !== 'ok')).toHaveLength(1);
			}),
			runs(100),
		);
	});
});
