/** When a server was called, and by whom. */
export type Arrival = {readonly at: number; readonly by: string};

/** The most arrivals that lie within any span of `intervalMs`, its end not included. */
export const largestWindow = (arrivals: readonly Arrival[], intervalMs: number): number => {
	const times = arrivals.map(({at}) => at).sort((a, b) => a - b);
	let oldest = 0;
	let largest = 0;
	for (const [index, time] of times.entries()) {
		while (time - (times[oldest] ?? time) >= intervalMs) oldest += 1;
		largest = Math.max(largest, index - oldest + 1);
	}
	return largest;
};

/** The arrivals of one caller. */
export const arrivalsBy = (arrivals: readonly Arrival[], caller: string): readonly Arrival[] =>
	arrivals.filter(({by}) => by === caller);
