/** Deeper values are not copied: the copy is recursive, which parsing is not. */
const maxDepth = 200;

/** A value of JSON that has others in it. */
export type JsonContainer = Readonly<Record<string, unknown>> | readonly unknown[];

/** Whether a value of JSON has others in it. */
export const isContainer = (value: unknown): value is JsonContainer =>
	typeof value === 'object' && value !== null;

/**
 * Copies a value of JSON down to its leaves.
 *
 * @returns `undefined` where it is nested deeper than a copy goes.
 */
export const copyJson = (value: JsonContainer, depth = 0): JsonContainer | undefined => {
	if (depth === maxDepth) return undefined;
	return isList(value) ? copyList(value, depth + 1) : copyRecord(value, depth + 1);
};

/* `Array.isArray` does not tell a readonly array from the rest of a union. */
const isList = (value: JsonContainer): value is readonly unknown[] => Array.isArray(value);

const copyList = (list: readonly unknown[], depth: number): readonly unknown[] | undefined => {
	const copy = list.slice();
	for (let index = 0; index < copy.length; index++) {
		const value = copy[index];
		if (!isContainer(value)) continue;
		const own = copyJson(value, depth);
		if (own === undefined) return undefined;
		copy[index] = own;
	}
	return copy;
};

const copyRecord = (
	record: Readonly<Record<string, unknown>>,
	depth: number,
): Readonly<Record<string, unknown>> | undefined => {
	const copy = {...record};
	for (const key in copy) {
		const value = copy[key];
		/* What a prototype has is none of the value's; to ask for others than containers would be for nothing. */
		if (!isContainer(value) || !Object.hasOwn(copy, key)) continue;
		const own = copyJson(value, depth);
		if (own === undefined) return undefined;
		copy[key] = own;
	}
	return copy;
};
