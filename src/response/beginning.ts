import {decodeText} from './parse-body.ts';

/** How much of a body that cannot be used is shown, in bytes. */
const maxBytes = 16 * 1024;

/*
 * The redactor finds a cut-off secret if at least eight characters of it are left. So fewer than that can be left of a
 * secret at the cut, and each of them may be an escape of eight characters, such as `&#x0041;`, the last one cut in two.
 */
const unsafeLength = 8 * 8;

/* The user of a URL: the redactor looks for the `@` that follows it, and that may have been cut off. */
const cutOffUser = /:\/\/[^/\s"'@]*$/;

/**
 * Returns the first 16 kB of a body as text for a log, without secrets.
 *
 * @returns `undefined` if the body is empty.
 */
export const beginningOf = (
	bytes: Uint8Array,
	contentType: string,
	redact: (text: string) => string,
): string | undefined => {
	if (bytes.length === 0) return undefined;
	const text = redact(decodeText(bytes.subarray(0, maxBytes), contentType));
	return bytes.length <= maxBytes ? text : text.slice(0, -unsafeLength).replace(cutOffUser, '');
};
