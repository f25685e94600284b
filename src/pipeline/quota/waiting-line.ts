/** What a place in the line needs. */
export type Place = {
	readonly priority: number;
	/** Grows with each arrival. */
	readonly order: number;
	/** Where the place is in the heap; kept by the line. */
	index: number;
};

/** Those who wait, highest priority first, then in the order of their arrival. */
export type WaitingLine<P extends Place> = {
	readonly size: () => number;
	readonly first: () => P | undefined;
	readonly add: (place: P) => void;
	/** Takes a place out of the line, wherever it is; one that has left already is passed over. */
	readonly remove: (place: P) => void;
	/** How many go before a newcomer of this priority. */
	readonly ahead: (priority: number) => number;
};

/** Tells whether `a` goes before `b`. */
export const goesBefore = (a: Place, b: Place): boolean =>
	a.priority === b.priority ? a.order < b.order : a.priority > b.priority;

/** Makes a line as a binary heap, so that a long line costs hardly more per call than a short one. */
export const createWaitingLine = <P extends Place>(): WaitingLine<P> => {
	const heap: P[] = [];
	const countByPriority = new Map<number, number>();

	const put = (place: P, index: number) => {
		heap[index] = place;
		place.index = index;
	};

	const rise = (place: P, from: number) => {
		let index = from;
		while (index > 0) {
			const above = (index - 1) >> 1;
			const parent = heap[above];
			if (parent === undefined || !goesBefore(place, parent)) break;
			put(parent, index);
			index = above;
		}
		put(place, index);
	};

	const sink = (place: P, from: number) => {
		let index = from;
		for (;;) {
			let below = index * 2 + 1;
			let child = heap[below];
			const right = heap[below + 1];
			if (child !== undefined && right !== undefined && goesBefore(right, child)) {
				child = right;
				below += 1;
			}
			if (child === undefined || goesBefore(place, child)) break;
			put(child, index);
			index = below;
		}
		put(place, index);
	};

	const count = (priority: number, by: number) => {
		const total = (countByPriority.get(priority) ?? 0) + by;
		if (total === 0) countByPriority.delete(priority);
		else countByPriority.set(priority, total);
	};

	return {
		size: () => heap.length,
		first: () => heap[0],
		add: (place) => {
			count(place.priority, 1);
			rise(place, heap.length);
		},
		remove: (place) => {
			if (heap[place.index] !== place) return;
			count(place.priority, -1);
			const last = heap.pop();
			if (last === undefined || last === place) return;
			rise(last, place.index);
			sink(last, last.index);
		},
		ahead: (priority) => {
			let ahead = 0;
			for (const [other, total] of countByPriority) if (other >= priority) ahead += total;
			return ahead;
		},
	};
};
