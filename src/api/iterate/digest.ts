/**
 * FNV-1a of a text in UTF-8, 64 bits, in hexadecimal. It tells questions apart, and is computed at once, so that a wrong
 * checkpoint is an error at the call. It protects nothing.
 */
export const fnv1a = (text: string): string => {
	/* The offset basis, and the prime 2^40 + 0x1b3, in halves of 32 bits: `BigInt` takes fifty times as long. */
	let high = 0xcbf29ce4;
	let low = 0x84222325;
	for (const byte of new TextEncoder().encode(text)) {
		const mixed = (low ^ byte) >>> 0;
		const product = mixed * 0x1b3;
		high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (mixed << 8)) >>> 0;
		low = product >>> 0;
	}
	return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
};

/** Writes plain data as JSON with the names of each object in order, so that equal data has equal text. */
export const canonicalJson = (value: unknown): string =>
	JSON.stringify(value, (_name, one: unknown) =>
		typeof one === 'object' && one !== null && !Array.isArray(one)
			? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
			: one,
	);
