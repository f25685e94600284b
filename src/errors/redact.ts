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

/** A shorter piece of a secret is not told from an ordinary word. */
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

/** All forms of some secrets, the longest first, so that none hides a part of another. */
const formsOf = memoize((secrets): readonly string[] => {
	const forms = secrets.filter((secret) => secret !== '').flatMap(encodingsOf);
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
});

/* What any form begins or ends with. Most texts contain none of it, and are searched no further. */
const needlesOf = memoize((secrets): readonly string[] => {
	const pieces = formsOf(secrets).flatMap((form) => [
		form.slice(0, minPieceLength),
		form.slice(-minPieceLength),
	]);
	return [...new Set([...pieces.map((piece) => piece.toLowerCase()), ...credentialHints])];
});

/** Whether a text may contain one of these secrets, a piece of one, or something that looks like a credential. */
export const suspects = (text: string, secrets: readonly string[]): boolean => {
	const lowerCase = text.toLowerCase();
	return needlesOf(secrets).some((needle) => lowerCase.includes(needle));
};

/** Those secrets that are long enough to be told from a part of an ordinary word. */
export const longSecrets = memoize((secrets): readonly string[] =>
	secrets.filter(({length}) => length >= minPieceLength),
);

const asPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** How many letters two texts have in common from their beginnings on, in upper or lower case. */
const commonLength = (a: string, b: string): number => {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length++;
	return length;
};

const reverse = (text: string): string => Array.from(text).toReversed().join('');

/** Replaces whatever begins as one of the forms does: as much of it as is there. */
const replaceBeginnings = (forms: readonly string[], replacement: string): Redact => {
	const long = forms
		.filter(({length}) => length >= minPieceLength)
		.map((form) => form.toLowerCase());
	const maxLength = Math.max(0, ...long.map(({length}) => length));
	const heads = new Set(long.map((form) => form.slice(0, minPieceLength)));
	const anyHead = new RegExp([...heads].map(asPattern).join('|') || '(?!)', 'gi');
	return (text) => {
		let clean = '';
		let done = 0;
		for (const {index} of text.matchAll(anyHead)) {
			/* One that begins within another is a part of the same piece. */
			if (index >= done) clean += text.slice(done, index) + replacement;
			const rest = text.slice(index, index + maxLength).toLowerCase();
			const length = Math.max(...long.map((form) => commonLength(form, rest)));
			done = Math.max(done, index + length);
		}
		return clean + text.slice(done);
	};
};

/** Returns a function that takes these secrets out of a text, cut-off ones included, in upper and lower case. */
export const redactor = memoize((secrets): Redact => {
	const forms = formsOf(secrets);
	/* The letters of a short secret are everywhere: only as they are written they count. */
	const flagsOf = (form: string) => (form.length < minPieceLength ? 'g' : 'gi');
	const whole = forms.map((form) => new RegExp(asPattern(form), flagsOf(form)));
	const redactCutOff = replaceBeginnings(forms, redacted);
	const redactEnds = replaceBeginnings(forms.map(reverse), reverse(redacted));
	return (text) => {
		if (!suspects(text, secrets)) return text;
		let clean = text;
		for (const form of whole) clean = clean.replace(form, redacted);
		clean = redactCutOff(clean);
		clean = reverse(redactEnds(reverse(clean)));
		for (const [form, replacement] of credentialForms) clean = clean.replace(form, replacement);
		return clean;
	};
});
