/** The maximum depth of a copy. The copy is recursive, so a deeper value could overflow the stack. */
const maxDepth = 200;

/** A JSON object or array. */
export type JsonContainer = Readonly<Record<string, unknown>> | readonly unknown[];

/** Whether a JSON value is an object or an array. */
export const isContainer = (value: unknown): value is JsonContainer =>
	typeof value === 'object' && value !== null;

/**
 * Creates a deep copy of a JSON value.
 *
 * @returns `undefined` if the value is nested more than 200 levels deep.
 */
export const copyJson = (value: JsonContainer, depth = 0): JsonContainer | undefined => {
	if (depth === maxDepth) return undefined;
	return isList(value) ? copyList(value, depth + 1) : copyRecord(value, depth + 1);
};

/* `Array.isArray` alone does not narrow a union with a readonly array. */
const isList = (value: JsonContainer): value is readonly unknown[] => Array.isArray(value);

const copyList = (list: readonly unknown[], depth: number): readonly unknown[] | undefined => {
	const copy = list.slice();
	for (let index = 0; index < copy.length; index++) {
		const value = copy[index];
		if (!isContainer(value)) continue;
		const child = copyJson(value, depth);
		if (child === undefined) return undefined;
		copy[index] = child;
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
		/* `for…in` also visits properties that were added to `Object.prototype`. */
		if (!isContainer(value) || !Object.hasOwn(copy, key)) continue;
		const child = copyJson(value, depth);
		if (child === undefined) return undefined;
		copy[key] = child;
	}
	return copy;
};
