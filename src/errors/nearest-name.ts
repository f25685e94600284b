/** Without what people write in different ways: capitals, and dashes and underscores between words. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');

/** The Levenshtein distance: how many letters to insert, remove or replace. */
const distance = (a: string, b: string): number => {
	let row = Array.from({length: b.length + 1}, (_, index) => index);
	let left = b.length;
	for (const letter of a) {
		left = Infinity;
		row = row.map((above, index) => {
			const diagonal = row[index - 1] ?? Infinity;
			left = Math.min(above + 1, left + 1, diagonal + (letter === b[index - 1] ? 0 : 1));
			return left;
		});
	}
	return left;
};

const maxTypos = 2;

/* A word of four letters with two other letters is another word. */
const isTypo = (a: string, b: string): boolean => {
	const most = Math.min(maxTypos, (Math.max(a.length, b.length) - 1) / 2);
	return Math.abs(a.length - b.length) <= most && distance(a, b) <= most;
};

const isPart = (a: string, b: string): boolean =>
	Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));

/**
 * Returns which of some names is most likely meant by another: the same in other capitals, a typo or two away, or one
 * that contains it or is contained in it. `undefined` if none is.
 */
export const nearestName = (name: string, names: readonly string[]): string | undefined => {
	const wanted = plain(name);
	return [
		(a: string) => a === wanted,
		(a: string) => isTypo(wanted, a),
		(a: string) => isPart(wanted, a),
	]
		.flatMap((isNear) => names.filter((candidate) => isNear(plain(candidate))))
		.at(0);
};

/** Returns "; did you mean …?" for {@link nearestName}, or nothing. */
export const didYouMean = (name: string, names: readonly string[]): string => {
	const nearest = nearestName(name, names);
	return nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
};
