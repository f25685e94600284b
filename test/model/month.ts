import {type Timezone, timezones} from 'awin-sdk';
import * as fc from 'fast-check';
import {awkwardTime, nearChange} from './awkward-times.ts';
import type {Fault} from './fault.ts';
import type {Reading} from './question.ts';
import type {Sale, SaleChange} from './sale.ts';
import {readings} from './scenario.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A month of sales and changes, and the nights on which a job asks for them. */
export type Month = {
	readonly startMs: number;
	/** From when on the job asks: from the start of the month, or from longer ago than a window is long. */
	readonly sinceMs: number;
	readonly zone: Timezone;
	readonly reading: Reading;
	readonly sales: readonly Sale[];
	/** How much later than its date a row or a change is shown, at most. */
	readonly marginMs: number;
	/** When the job runs, in epoch milliseconds. */
	readonly runsAt: readonly number[];
	/** What goes wrong with each request. */
	readonly script: readonly (Fault | undefined)[];
	readonly latencyMs: number;
};

/* Months in which clocks go forward or back somewhere. */
const starts = [
	Date.UTC(2026, 2, 7),
	Date.UTC(2026, 9, 3),
	Date.UTC(2026, 9, 10),
	Date.UTC(2024, 1, 1),
	Date.UTC(2018, 1, 1),
];

const nights = 30;

const changeOf = (
	time: fc.Arbitrary<number>,
	lateMs: fc.Arbitrary<number>,
): fc.Arbitrary<SaleChange> => {
	const when = {at: time, shownAt: lateMs};
	return fc.oneof(
		fc.record({
			...when,
			type: fc.constant('validation' as const),
			status: fc.constantFrom('approved' as const, 'declined' as const),
		}),
		fc.record({...when, type: fc.constant('amendment' as const), cents: fc.nat(1000)}),
	);
};

/* Nothing happens to a sale before it happens, and nothing is shown of it before it is. */
const inOrder = ({lateMs, ...sale}: Omit<Sale, 'shownAt'> & {readonly lateMs: number}): Sale => {
	const shownAt = sale.at + lateMs;
	const shown = (change: SaleChange): SaleChange => ({
		...change,
		shownAt: Math.max(change.at + change.shownAt, shownAt),
	});
	const changes = sale.changes
		.filter(({at}) => at > sale.at)
		.map(shown)
		.toSorted((a, b) => a.at - b.at);
	return {...sale, shownAt, changes};
};

const saleOf = (time: fc.Arbitrary<number>, lateMs: fc.Arbitrary<number>): fc.Arbitrary<Sale> =>
	fc
		.record({
			id: fc.nat(1_000_000),
			publisherId: fc.constant(1001),
			advertiserId: fc.constant(2001),
			at: time,
			lateMs,
			cents: fc.nat(1000),
			changes: fc.array(changeOf(time, lateMs), {maxLength: 3}),
		})
		.map(inOrder);

/** At the same time each night, but for some that are missed. */
const withRuns =
	(month: Omit<Month, 'sales' | 'runsAt' | 'script'>) =>
	({
		at,
		missed,
		...rest
	}: Pick<Month, 'sales' | 'script'> & {at: number; missed: number[]}): Month => ({
		...month,
		...rest,
		runsAt: Array.from({length: nights + 1}, (_, night) => month.startMs + night * day + at).filter(
			(_, night) => night === nights || !missed.includes(night),
		),
	});

/** Any month. */
export const months: fc.Arbitrary<Month> = fc
	.record({
		startMs: fc.constantFrom(...starts),
		backlogMs: fc.constantFrom(0, 0, 45 * day),
		zone: fc.constantFrom<Timezone>(...timezones),
		reading: readings,
		marginMs: fc.constantFrom(0, 10 * minute, 2 * hour, 5 * hour),
		latencyMs: fc.constantFrom(0, 3000),
	})
	.chain(({backlogMs, ...rest}) => {
		const month = {...rest, sinceMs: rest.startMs - backlogMs};
		const {startMs, marginMs, zone} = month;
		const stretch = {from: startMs - 50 * day, to: startMs + (nights - 2) * day};
		const lateMs = fc
			.oneof(fc.constant(0), fc.constant(marginMs), fc.nat(marginMs))
			.map((late) => Math.floor(late / 1000) * 1000);
		const near = nearChange({...stretch, from: startMs}, zone) ?? awkwardTime(stretch);
		const time = fc.oneof(awkwardTime(stretch), near);
		/* At the same time each night, often so that the run or its margin is near the change. */
		const timeOfDay = fc
			.oneof(
				awkwardTime(stretch),
				near,
				near.map((at) => at + marginMs),
			)
			.map((at) => (((at - startMs) % day) + day) % day);
		return fc
			.record({
				sales: fc.uniqueArray(saleOf(time, lateMs), {
					selector: ({id}) => id,
					minLength: 1,
					maxLength: 40,
					size: 'max',
				}),
				at: timeOfDay,
				missed: fc.array(fc.nat(nights - 1), {maxLength: 10}),
				script: fc.array(
					fc.option(fc.constantFrom<Fault>(500, 504, 'network', 'stall'), {
						nil: undefined,
						freq: 4,
					}),
					{maxLength: 40},
				),
			})
			.map(withRuns(month));
	});
