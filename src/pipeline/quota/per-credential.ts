/** The number of entries that triggers the first sweep for idle entries. */
const minSweepSize = 64;

/** Returns the entry of a credential. Calls `create` if there is none yet. */
export type PerCredential<T> = (key: string, create: () => T) => T;

/**
 * Creates a store with one entry per credential. It removes idle entries whenever the number of entries has
 * doubled. This bounds the memory of a service with many tokens at a low amortized cost.
 */
export const createPerCredential = <
	T extends {readonly idle: () => boolean},
>(): PerCredential<T> => {
	const entries = new Map<string, T>();
	let sweepAt = minSweepSize;

	const sweep = () => {
		for (const [key, entry] of entries) if (entry.idle()) entries.delete(key);
		sweepAt = Math.max(minSweepSize, entries.size * 2);
	};

	return (key, create) => {
		const known = entries.get(key);
		if (known !== undefined) return known;
		if (entries.size >= sweepAt) sweep();
		const entry = create();
		entries.set(key, entry);
		return entry;
	};
};
