import {type Timezone, timezones} from 'awin-sdk';
import * as fc from 'fast-check';
import {awkwardTime, seamsIn} from './awkward-times.ts';
import type {Span} from './oracle.ts';
import type {Reading} from './question.ts';
import {type Sale, saleAt} from './sale.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

/** A span, what the server has around it, and how the server reads windows. */
export type Scenario = {
	readonly span: Span;
	readonly reading: Reading;
	readonly sales: readonly Sale[];
};

const epoch = {from: Date.UTC(2017, 0, 1), to: Date.UTC(2026, 0, 1)};

/** How a server may read windows. */
export const readings: fc.Arbitrary<Reading> = fc.record({
	end: fc.constantFrom('inclusive', 'exclusive'),
	compares: fc.constantFrom('instants', 'texts'),
});

const lengths = fc.oneof(
	fc.integer({min: 1, max: 3 * 24 * 60}).map((minutes) => minutes * 60 * second),
	fc.integer({min: 1, max: 130}).map((days) => days * day),
	fc
		.constantFrom(31, 62, 93, 365, 366)
		.chain((days) =>
			fc.constantFrom(0, second, -second, hour, -hour).map((offset) => days * day + offset),
		),
);

/** Any span of up to a year or so, whose ends are mostly at awkward places. */
export const spans: fc.Arbitrary<Span> = fc
	.record({
		zone: fc.constantFrom<Timezone>(...timezones),
		from: awkwardTime(epoch),
		length: lengths,
		toTheSecond: fc.boolean(),
	})
	.map(({zone, from, length, toTheSecond}) => ({
		zone,
		from: toTheSecond ? from : from + 1,
		to: from + length + (toTheSecond ? 0 : 999),
	}));

/** Sales in and around a span, some of them at the same time. */
export const salesAround = ({from, to, zone}: Span): fc.Arbitrary<readonly Sale[]> => {
	const stretch = {from: from - 2 * day, to: to + 2 * day};
	const times = fc.array(awkwardTime(stretch, [from, to, ...seamsIn(stretch, from, zone)]), {
		maxLength: 60,
		size: 'max',
	});
	return fc
		.tuple(times, fc.nat(3))
		.map(([all, repeats]) =>
			[...all, ...all.slice(0, repeats).flatMap((at) => [at, at])].map((at, index) =>
				saleAt(index + 1, Math.floor(at / second) * second),
			),
		);
};

/** Any scenario. */
export const scenarios: fc.Arbitrary<Scenario> = spans.chain((span) =>
	fc.record({span: fc.constant(span), reading: readings, sales: salesAround(span)}),
);

/** How often a property runs: as often as `PROPERTY_RUNS` times its default. */
export const runs = (count: number): {readonly numRuns: number} => ({
	numRuns: Math.ceil(count * Number(process.env['PROPERTY_RUNS'] ?? 1)),
});
