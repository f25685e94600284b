import type {AnyResult} from '../../result/unwrap.ts';
import type {Place} from '../time/place.ts';
import type {PageTotals} from './paging.ts';

/** A part of a question that one call can ask for: `to` is exclusive, and is where the next part starts. */
export type Part = {readonly from: number; readonly to: number};

/** How a question is cut into parts. */
export type Parts<Window> = {
	/** Where the question starts. */
	readonly start: number;
	/** Where it ends. */
	readonly end: number;
	/** The first part from a position on. `undefined` at the end. */
	readonly first: (at: number) => Part | undefined;
	/** Cuts a part that is too large in two. `undefined` if it is as small as it can be. */
	readonly halve: (part: Part) => readonly [Part, Part] | undefined;
	/** What users see of a part. */
	readonly windowOf: (part: Part) => Window;
	/** The instant of a position, in epoch milliseconds. `undefined` if positions are no times. */
	readonly instantOf: (at: number) => number | undefined;
	/** The position of an instant. `undefined` if it is none of this question. */
	readonly positionOf: (instant: number | undefined) => number | undefined;
};

/** What came of asking for a page of a part. */
export type PageAnswer<Item, Result> = {
	readonly result: Result;
	/** The rows of the answer. `undefined` if the call failed. */
	readonly rows: readonly Item[] | undefined;
	/** What the answer says of the pages. `undefined` if there is one page only. */
	readonly paged: PagedAnswer<Result> | undefined;
};

/** What an answer says of the pages of its part. */
export type PagedAnswer<Result> = {
	readonly totals: PageTotals;
	/** Creates the result of pages that have fewer rows than they say. */
	readonly incomplete: (received: number, total: number) => Result;
};

/** What an iteration reads. */
export type Source<Item, Result extends AnyResult, Window> = {
	/** Identifies the question: the method, the account and the parameters. */
	readonly question: string;
	readonly parts: Parts<Window>;
	/** How many calls a part needs, if it has one page. */
	readonly callsPerPart: number;
	readonly ask: (
		part: Part,
		page: number,
		signal: AbortSignal,
	) => Promise<PageAnswer<Item, Result>>;
	readonly idOf: (item: Item) => unknown;
	readonly placeOf: (item: Item, part: Part) => Place;
	/** How long ids of unsure place are remembered. */
	readonly rememberUntil: 'next-window' | 'end';
	/** Whether checkpoints have the ids. Without them, items can come again after the iteration goes on. */
	readonly checkpointsHaveIds: boolean;
};
