import {instantOfWallClock, instantsOf, textOfWallClock} from './wall-clock.ts';
import {offsetAt} from './offset.ts';
import type {Timezone} from './zones.ts';

/*
 * Spans are in wall-clock time, because Awin takes and answers with nothing else. Two rules make it exact:
 *
 * - An hour that happens twice counts as the first of the two. A bound in the second one is the end of that hour, so
 *   spans that touch have each row once.
 * - No call asks for a span that begins or ends within an hour that happens twice, or that never happens: nobody says
 *   what Awin makes of such a time.
 */

const second = 1000;
const hour = 3_600_000;

/** The longest span of a call: 31 days of wall-clock time. */
const maxWindow = 31 * 24 * hour;

/**
 * A span of wall-clock time. The times are as if they were in UTC, in epoch milliseconds, whole seconds. `from` is
 * inclusive, `to` is exclusive.
 */
export type WallClockSpan = {readonly from: number; readonly to: number};

/**
 * The bound of a span at an instant: the first wall-clock time, in whole seconds, that does not count as earlier. Awin
 * works to the second, so a bound within a second is the next one.
 */
export const boundAt = (instantMs: number, timezone: Timezone): number => {
	const instant = Math.ceil(instantMs / second) * second;
	const wallClock = instant + offsetAt(instant, timezone);
	const isEarlier = (one: number) => instantOfWallClock(one, timezone) < instant;
	if (!isEarlier(wallClock)) return wallClock;
	let earlier = wallClock;
	let bound = wallClock + hour;
	while (bound - earlier > second) {
		const middle = earlier + Math.floor((bound - earlier) / 2 / second) * second;
		if (isEarlier(middle)) earlier = middle;
		else bound = middle;
	}
	return bound;
};

/** Whether a wall-clock time happens exactly once. */
const isUnique = (wallClock: number, timezone: Timezone): boolean =>
	instantsOf(wallClock, timezone).length === 1;

/** What to ask for, so that the answer has everything in a span. */
const asked = ({from, to}: WallClockSpan, timezone: Timezone): WallClockSpan => ({
	from: isUnique(from, timezone) ? from : from - hour,
	to: isUnique(to, timezone) ? to : to + hour,
});

/** The parameters of a call for a span. */
export const windowTexts = (
	span: WallClockSpan,
	timezone: Timezone,
): {startDate: string; endDate: string} => {
	const {from, to} = asked(span, timezone);
	return {startDate: textOfWallClock(from), endDate: textOfWallClock(to)};
};

/** Cuts the first window from a span: as long as one call can be. */
export const firstWindow = ({from, to}: WallClockSpan, timezone: Timezone): WallClockSpan => {
	const limit = asked({from, to}, timezone).from + maxWindow;
	if (asked({from, to}, timezone).to <= limit) return {from, to};
	const seam = Math.min(limit, to);
	return {from, to: isUnique(seam, timezone) ? seam : seam - hour};
};

/** Halves a window. Returns `undefined` if it is no longer than an hour, or than an hour that happens twice takes. */
export const halve = (
	{from, to}: WallClockSpan,
	timezone: Timezone,
): readonly [WallClockSpan, WallClockSpan] | undefined => {
	if (to - from <= hour) return undefined;
	const middle = from + Math.max(hour, Math.floor((to - from) / 2 / second) * second);
	const seam = isUnique(middle, timezone) ? middle : middle - hour;
	return seam > from
		? [
				{from, to: seam},
				{from: seam, to},
			]
		: undefined;
};
