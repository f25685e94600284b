import {type Timezone, timezones, type TransactionDateType} from 'awin-sdk';
import * as fc from 'fast-check';
import {awkwardTime, nearChange, seamsIn} from './awkward-times.ts';
import {isInSpan, type Span} from './oracle.ts';
import type {Reading} from './question.ts';
import {type Sale, saleAt, stateAt} from './sale.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

/** A question, what the server has around its span, and how the server reads windows. */
export type Scenario = {
	readonly span: Span;
	readonly dateType: TransactionDateType;
	readonly side: 'publisher' | 'advertiser';
	readonly reading: Reading;
	readonly sales: readonly Sale[];
};

const epoch = {from: Date.UTC(2017, 0, 1), to: Date.UTC(2026, 0, 1)};

/** How a server may read windows. */
export const readings: fc.Arbitrary<Reading> = fc.record({
	end: fc.constantFrom('inclusive', 'exclusive'),
	compares: fc.constantFrom('texts', 'first instants', 'second instants'),
});

const lengths = fc.oneof(
	fc.integer({min: 1, max: 3 * 24 * 60}).map((minutes) => minutes * 60 * second),
	fc.integer({min: 1, max: 130}).map((days) => days * day),
	fc
		.tuple(
			fc.constantFrom(31, 62, 365, 366, 3 * 365),
			fc.constantFrom(0, second, -second, hour, -hour),
		)
		.map(([days, offset]) => days * day + offset),
);

/* Half of them are near a change of the clock of the zone, if it has any. */
const timeOf = (zone: Timezone): fc.Arbitrary<number> =>
	fc.oneof(awkwardTime(epoch), nearChange(epoch, zone) ?? awkwardTime(epoch));

const endOf = (from: number, zone: Timezone): fc.Arbitrary<number> => {
	const anyEnd = lengths.map((length) => from + length);
	const soon = nearChange({from: from + second, to: from + 300 * day}, zone) ?? anyEnd;
	return fc.oneof(anyEnd, soon).map((to) => Math.max(to, from + second));
};

/** Any span of up to some years, whose ends are mostly at awkward places. */
export const spans: fc.Arbitrary<Span> = fc
	.constantFrom<Timezone>(...timezones)
	.chain((zone) =>
		timeOf(zone).chain((from) =>
			fc.record({
				zone: fc.constant(zone),
				from: fc.constant(from),
				to: endOf(from, zone),
				toTheSecond: fc.boolean(),
			}),
		),
	)
	.map(({zone, from, to, toTheSecond}) =>
		toTheSecond ? {zone, from, to} : {zone, from: from + 1, to: to + 999},
	);

/** Any times in and around a span: whole seconds, some of them equal. */
export const timesAround = ({from, to, zone}: Span, max = 60): fc.Arbitrary<readonly number[]> => {
	const stretch = {from: from - 2 * day, to: to + 2 * day};
	const anyTime = awkwardTime(stretch, [from, to, ...seamsIn(stretch, from, zone)]);
	const time = fc.oneof(anyTime, nearChange(stretch, zone) ?? anyTime);
	return fc
		.tuple(fc.array(time, {maxLength: max, size: 'max'}), fc.nat(3))
		.map(([times, repeated]) => times.concat(times.slice(0, repeated)))
		.map((times) => times.map((at) => Math.floor(at / second) * second));
};

/** Sales with a date of the given type in or around a span. */
const salesAround = (span: Span, dateType: TransactionDateType): fc.Arbitrary<readonly Sale[]> =>
	timesAround(span).map((times) =>
		times.map((at, index) => {
			if (dateType === 'transaction') return saleAt(index + 1, at);
			const change = {type: dateType, at, shownAt: -Infinity} as const;
			return saleAt(index + 1, at - day, {changes: [change]});
		}),
	);

const withSales =
	(scenario: Omit<Scenario, 'sales'>) =>
	(sales: readonly Sale[]): Scenario => ({...scenario, sales});

/** Any scenario with dates that rows have. */
export const scenarios: fc.Arbitrary<Scenario> = fc
	.record({
		span: spans,
		dateType: fc.constantFrom<TransactionDateType>('transaction', 'validation'),
		side: fc.constantFrom<Scenario['side']>('publisher', 'advertiser'),
		reading: readings,
	})
	.chain((scenario) => salesAround(scenario.span, scenario.dateType).map(withSales(scenario)));

/** Any scenario with the date of an amendment, which rows do not have. */
export const amendments: fc.Arbitrary<Scenario> = scenarios.chain((scenario) =>
	salesAround(scenario.span, 'amendment').map(withSales({...scenario, dateType: 'amendment'})),
);

/** The date that a question is about, or `undefined` if a sale does not have it. */
export const dateOf = (sale: Sale, dateType: TransactionDateType): number | undefined =>
	stateAt(sale, Infinity)?.dates[dateType];

/** The ids of the sales in the span, in order. */
export const expectedIds = ({span, sales, dateType}: Scenario): number[] =>
	sales
		.filter((sale) => {
			const at = dateOf(sale, dateType);
			return at !== undefined && isInSpan(span, at);
		})
		.map(({id}) => id)
		.sort((a, b) => a - b);

/** How often a property runs: `PROPERTY_RUNS` times as often as by default. */
export const runs = (count: number): {readonly numRuns: number} => ({
	numRuns: Math.ceil(count * Number(process.env['PROPERTY_RUNS'] ?? 1)),
});
