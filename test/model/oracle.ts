import type {Timezone} from 'awin-sdk';
import {instantOf, textOf, wallMs} from './zone.ts';

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

const day = 86_400_000;

/** The least number of windows of at most 31 days, as a clock on the wall counts them, that cover a span. */
export const leastWindows = ({from, to, zone}: Span): number => {
	const start = wallMs(textOf(from, zone));
	const end = wallMs(textOf(Math.ceil(to / 1000) * 1000, zone));
	return Math.ceil((end - start) / (31 * day));
};
