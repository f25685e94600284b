const pending = new Set<Promise<void>>();

/** The digests that are being computed, as promises that never reject. */
export const pendingDigests: ReadonlySet<Promise<void>> = pending;

const compute = crypto.subtle.digest.bind(crypto.subtle);

const noted: typeof crypto.subtle.digest = (algorithm, data) => {
	const digest = compute(algorithm, data);
	const remove = () => {
		pending.delete(settled);
	};
	const settled: Promise<void> = digest.then(remove, remove);
	pending.add(settled);
	return digest;
};

crypto.subtle.digest = noted;
