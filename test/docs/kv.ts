/* KV waits for no clock here: a test sets the time. */

type Stored = {readonly value: string; readonly writtenAt: number; readonly expiresAt: number};

/** How long a place can see what another one has replaced, in milliseconds. */
const propagationMs = 60_000;

/**
 * Stands in for a KV namespace, with the limits that Cloudflare documents: texts of 25 MiB, keys of 512 bytes, at
 * least 60 s to live, one write a second for each key, and places that see the writes of others late.
 */
export const createKv = (now: () => number) => {
	const history = new Map<string, (Stored & {readonly place: string})[]>();
	const at = (place: string) => {
		const visible = (key: string) =>
			history
				.get(key)
				?.findLast((write) => write.place === place || write.writtenAt + propagationMs <= now());
		const write = (key: string, value: string, ttlMs: number) => {
			const writes = history.get(key) ?? [];
			if (new TextEncoder().encode(key).length > 512) throw new Error('414: the key is too long');
			if (value.length > 25 * 2 ** 20) throw new Error('413: the value is too large');
			if (now() - (writes.at(-1)?.writtenAt ?? -Infinity) < 1000) {
				throw new Error('429: one write a second for each key');
			}
			writes.push({value, place, writtenAt: now(), expiresAt: now() + ttlMs});
			history.set(key, writes);
		};
		return {
			get: async (key: string): Promise<string | null> => {
				const found = visible(key);
				return found !== undefined && found.value !== '' && found.expiresAt > now()
					? found.value
					: null;
			},
			put: async (key: string, value: string, {expirationTtl}: {expirationTtl: number}) => {
				if (!Number.isInteger(expirationTtl) || expirationTtl < 60) {
					throw new Error('400: `expirationTtl` is at least 60');
				}
				write(key, value, expirationTtl * 1000);
			},
			delete: async (key: string) => write(key, '', Infinity),
		};
	};
	return {at, keys: () => [...history.keys()]};
};
