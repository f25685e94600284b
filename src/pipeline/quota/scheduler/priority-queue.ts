/** The sort keys of an item. */
export type Prioritized = {
	readonly priority: number;
	/** The sequence number of the item. Each new item has a higher one. */
	readonly order: number;
};

/** A queue sorted by priority, highest first. Items of equal priority are in order of arrival. */
export type PriorityQueue<Item> = {
	readonly size: () => number;
	readonly first: () => Item | undefined;
	readonly add: (item: Item) => void;
	/** Removes an item at any position. The item must be in the queue. */
	readonly remove: (item: Item) => void;
	/** The number of items that would be ahead of a new item of this priority. */
	readonly ahead: (priority: number) => number;
};

/** Whether `a` precedes `b` in a queue. */
export const precedes = (a: Prioritized, b: Prioritized): boolean =>
	a.priority === b.priority ? a.order < b.order : a.priority > b.priority;

/**
 * Creates a queue, implemented as one sorted array. With 10,000 items, an insertion takes less than 1 µs and a
 * removal takes a few µs. At 20 calls per minute, 10,000 calls take more than eight hours.
 */
export const createPriorityQueue = <Item extends Prioritized>(): PriorityQueue<Item> => {
	const items: Item[] = [];

	/** The index of the given item, or the index at which to insert it. */
	const indexOf = (wanted: Prioritized): number => {
		let low = 0;
		let high = items.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const item = items[middle];
			if (item !== undefined && precedes(item, wanted)) low = middle + 1;
			else high = middle;
		}
		return low;
	};

	return {
		size: () => items.length,
		first: () => items[0],
		add: (item) => void items.splice(indexOf(item), 0, item),
		remove: (item) => void items.splice(indexOf(item), 1),
		ahead: (priority) => indexOf({priority, order: Infinity}),
	};
};
