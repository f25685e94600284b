import {createLRU} from 'lru.min';

/** Returns the SHA-256 digest of a text or of bytes, in hexadecimal. */
export const sha256 = async (content: string | Uint8Array<ArrayBuffer>): Promise<string> => {
	const input = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const bytes = await crypto.subtle.digest('SHA-256', input);
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/* The promise while a digest is being computed, then the digest. */
const digests = createLRU<string, string | Promise<string>>({max: 100});

/**
 * Returns the digest that represents a credential in the keys of the cache and the quota. The first call for a
 * credential returns a promise. Later calls return the stored digest synchronously, for the last 100 credentials.
 * A failed computation rejects and is not stored.
 */
export const digestOf = (credential: string): string | Promise<string> => {
	const known = digests.get(credential);
	if (known !== undefined) return known;
	const pending = sha256(credential).then(
		(digest) => {
			digests.set(credential, digest);
			return digest;
		},
		(error: unknown) => {
			digests.delete(credential);
			throw error;
		},
	);
	digests.set(credential, pending);
	return pending;
};
