/** When a request arrived at a server, and from whom. */
export type Arrival = {readonly at: number; readonly by: string};

/** Returns the maximum number of arrivals in any period of `intervalMs`, excluding its end. */
export const largestWindow = (arrivals: readonly Arrival[], intervalMs: number): number => {
	const times = arrivals.map(({at}) => at).sort((a, b) => a - b);
	let oldest = 0;
	let max = 0;
	for (const [index, time] of times.entries()) {
		while (time - (times[oldest] ?? time) >= intervalMs) oldest += 1;
		max = Math.max(max, index - oldest + 1);
	}
	return max;
};

/** Returns the arrivals from one caller. */
export const arrivalsBy = (arrivals: readonly Arrival[], caller: string): readonly Arrival[] =>
	arrivals.filter(({by}) => by === caller);
