/** The algorithms of Subresource Integrity, the strongest last. */
const algorithms = ['sha256', 'sha384', 'sha512'] as const;

type Algorithm = (typeof algorithms)[number];

/** One hash of the metadata, as in `sha256-47DEQpj8HBSa…?options`. */
const hashForm = /^(?<algorithm>sha(?:256|384|512))-(?<digest>[A-Za-z0-9+/_-]+={0,2})(?:\?.*)?$/i;

const webCryptoNames = {sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512'} as const;

/** The digests of the strongest algorithm in the metadata; `undefined` if it has none that is known. */
const strongestOf = (
	metadata: string,
): {readonly algorithm: Algorithm; readonly digests: readonly string[]} | undefined => {
	const hashes = metadata.split(/[\t\n\f\r ]+/).flatMap((item) => {
		const {algorithm = '', digest = ''} = hashForm.exec(item)?.groups ?? {};
		return digest === '' ? [] : [{algorithm: algorithm.toLowerCase(), digest: toBase64(digest)}];
	});
	const algorithm = algorithms.findLast((name) => hashes.some((hash) => hash.algorithm === name));
	if (algorithm === undefined) return undefined;
	const digests = hashes.filter((hash) => hash.algorithm === algorithm).map(({digest}) => digest);
	return {algorithm, digests};
};

/* A hash can be written in the alphabet of URLs, and with or without padding. */
const toBase64 = (text: string): string =>
	text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');

/**
 * Whether bytes match the metadata of the `integrity` of a request (Subresource Integrity, section 3.3.5). Metadata
 * without a known hash matches everything.
 */
export const matchesIntegrity = async (
	bytes: Uint8Array<ArrayBuffer>,
	metadata: string,
): Promise<boolean> => {
	const strongest = strongestOf(metadata);
	if (strongest === undefined) return true;
	const digest = await crypto.subtle.digest(webCryptoNames[strongest.algorithm], bytes);
	const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
	return strongest.digests.includes(toBase64(base64));
};
