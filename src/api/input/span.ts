/** The limit of the span between two parameters of an endpoint. */
export type Span = {
	readonly from: string;
	readonly to: string;
	readonly maxDays: number;
	/** Whether the day of `to` belongs to the span. */
	readonly inclusive: boolean;
};

const dayMs = 86_400_000;

/* As if it were UTC: the change of an hour at a DST transition does not count. */
const timeOf = (wallClock: unknown): number =>
	Date.parse(`${String(wallClock).slice(0, 10)}T${String(wallClock).slice(11) || '00:00:00'}Z`);

/**
 * Checks the span of a call.
 *
 * @throws TypeError if it is longer than Awin allows, or if it ends before it starts.
 */
export const checkSpan = (
	{from, to, maxDays, inclusive}: Span,
	written: Readonly<Record<string, unknown>>,
): void => {
	const lengthMs = timeOf(written[to]) - timeOf(written[from]) + (inclusive ? dayMs : 0);
	if (lengthMs < (inclusive ? dayMs : 0)) {
		throw new TypeError(`Option \`${to}\` must not be before \`${from}\`.`);
	}
	if (lengthMs > maxDays * dayMs) {
		throw new TypeError(
			`Option \`${to}\` must be at most ${maxDays} days after \`${from}\`, but the span has ${Math.ceil(lengthMs / dayMs)} days. Ask for several spans.`,
		);
	}
};
