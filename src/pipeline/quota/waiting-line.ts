/** What a place in the line needs. */
export type Place<P> = {
	readonly priority: number;
	/** Grows with each arrival. */
	readonly order: number;
	/** The neighbours of the same priority; kept by the line. */
	previous: P | undefined;
	next: P | undefined;
};

/** Those who wait, highest priority first, then in the order of their arrival. */
export type WaitingLine<P> = {
	readonly size: () => number;
	readonly first: () => P | undefined;
	readonly add: (place: P) => void;
	/** Takes a place that is in the line out of it, wherever it is. */
	readonly remove: (place: P) => void;
	/** How many go before a newcomer of this priority. */
	readonly ahead: (priority: number) => number;
};

/** Those of one priority. */
type Rank<P> = {readonly priority: number; size: number; first: P; last: P};

/** Tells whether `a` goes before `b`. */
export const goesBefore = (a: Place<unknown>, b: Place<unknown>): boolean =>
	a.priority === b.priority ? a.order < b.order : a.priority > b.priority;

/** Makes a line as a linked list for each priority, so that a long line costs no more per call than a short one. */
export const createWaitingLine = <P extends Place<P>>(): WaitingLine<P> => {
	/** Highest priority first. */
	const ranks: Rank<P>[] = [];
	let size = 0;

	const rankAt = (priority: number) => {
		let at = 0;
		for (let rank = ranks[at]; rank !== undefined && rank.priority > priority; rank = ranks[at]) {
			at += 1;
		}
		return at;
	};

	return {
		size: () => size,
		first: () => ranks[0]?.first,
		add: (place) => {
			size += 1;
			const at = rankAt(place.priority);
			const rank = ranks[at];
			if (rank?.priority !== place.priority) {
				ranks.splice(at, 0, {priority: place.priority, size: 1, first: place, last: place});
				return;
			}
			place.previous = rank.last;
			rank.last.next = place;
			rank.last = place;
			rank.size += 1;
		},
		remove: (place) => {
			size -= 1;
			const at = rankAt(place.priority);
			const rank = ranks[at];
			const {previous, next} = place;
			if (previous !== undefined) previous.next = next;
			if (next !== undefined) next.previous = previous;
			if (rank === undefined) return;
			rank.size -= 1;
			if (rank.size === 0) ranks.splice(at, 1);
			if (next !== undefined && previous === undefined) rank.first = next;
			if (previous !== undefined && next === undefined) rank.last = previous;
		},
		ahead: (priority) => {
			let ahead = 0;
			for (const rank of ranks) if (rank.priority >= priority) ahead += rank.size;
			return ahead;
		},
	};
};
