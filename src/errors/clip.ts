/** Marks what was left out of a clipped value. */
const cut = '… (cut)';

/** How deep a clipped value is nested. */
const maxDepth = 8;

/** Truncates a text and marks the truncation. */
export const clipText = (text: string, maxLength: number): string =>
	text.length <= maxLength ? text : text.slice(0, maxLength) + cut;

/**
 * Copies a value for a log: no more than about `maxLength` characters as JSON, and no deeper than eight levels.
 * Omitted parts are marked. Never throws.
 */
export const clip = (value: unknown, maxLength: number): unknown => {
	let left = maxLength;
	const copy = (part: unknown, depth: number): unknown => {
		if (typeof part === 'string') {
			const text = clipText(part, Math.max(0, left));
			left -= text.length + 2;
			return text;
		}
		left -= 8;
		if (typeof part === 'bigint') return clipText(String(part), 100);
		if (typeof part !== 'object' || part === null) return part;
		if (depth === maxDepth) return cut;
		if (part instanceof Date) return Number.isNaN(part.getTime()) ? null : part.toISOString();
		return Array.isArray(part) ? copyList(part, depth + 1) : copyRecord(part, depth + 1);
	};
	const copyList = (list: readonly unknown[], depth: number): unknown[] => {
		const items: unknown[] = [];
		for (const item of list) {
			if (left <= 0) {
				items.push(cut);
				break;
			}
			items.push(copy(item, depth));
		}
		return items;
	};
	const copyRecord = (record: object, depth: number): Record<string, unknown> => {
		const entries: [string, unknown][] = [];
		for (const [key, item] of Object.entries(record)) {
			if (left <= 0) {
				entries.push([cut, cut]);
				break;
			}
			const name = clipText(key, 200);
			left -= name.length + 4;
			entries.push([name, copy(item, depth)]);
		}
		return Object.fromEntries(entries);
	};
	try {
		return copy(value, 0);
	} catch {
		/* A getter or a proxy that throws. */
		return '(unreadable)';
	}
};
