import {instantOf} from '../time/wall-clock.ts';
import type {Timezone} from '../time/zones.ts';

/** The limit of the span between two parameters of an endpoint. */
export type Span = {
	/** The name of the parameter that starts the span. */
	readonly from: string;
	/** The name of the parameter that ends the span. */
	readonly to: string;
	/** The maximum length of the span, in days. */
	readonly maxDays: number;
	/** Whether the day of `to` belongs to the span. */
	readonly inclusive: boolean;
};

const dayMs = 86_400_000;

/**
 * Checks the span of a call. Whether Awin counts days by the clock of the zone or by elapsed time is not documented, and
 * the two differ by an hour if the clock changes in between. So a span is too long only if it is by both.
 *
 * @throws TypeError if it is longer than Awin allows, or if it ends before it starts.
 */
export const checkSpan = (
	{from, to, maxDays, inclusive}: Span,
	written: Readonly<Record<string, unknown>>,
	timezone: Timezone,
): void => {
	const lengthIn = (zone: Timezone): number => {
		const timeOf = (text: unknown) => instantOf(String(text), zone).getTime();
		return timeOf(written[to]) - timeOf(written[from]);
	};
	const byClockMs = lengthIn('UTC');
	if (byClockMs < 0) throw new TypeError(`Option \`${to}\` must not be before \`${from}\`.`);
	/* Whole days have no hours, so the clock does not matter. */
	const lengthMs = inclusive ? byClockMs + dayMs : Math.min(byClockMs, lengthIn(timezone));
	if (lengthMs > maxDays * dayMs) {
		throw new TypeError(
			`Option \`${to}\` must be at most ${maxDays} days after \`${from}\`, but the span has ${Math.ceil(lengthMs / dayMs)} days. Ask for several spans.`,
		);
	}
};
