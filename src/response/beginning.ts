import {decodeText} from './parse-body.ts';

/** How much of a body is shown as text, in bytes. */
const maxBytes = 16 * 1024;

/*
 * The redactor finds a cut-off secret if eight characters of it are left. What the cut may have left of any other is
 * at the end: seven characters, each of up to 18 for three layers of escapes, or the user of a URL without its `@`. A
 * secret that is sent in a header field contains no white space.
 */
const unsafeEnd = /\S{1,128}$/;
const userOfUrl = /:\/\/[^/\s"'@]*$/;

/**
 * Returns a function that makes the text of the first 16 kB of a body, without secrets. Until then, nothing is
 * decoded, and no more than the 16 kB is kept. Returns `undefined` if the body is empty.
 *
 * @param isPart - Whether more of the body would have followed.
 */
export const beginningOf = (
	bytes: Uint8Array,
	contentType: string,
	redact: (text: string) => string,
	isPart = false,
): (() => string) | undefined => {
	if (bytes.length === 0) return undefined;
	const isLong = bytes.length > maxBytes;
	/* A copy, because a part of the array would keep all of it alive. */
	const beginning = isLong ? bytes.slice(0, maxBytes) : bytes;
	return () => {
		const text = redact(decodeText(beginning, contentType));
		return isPart || isLong ? text.replace(unsafeEnd, '').replace(userOfUrl, '') : text;
	};
};
