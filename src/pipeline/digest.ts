import {createLRU} from 'lru.min';

/** The SHA-256 of a text, in hexadecimal. */
export const sha256 = async (text: string): Promise<string> => {
	const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const digests = createLRU<string, string | Promise<string>>({max: 100});

/**
 * A digest that stands for a credential in the keys of the cache and of the quota. It is worked out once for
 * each credential; from then on it is there at once.
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
