/** The median of some numbers. */
export const median = (numbers) => {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Measures the CPU time of `work` in microseconds, in all threads of this process, including the GC. */
export const cpuOf = async (work) => {
	const before = process.cpuUsage();
	await work();
	const {user, system} = process.cpuUsage(before);
	return user + system;
};

/** Measures the elapsed time of `work` in microseconds. */
export const timeOf = async (work) => {
	const before = performance.now();
	await work();
	return (performance.now() - before) * 1000;
};

/** Creates a function that runs a call `times` times, sequentially. */
export const repeat = (call, times) => async () => {
	for (let done = 0; done < times; done++) await call();
};

/** Creates a function that runs a call `times` times, with at most `width` at once. */
export const repeatAtOnce = (call, times, width) => async () => {
	let left = times;
	const worker = async () => {
		while (left-- > 0) await call();
	};
	await Promise.all(Array.from({length: width}, worker));
};

/**
 * Measures every subject once per round. Each round starts with another subject, so that other load on the
 * machine affects all of them equally. The warm-up rounds, in which the code is compiled, do not count.
 *
 * @returns The cost of one call for each subject, as a list with one number per round.
 */
export const inRounds = async (
	subjects,
	{rounds, warmUp = 1, calls, work = repeat, cost = cpuOf},
) => {
	const costs = new Map(subjects.map(({name}) => [name, []]));
	for (let round = -warmUp; round < rounds; round++) {
		for (let turn = 0; turn < subjects.length; turn++) {
			const {name, call} = subjects[(warmUp + round + turn) % subjects.length];
			gc({type: 'minor'});
			const spent = await cost(work(call, calls));
			if (round >= 0) costs.get(name).push(spent / calls);
		}
	}
	return costs;
};

/** The median, over all rounds, of the ratio of the cost of a subject to that of `base` in the same round. */
export const ratio = (costs, name, base) => {
	const bases = costs.get(base);
	return median(costs.get(name).map((cost, round) => cost / bases[round]));
};
