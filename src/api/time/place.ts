import {offsetAt} from './offset.ts';
import {readDateText} from './wall-clock.ts';
import type {WallClockSpan} from './windows.ts';
import type {Timezone} from './zones.ts';

/** Where a row is: in a window, out of it, or nobody knows. */
export type Place = 'in' | 'out' | 'unsure';

/**
 * The wall-clock times that the date of a row can mean, to the second, as if they were in UTC; none if it has no date.
 *
 * An offset is taken at its word, and not: samples of Awin's documentation have a `Z` on times that its text describes
 * as wall-clock time.
 */
export const readingsOf = (date: unknown, timezone: Timezone): readonly number[] => {
	const read = typeof date === 'string' ? readDateText(date) : undefined;
	if (read === undefined) return [];
	const wallClock = Math.floor(read.wallClockMs / 1000) * 1000;
	if (read.offsetMs === undefined) return [wallClock];
	const instant = wallClock - read.offsetMs;
	return [wallClock, instant + offsetAt(instant, timezone)];
};

/** Says where a row with this date is. */
export const placeOf = (date: unknown, {from, to}: WallClockSpan, timezone: Timezone): Place => {
	const readings = readingsOf(date, timezone);
	const count = readings.filter((one) => one >= from && one < to).length;
	if (readings.length === 0 || (count > 0 && count < readings.length)) return 'unsure';
	return count === 0 ? 'out' : 'in';
};
