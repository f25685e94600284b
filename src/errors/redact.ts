import {encodingsOf} from './encodings.ts';

/** Replaces a secret. */
export const redacted = '[redacted]';

/** Takes known secrets, and whatever looks like a credential, out of a text. */
export type Redact = (text: string) => string;

/* Credentials that their form gives away: RFC 6750 tokens, Awin's query parameter, its header field for conversions, its feed keys, the user of a URL. */
const credentialForms: readonly (readonly [RegExp, string])[] = [
	[/\b(bearer\s+)[^\s"',;\\]+/gi, `$1${redacted}`],
	[/\b(access_?token["']?\s*[=:]\s*["']?)[^\s"'&,;\\]+/gi, `$1${redacted}`],
	[/\b(x-api-key["']?\s*[=:]\s*["']?)[^\s"',;\\]+/gi, `$1${redacted}`],
	[/(\/apikey\/)[^/\s"'?]+/gi, `$1${redacted}`],
	[/(:\/\/)[^/\s"'@]+@/g, `$1${redacted}@`],
];

/* Every text that contains one of those forms contains one of these. */
const credentialHints = ['bearer', 'token', 'x-api-key', '/apikey/', '@'];

/** Shorter pieces of a secret cannot be distinguished from ordinary words. */
const minPieceLength = 8;

/** Computes a value once for each list of secrets. */
const memoize = <T>(make: (secrets: readonly string[]) => T) => {
	const made = new WeakMap<readonly string[], T>();
	return (secrets: readonly string[]): T => {
		const known = made.get(secrets);
		if (known !== undefined) return known;
		const value = make(secrets);
		made.set(secrets, value);
		return value;
	};
};

/** All forms of some secrets, the longest first, so that a short form never replaces a part of a longer one. */
const formsOf = memoize((secrets): readonly string[] => {
	const forms = secrets.filter((secret) => secret !== '').flatMap(encodingsOf);
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
});

/* The beginning and the end of every form, and the hints of credentials. A text without any of them is clean. */
const needlesOf = memoize((secrets): readonly string[] => {
	const pieces = formsOf(secrets).flatMap((form) => [
		form.slice(0, minPieceLength),
		form.slice(-minPieceLength),
	]);
	return [...new Set([...pieces.map((piece) => piece.toLowerCase()), ...credentialHints])];
});

/** Whether a text may contain one of these secrets, a piece of one, or something that looks like a credential. */
export const mayContainSecret = (text: string, secrets: readonly string[]): boolean => {
	const lowerCase = text.toLowerCase();
	return needlesOf(secrets).some((needle) => lowerCase.includes(needle));
};

/** The secrets that are long enough not to be mistaken for a part of a word. */
export const longSecrets = memoize((secrets): readonly string[] =>
	secrets.filter(({length}) => length >= minPieceLength),
);

const asPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The length of the common prefix of two texts. */
const commonLength = (a: string, b: string): number => {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length++;
	return length;
};

const reverse = (text: string): string =>
	Array.from({length: text.length}, (_, index) => text.charAt(text.length - 1 - index)).join('');

/** A range of character indices. The end is exclusive. */
type Range = readonly [start: number, end: number];

/** Returns a function that finds every prefix of a form that is at least `minPieceLength` long, at its full length. */
const findBeginnings = (forms: readonly string[]) => {
	const maxLength = Math.max(0, ...forms.map(({length}) => length));
	const heads = new Set(forms.map((form) => form.slice(0, minPieceLength)));
	const anyHead = new RegExp([...heads].map(asPattern).join('|') || '(?!)', 'gi');
	return (text: string): Range[] =>
		Array.from(text.matchAll(anyHead), ({index}) => {
			const rest = text.slice(index, index + maxLength).toLowerCase();
			return [index, index + Math.max(...forms.map((form) => commonLength(form, rest)))];
		});
};

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

/** Redacts these forms, including truncated ones. */
const redactPieces = (forms: readonly string[]): Redact => {
	const long = forms
		.filter(({length}) => length >= minPieceLength)
		.map((form) => form.toLowerCase());
	const beginnings = findBeginnings(long);
	const ends = findBeginnings(long.map(reverse));
	return (text) => {
		const {length} = text;
		const backwards = ends(reverse(text)).map(
			([start, end]): Range => [length - end, length - start],
		);
		return replaceRanges(text, [...beginnings(text), ...backwards]);
	};
};

/**
 * Returns a function that redacts these secrets in a text. It finds long secrets in upper and lower case, and also if
 * they are truncated. It finds short ones only as they are written.
 */
export const redactor = memoize((secrets): Redact => {
	const forms = formsOf(secrets);
	/* Parts of a short secret would match ordinary text, so only exact matches count. */
	const short = forms
		.filter(({length}) => length < minPieceLength)
		.map((form) => new RegExp(asPattern(form), 'g'));
	const redactLong = redactPieces(forms);
	return (text) => {
		if (!mayContainSecret(text, secrets)) return text;
		let clean = redactLong(text);
		for (const form of short) clean = clean.replace(form, redacted);
		for (const [form, replacement] of credentialForms) clean = clean.replace(form, replacement);
		return clean;
	};
});
