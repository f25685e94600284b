import {readInstant} from '../time/instant.ts';
import {instantOfWallClock, wallClockOf} from '../time/wall-clock.ts';
import {boundAt, firstWindow, halve, type WallClockSpan, windowTexts} from '../time/windows.ts';
import type {Timezone} from '../time/zones.ts';
import type {Parts} from './source.ts';
import type {IterationWindow} from './types.ts';

/** Cuts a span of time into windows. */
export const timeParts = (span: WallClockSpan, timezone: Timezone): Parts<IterationWindow> => ({
	start: span.from,
	end: span.to,
	first: (at) => (at < span.to ? firstWindow({from: at, to: span.to}, timezone) : undefined),
	halve: (part) => halve(part, timezone),
	windowOf: (part) => windowTexts(part, timezone),
	instantOf: (at) => instantOfWallClock(at, timezone),
	positionOf: (instant) => {
		const at = instant === undefined ? Number.NaN : boundAt(instant, timezone);
		return at >= span.from && at <= span.to ? at : undefined;
	},
});

/**
 * Returns the bound of a span at an instant.
 *
 * @param option - The name of the option, for the message.
 * @throws TypeError if the year is none that Awin can take.
 */
const boundOf = (instantMs: number, timezone: Timezone, option: string): number => {
	wallClockOf(new Date(instantMs), timezone, option);
	return boundAt(instantMs, timezone);
};

/**
 * Reads a span.
 *
 * @throws TypeError if a bound is no point in time, or if `from` is after `to`.
 */
export const readSpan = (
	{from, to}: {readonly from: unknown; readonly to: unknown},
	timezone: Timezone,
): WallClockSpan => {
	const fromMs = readInstant(from, timezone, 'from');
	const toMs = readInstant(to, timezone, 'to');
	if (fromMs > toMs) throw new TypeError('Option `to` must not be before `from`.');
	return {from: boundOf(fromMs, timezone, 'from'), to: boundOf(toMs, timezone, 'to')};
};
