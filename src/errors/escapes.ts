/** A text without escapes. */
export type Unescaped = {
	readonly text: string;
	/** Returns the position in the escaped text of a character of `text`. */
	readonly positionOf: (index: number) => number;
};

/* HTML has a name for most punctuation. These are the ones that encoders write. */
const namedEntities: ReadonlyMap<string, string> = new Map([
	['amp', '&'],
	['apos', "'"],
	['equals', '='],
	['gt', '>'],
	['lt', '<'],
	['plus', '+'],
	['quot', '"'],
	['sol', '/'],
]);

const escape =
	/%([\da-f]{2})|&#x0*([\da-f]{1,6});|&#0*(\d{1,7});|&([a-z]{2,6});|\\u([\da-f]{4})|\\x([\da-f]{2})|\\(["'/\\])/gi;

const maxCodePoint = 0x10_ff_ff;

/** Returns the character of an escape, or `undefined` if it is invalid. */
const characterOf = (match: readonly (string | undefined)[]): string | undefined => {
	const [, percent, hexEntity, decimalEntity, name, unicode, byte, quoted] = match;
	if (name !== undefined) return namedEntities.get(name.toLowerCase());
	if (quoted !== undefined) return quoted;
	const hex = percent ?? hexEntity ?? unicode ?? byte;
	const code = hex === undefined ? Number(decimalEntity) : Number.parseInt(hex, 16);
	return code > maxCodePoint ? undefined : String.fromCodePoint(code);
};

/**
 * Decodes the escapes of URLs (RFC 3986 section 2.1, byte by byte), of HTML and of JSON in a text. Returns
 * `undefined` if there are none.
 */
export const unescapeText = (escaped: string): Unescaped | undefined => {
	/* Most texts have no escapes. This test is faster than a search for one. */
	if (!/[%&\\]/.test(escaped)) return undefined;
	let text = '';
	let done = 0;
	/** For each escape, where the text after it begins: in `text`, and in `escaped`. */
	const ends: (readonly [index: number, position: number])[] = [];
	for (const match of escaped.matchAll(escape)) {
		const character = characterOf(match);
		if (character === undefined) continue;
		text += escaped.slice(done, match.index) + character;
		done = match.index + match[0].length;
		ends.push([text.length, done]);
	}
	if (ends.length === 0) return undefined;
	const positionOf = (index: number): number => {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const end = ends[middle];
			if (end !== undefined && end[0] <= index) low = middle + 1;
			else high = middle;
		}
		const [start, position] = ends[low - 1] ?? [0, 0];
		return position + index - start;
	};
	return {text: text + escaped.slice(done), positionOf};
};
