/** From this many entries on, those that are idle are looked for. */
const firstSweep = 64;

/** Something by credential that is made when it is first asked for. */
export type PerCredential<T> = (key: string, make: () => T) => T;

/**
 * Keeps what belongs to a credential. What is idle is forgotten each time that the number of entries has doubled,
 * so that a service with many tokens neither grows for ever nor pays much for it.
 */
export const createPerCredential = <
	T extends {readonly idle: () => boolean},
>(): PerCredential<T> => {
	const entries = new Map<string, T>();
	let sweepAt = firstSweep;

	const sweep = () => {
		for (const [key, entry] of entries) if (entry.idle()) entries.delete(key);
		sweepAt = Math.max(firstSweep, entries.size * 2);
	};

	return (key, make) => {
		const known = entries.get(key);
		if (known !== undefined) return known;
		if (entries.size >= sweepAt) sweep();
		const entry = make();
		entries.set(key, entry);
		return entry;
	};
};
