import type {Timezone} from 'awin-sdk';
import {clockChanges, instantOf, instantsOf, textOf, wallMs} from './zone.ts';

/** A span of time in a zone: `from` inclusive, `to` exclusive, in epoch milliseconds. */
export type Span = {readonly from: number; readonly to: number; readonly zone: Timezone};

/**
 * Whether a date is in a span by what a client can know of it: its text in the zone of the span. Of the two instants
 * of an ambiguous text, that is the first.
 */
export const isInSpan = ({from, to, zone}: Span, at: number): boolean => {
	const read = instantOf(textOf(at, zone), zone);
	return read >= from && read < to;
};

const second = 1000;
const hour = 3_600_000;
const maxWindow = 31 * 24 * hour;

/** The first wall-clock time that no client reads as earlier than an instant. */
const boundOf = (instant: number, zone: Timezone): number => {
	const at = Math.ceil(instant / second) * second;
	const text = textOf(at, zone);
	if (instantOf(text, zone) >= at) return wallMs(text);
	/* In the second of two hours, which ends as long after the change as the clock goes back. */
	const changes = clockChanges(zone).filter((change) => change.at <= at);
	const [before, change] = changes.slice(-2);
	return (change?.at ?? 0) + (before?.offsetMs ?? 0);
};

const happensOnce = (wall: number, zone: Timezone): boolean =>
	instantsOf(new Date(wall).toISOString().slice(0, 19), zone).length === 1;

/**
 * The least number of windows that cover a span, each at most 31 days long as a clock on the wall counts them, and none
 * with a bound in an hour that a clock change repeats or skips. `max` is more than `min` only if windows of the full
 * length have such a bound, and have to be an hour shorter.
 */
export const leastWindows = ({from, to, zone}: Span): {min: number; max: number} => {
	const bounds = [boundOf(from, zone), boundOf(to, zone)] as const;
	if (bounds[0] >= bounds[1]) return {min: 0, max: 0};
	const start = bounds[0] - (happensOnce(bounds[0], zone) ? 0 : hour);
	const end = bounds[1] + (happensOnce(bounds[1], zone) ? 0 : hour);
	const min = Math.ceil((end - start) / maxWindow);
	const seams = Array.from({length: min - 1}, (_, index) => start + (index + 1) * maxWindow);
	const shorter = seams.filter((seam) => !happensOnce(seam, zone)).length;
	return {min, max: Math.ceil((end - start + shorter * hour) / maxWindow)};
};
