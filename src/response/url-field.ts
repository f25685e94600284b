const utf8 = new TextDecoder('utf-8', {ignoreBOM: true});

/* Header fields are bytes, and `Headers` has one character for each (Fetch, "isomorphic decode"). */
const beyondAscii = /[\x80-\xff]/;
const beyondBytes = /[^\0-\xff]/;

/**
 * Returns the URL in a field such as `Location`, which can be relative (RFC 9110 section 10.2.2). Bytes beyond ASCII are
 * read as UTF-8, as browsers do.
 *
 * @returns `undefined` if there is no such field, or if it is not a valid URL.
 */
export const urlIn = (headers: Headers, name: string, base: string): URL | undefined => {
	const field = headers.get(name);
	if (field === null) return undefined;
	/* Some runtimes decode the field themselves. */
	const isEncoded = beyondAscii.test(field) && !beyondBytes.test(field);
	const text = isEncoded
		? utf8.decode(Uint8Array.from(field, (char) => char.charCodeAt(0)))
		: field;
	return URL.parse(text, base) ?? undefined;
};
