/** The middle of some numbers. */
export const median = (numbers) => {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Measures the CPU time of a piece of work in microseconds: all threads of this process, so with its GC. */
export const cpuOf = async (work) => {
	const before = process.cpuUsage();
	await work();
	const {user, system} = process.cpuUsage(before);
	return user + system;
};

/** Measures the time of a piece of work in microseconds. */
export const timeOf = async (work) => {
	const before = performance.now();
	await work();
	return (performance.now() - before) * 1000;
};

/** Makes a piece of work out of a call: so many, one after the other. */
export const repeat = (call, times) => async () => {
	for (let done = 0; done < times; done++) await call();
};

/** Makes a piece of work out of a call: so many, at most `width` of them at once. */
export const repeatAtOnce = (call, times, width) => async () => {
	let left = times;
	const worker = async () => {
		while (left-- > 0) await call();
	};
	await Promise.all(Array.from({length: width}, worker));
};

/**
 * Measures every subject once in each round, each round beginning with another one, so that whatever else
 * the machine does falls on all alike. The first rounds, in which the code is compiled, do not count.
 *
 * @returns The cost of one call for each subject: a list with a number for each round.
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

/** The median over all rounds of one subject's cost over another's of the same round. */
export const ratio = (costs, name, base) => {
	const bases = costs.get(base);
	return median(costs.get(name).map((cost, round) => cost / bases[round]));
};
