import {encodingsOf} from './encodings.ts';
import {unescapeText} from './escapes.ts';

/** Shorter pieces of a secret cannot be distinguished from ordinary words. */
const minPieceLength = 8;

/** How many layers of escapes are decoded: a URL in the query of a URL in HTML has three. */
const maxEscapes = 3;

/** Computes a value once for each list of secrets. */
export const memoize = <T>(make: (secrets: readonly string[]) => T) => {
	const made = new WeakMap<readonly string[], T>();
	return (secrets: readonly string[]): T => {
		const known = made.get(secrets);
		if (known !== undefined) return known;
		const value = make(secrets);
		made.set(secrets, value);
		return value;
	};
};

/** ASCII letters in lower case, so that every character keeps its position. */
const toLowerCase = (text: string): string =>
	text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Whether a secret is long enough not to be mistaken for a part of a word. */
export const isLong = ({length}: string): boolean => length >= minPieceLength;

/** All forms of some secrets. Long ones are in lower case, because they are found in upper and lower case. */
const formsOf = memoize((secrets) => {
	const forms = secrets.filter((secret) => secret !== '').flatMap(encodingsOf);
	return {
		long: [...new Set(forms.filter(isLong).map(toLowerCase))],
		/* Parts of a short secret would match ordinary text, so only exact matches count. */
		short: [...new Set(forms.filter((form) => !isLong(form)))],
	};
});

const headOf = (form: string): string => form.slice(0, minPieceLength);
const tailOf = (form: string): string => form.slice(-minPieceLength);

/** A range of character indices. The end is exclusive. */
export type Range = readonly [start: number, end: number];

/** All positions of a piece in a text, even if they overlap. */
const positionsOf = (text: string, piece: string): number[] => {
	const positions: number[] = [];
	for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) positions.push(at);
	return positions;
};

/** Groups forms by their heads or tails, so that each piece is searched once. */
const groupBy = (forms: readonly string[], pieceOf: (form: string) => string) =>
	[...new Set(forms.map(pieceOf))].map(
		(piece) => [piece, forms.filter((form) => pieceOf(form) === piece)] as const,
	);

/** The length of the common prefix of a form and the rest of a text. */
const commonPrefix = (form: string, text: string, start: number): number => {
	let length = minPieceLength;
	while (length < form.length && form[length] === text[start + length]) length++;
	return length;
};

/** The length of the common suffix of a form and the part of a text before `end`. */
const commonSuffix = (form: string, text: string, end: number): number => {
	let length = minPieceLength;
	while (length < form.length && form.at(-1 - length) === text[end - 1 - length]) length++;
	return length;
};

/** Returns a function that finds every prefix and suffix of a form that has at least `minPieceLength` characters. */
const findLong = (forms: readonly string[]) => {
	const heads = groupBy(forms, headOf);
	const tails = groupBy(forms, tailOf);
	return (text: string): Range[] => {
		const ranges: Range[] = [];
		for (const [head, group] of heads) {
			for (const start of positionsOf(text, head)) {
				const lengths = group.map((form) => commonPrefix(form, text, start));
				ranges.push([start, start + Math.max(...lengths)]);
			}
		}
		for (const [tail, group] of tails) {
			for (const start of positionsOf(text, tail)) {
				const end = start + minPieceLength;
				const lengths = group.map((form) => commonSuffix(form, text, end));
				ranges.push([end - Math.max(...lengths), end]);
			}
		}
		return ranges;
	};
};

/** What finds some secrets in a text, also in escapes, such as those of URLs, HTML and JSON. */
export type SecretFinder = {
	/** Whether `find` may find something. Much faster for a text without secrets. `lowerCase` is `text.toLowerCase()`. */
	readonly suspects: (text: string, lowerCase: string) => boolean;
	/** Returns where the secrets are, and long pieces of them. The ranges can overlap. */
	readonly find: (text: string) => Range[];
};

/** Creates the finder of some secrets. */
export const secretFinder = memoize((secrets): SecretFinder => {
	const {long, short} = formsOf(secrets);
	const pieces = [
		...long.flatMap((form) => [headOf(form), tailOf(form)]),
		...short.map(toLowerCase),
	];
	const needles = [...new Set(pieces)];
	const findPieces = findLong(long);

	const suspects = (text: string, lowerCase: string, depth = 0): boolean => {
		if (needles.some((needle) => lowerCase.includes(needle))) return true;
		const unescaped = depth < maxEscapes ? unescapeText(text) : undefined;
		if (unescaped === undefined) return false;
		return suspects(unescaped.text, unescaped.text.toLowerCase(), depth + 1);
	};

	const find = (text: string, depth = 0): Range[] => {
		const ranges = findPieces(toLowerCase(text));
		for (const form of short) {
			for (const start of positionsOf(text, form)) ranges.push([start, start + form.length]);
		}
		const unescaped = depth < maxEscapes ? unescapeText(text) : undefined;
		if (unescaped === undefined) return ranges;
		for (const [start, end] of find(unescaped.text, depth + 1)) {
			ranges.push([unescaped.positionOf(start), unescaped.positionOf(end)]);
		}
		return ranges;
	};

	return {suspects: (text, lowerCase) => suspects(text, lowerCase), find: (text) => find(text)};
});
