import {isLong, memoize, type Range, secretFinder} from './find-secrets.ts';

/** Replaces a secret. */
export const redacted = '[redacted]';

/** Redacts known secrets and anything that looks like a credential. */
export type Redact = (text: string) => string;

/* Credentials that can be recognized by their format: RFC 6750 tokens, Awin's query parameter, its header field for conversions, its feed keys, the user of a URL. */
const credentialForms: readonly (readonly [RegExp, string])[] = [
	[/\b(bearer\s+)[^\s"',;\\]+/gi, `$1${redacted}`],
	[/\b(access_?token["']?\s*[=:]\s*["']?)[^\s"'&,;\\]+/gi, `$1${redacted}`],
	[/\b(x-api-key["']?\s*[=:]\s*["']?)[^\s"',;\\]+/gi, `$1${redacted}`],
	[/(\/apikey\/)[^/\s"'?]+/gi, `$1${redacted}`],
	[/(:\/\/)[^/\s"'@]+@/g, `$1${redacted}@`],
];

/* Every text that contains one of those forms contains one of these. */
const credentialHints = ['bearer', 'token', 'x-api-key', '/apikey/', '@'];

/** Whether a text may contain one of these secrets, a piece of one, or something that looks like a credential. */
export const mayContainSecret = (text: string, secrets: readonly string[]): boolean => {
	const lowerCase = text.toLowerCase();
	return (
		credentialHints.some((hint) => lowerCase.includes(hint)) ||
		secretFinder(secrets).suspects(text, lowerCase)
	);
};

/** The secrets that are long enough not to be mistaken for a part of a word. */
export const longSecrets = memoize((secrets): readonly string[] => secrets.filter(isLong));

const replaceRanges = (text: string, ranges: readonly Range[]): string => {
	let clean = '';
	let done = 0;
	for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
		/* Ranges that overlap are one piece. */
		if (start >= done) clean += text.slice(done, start) + redacted;
		done = Math.max(done, end);
	}
	return clean + text.slice(done);
};

/**
 * Returns a function that redacts these secrets in a text. It finds long secrets in upper and lower case, and also if
 * they are truncated. It finds short ones only as they are written.
 */
export const redactor = memoize((secrets): Redact => {
	const {find} = secretFinder(secrets);
	return (text) => {
		if (!mayContainSecret(text, secrets)) return text;
		let clean = replaceRanges(text, find(text));
		for (const [form, replacement] of credentialForms) clean = clean.replace(form, replacement);
		return clean;
	};
});
