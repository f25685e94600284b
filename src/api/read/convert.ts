import {isRecord} from './read.ts';

const decimal = /^[+-]?\d+(\.\d+)?$/;

/* Up to here, a whole number and a power of ten are exact, and so is the quotient as far as a double can be. */
const maxExactLength = 15;

const [zero, nine, point, minus] = [48, 57, 46, 45] as const;

/**
 * Returns the number that a text is, or `undefined` if it is none. Most texts are short decimals, which are read here:
 * `Number` and a regular expression take five times as long, and a report has eleven in each row.
 */
export const numberIn = (text: string): number | undefined => {
	const {length} = text;
	const isNegative = text.charCodeAt(0) === minus;
	const start = isNegative ? 1 : 0;
	let digits = 0;
	let scale = 0;
	for (let index = start; index < length; index += 1) {
		const code = text.charCodeAt(index);
		if (code >= zero && code <= nine) {
			digits = digits * 10 + code - zero;
			scale *= 10;
		} else if (code === point && scale === 0 && index > start) scale = 1;
		else return slowNumberIn(text);
	}
	if (length === start || length > maxExactLength || scale === 1) return slowNumberIn(text);
	const size = scale === 0 ? digits : digits / scale;
	return isNegative ? -size : size;
};

/* A text of hundreds of digits is no number that can be used. */
const slowNumberIn = (text: string): number | undefined => {
	const value = decimal.test(text.trim()) ? Number(text) : Number.NaN;
	return Number.isFinite(value) ? value : undefined;
};

/**
 * Makes numbers of texts, where Awin sends numbers as texts. Anything that is not a number stays as it is.
 */
export const toNumbers =
	(...names: readonly string[]) =>
	(row: Record<string, unknown>): void => {
		for (const name of names) {
			const value = row[name];
			if (typeof value === 'string') row[name] = numberIn(value) ?? value;
		}
	};

/** Converts an object within an object, if it is there. */
export const inside =
	(name: string, convert: (row: Record<string, unknown>) => void) =>
	(row: Record<string, unknown>): void => {
		const value = row[name];
		if (isRecord(value)) convert(value);
	};

/** Makes booleans of the texts `true` and `false`. Anything else stays as it is. */
export const toBooleans =
	(...names: readonly string[]) =>
	(row: Record<string, unknown>): void => {
		for (const name of names) {
			const value = row[name];
			if (value === 'true' || value === 'false') row[name] = value === 'true';
		}
	};
