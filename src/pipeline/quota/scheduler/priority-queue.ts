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
type Rank<P> = {
	readonly priority: number;
	size: number;
	first: P | undefined;
	last: P | undefined;
};

/** Tells whether `a` goes before `b`. */
export const goesBefore = (a: Place<unknown>, b: Place<unknown>): boolean =>
	a.priority === b.priority ? a.order < b.order : a.priority > b.priority;

/** Makes a line as a linked list for each priority, so that a long line costs no more per call than a short one. */
export const createWaitingLine = <P extends Place<P>>(): WaitingLine<P> => {
	/** Highest priority first. */
	const ranks: Rank<P>[] = [];
	let size = 0;

	const rankOf = (priority: number): Rank<P> => {
		let at = 0;
		for (const rank of ranks) {
			if (rank.priority === priority) return rank;
			if (rank.priority > priority) at += 1;
		}
		const rank = {priority, size: 0, first: undefined, last: undefined};
		ranks.splice(at, 0, rank);
		return rank;
	};

	return {
		size: () => size,
		first: () => ranks[0]?.first,
		add: (place) => {
			const rank = rankOf(place.priority);
			place.previous = rank.last;
			if (rank.last === undefined) rank.first = place;
			else rank.last.next = place;
			rank.last = place;
			rank.size += 1;
			size += 1;
		},
		remove: (place) => {
			const rank = rankOf(place.priority);
			const {previous, next} = place;
			if (previous === undefined) rank.first = next;
			else previous.next = next;
			if (next === undefined) rank.last = previous;
			else next.previous = previous;
			rank.size -= 1;
			size -= 1;
			if (rank.size === 0) ranks.splice(ranks.indexOf(rank), 1);
		},
		ahead: (priority) => {
			let ahead = 0;
			for (const rank of ranks) if (rank.priority >= priority) ahead += rank.size;
			return ahead;
		},
	};
};
