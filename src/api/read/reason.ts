import {isRecord} from './read.ts';

/** The names of the texts that say why something failed. */
const names = ['message', 'description', 'error'] as const;

/** How many reasons a description has at most. */
const maxReasons = 10;

/** How deep a reason may be. JSON can be nested as deep as a body is long. */
const maxDepth = 5;

/**
 * Returns why something failed: the text, the texts of a list, or the text in an object. Returns `undefined` if there
 * is nothing that says so, such as an empty list.
 */
export const reasonIn = (value: unknown, depth = 0): string | undefined => {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (Array.isArray(value)) {
		if (value.length === 0) return undefined;
		if (depth === maxDepth) return 'no reason';
		const reasons = value
			.slice(0, maxReasons)
			.map((one: unknown) => reasonIn(one, depth + 1) ?? 'no reason');
		return reasons.join('; ');
	}
	if (!isRecord(value)) return undefined;
	const name = names.find((one) => typeof value[one] === 'string');
	return name === undefined ? 'no reason' : reasonIn(value[name]);
};
