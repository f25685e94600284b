import type {Place} from '../time/place.ts';
import type {Id} from './checkpoint.ts';

/**
 * Which items have come and could come again. A date says to which window an item belongs, so an id is remembered within
 * its window. The ids of items whose place is unsure are remembered for the next window, or to the end.
 */
export type Seen = {
	/** Whether the item is new. */
	readonly take: (id: unknown, place: Place) => boolean;
	/** The window is asked for again, in parts. */
	readonly split: () => void;
	/** A window, or a part of one, is complete. */
	readonly close: (isPart: boolean) => void;
	/** The ids to remember at this point. */
	readonly ids: () => Id[];
};

/** Creates the memory of an iteration. */
export const createSeen = (ids: readonly Id[], until: 'next-window' | 'end'): Seen => {
	let earlier = new Set<Id>(ids);
	let here = new Set<Id>();
	/* A checkpoint does not say of which of its ids the place is unsure. */
	let unsure = new Set<Id>(ids);

	const keep = (more: Iterable<Id>) => {
		for (const id of more) earlier.add(id);
		here = new Set();
	};
	return {
		take: (id, place) => {
			if (place === 'out') return false;
			if (typeof id !== 'number' && typeof id !== 'string') return true;
			if (earlier.has(id) || here.has(id)) return false;
			here.add(id);
			if (place === 'unsure') unsure.add(id);
			return true;
		},
		split: () => keep(here),
		close: (isPart) => {
			if (!isPart && until === 'next-window') earlier = new Set();
			keep(unsure);
			if (!isPart) unsure = new Set();
		},
		ids: () => [...earlier, ...here],
	};
};
