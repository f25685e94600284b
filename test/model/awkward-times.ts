import {type Timezone, timezones} from 'awin-sdk';
import * as fc from 'fast-check';
import {clockChanges, instantOf, instantsOf, textOf, wallMs} from './zone.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

/** A stretch of time, in epoch milliseconds. */
export type Stretch = {readonly from: number; readonly to: number};

/** The changes of the clocks of all zones in a stretch, each instant once. */
export const changesIn = ({from, to}: Stretch): readonly number[] => [
	...new Set(
		timezones.flatMap((zone) =>
			clockChanges(zone)
				.map(({at}) => at)
				.filter((at) => at >= from && at < to),
		),
	),
];

/** The instants at which the windows of 31 days that follow from `start` end, in a zone. */
export const seamsIn = ({from, to}: Stretch, start: number, zone: Timezone): readonly number[] => {
	const seams: number[] = [];
	for (let wall = wallMs(textOf(start, zone)); wall < to + 2 * day; wall += 31 * day) {
		seams.push(...instantsOf(new Date(wall).toISOString().slice(0, 19), zone));
	}
	return seams.filter((at) => at >= from && at < to);
};

const near = (at: number, ...offsets: readonly number[]): fc.Arbitrary<number> =>
	fc.constantFrom(0, -second, second, ...offsets).map((offset) => at + offset);

const one = (
	times: readonly number[],
	...offsets: readonly number[]
): readonly fc.Arbitrary<number>[] =>
	times.length === 0 ? [] : [fc.constantFrom(...times).chain((at) => near(at, ...offsets))];

/**
 * Any whole second of a stretch, most of them at an awkward place: the midnights of every zone, both sides of each
 * change of a clock, the seams of windows, the ends of the stretch, each with the seconds before and after it.
 */
export const awkwardTime = (
	stretch: Stretch,
	seams: readonly number[] = [],
): fc.Arbitrary<number> => {
	const anySecond = fc
		.integer({min: Math.floor(stretch.from / second), max: Math.floor(stretch.to / second)})
		.map((at) => at * second);
	const midnight = fc
		.tuple(fc.constantFrom(...timezones), anySecond)
		.chain(([zone, at]) => near(instantOf(`${textOf(at, zone).slice(0, 10)}T00:00:00`, zone)));
	const ends = [stretch.from, stretch.to].map((at) => Math.floor(at / second) * second);
	return fc.oneof(
		anySecond,
		midnight,
		...one(changesIn(stretch), -hour, -hour / 2, hour / 2, hour, hour - second, second - hour),
		...one(seams),
		...one(ends),
	);
};

/** Any whole second up to an hour and a half from a change of the clock of a zone. `undefined` if there is none. */
export const nearChange = (
	{from, to}: Stretch,
	zone: Timezone,
): fc.Arbitrary<number> | undefined => {
	const changes = clockChanges(zone)
		.map(({at}) => at)
		.filter((at) => at >= from && at < to);
	return changes.length === 0
		? undefined
		: fc
				.tuple(fc.constantFrom(...changes), fc.integer({min: -90, max: 90}))
				.map(([at, minutes]) => at + minutes * 60 * second);
};
