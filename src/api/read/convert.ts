import {isRecord} from './read.ts';

/**
 * Makes numbers of texts, where Awin sends numbers as texts. Anything that is not a number stays as it is.
 */
export const toNumbers =
	(...names: readonly string[]) =>
	(row: Record<string, unknown>): void => {
		for (const name of names) {
			const value = row[name];
			if (typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value.trim())) {
				row[name] = Number(value);
			}
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
