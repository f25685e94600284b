import {onAbort} from '../../pipeline/on-abort.ts';
import type {AnyResult} from '../../result/unwrap.ts';
import {type AbortedResult, abortedAfter} from './aborted.ts';
import {type Id, isId, type Position, writeCheckpoint} from './checkpoint.ts';
import {afterPage, firstPage, hasMore, isIncomplete, type Paging} from './paging.ts';
import {createSeen} from './seen.ts';
import type {Part, Source} from './source.ts';
import {isTooMuch} from './too-much.ts';
import type {Checkpoint, IterationPage} from './types.ts';

/** A page, and what the iteration needs to know of it. */
export type Step<Item, Result, Window> = {
	readonly page: IterationPage<Item, Result, Window>;
	/** Whether a part of the question is complete with this page. */
	readonly endsPart: boolean;
	/** What is left: parts that are cut, pages after the next one of a part, and the parts from a position on. */
	readonly left: {readonly parts: number; readonly pages: number; readonly from: number};
	/** What comes in place of this page after an abort. Its checkpoint is after the items that were handed over. */
	readonly abort: (
		reason: unknown,
		handedOver: readonly Item[],
	) => IterationPage<Item, AbortedResult, Window>;
};

/** Where an iteration starts, or goes on. */
export type Start = Pick<Position, 'page' | 'received' | 'total' | 'seen'> & {
	readonly at: number;
};

/** Where an iteration is between two calls. */
type State = {
	readonly at: number;
	readonly paging: Paging;
	readonly ids: readonly Id[];
	/** Whether the part at this position is a half: it has other pages than the whole, which a checkpoint goes on with. */
	readonly isHalf: boolean;
};

/** Aborts what is under way with the signal of the caller. It listens only while something is. */
const during = async <T>(
	signal: AbortSignal | undefined,
	controller: AbortController,
	work: () => Promise<T>,
): Promise<T> => {
	if (signal?.aborted === true) controller.abort(signal.reason);
	const stopListening = onAbort(signal, ({reason}) => controller.abort(reason));
	try {
		return await work();
	} finally {
		stopListening();
	}
};

/**
 * Asks for the parts of a question one after the other, and for the pages of each. A part that is too large is asked for
 * in halves. Ends after the first failure.
 *
 * @param start - Where to start, or to go on.
 * @param signal - The signal of the caller.
 */
export async function* readSteps<Item, Result extends AnyResult, Window>(
	source: Source<Item, Result, Window>,
	{at, page, received, total, seen: ids}: Start,
	signal: AbortSignal | undefined,
	controller: AbortController,
): AsyncGenerator<Step<Item, Result, Window>, void> {
	const {parts, question} = source;
	const seen = createSeen(ids, source.rememberUntil);
	/** The parts of a part that was too large, the next one last. */
	const halves: Part[] = [];
	let state: State = {at, paging: {...firstPage, page, received, total}, ids, isHalf: false};

	const write = (of: State, more: readonly unknown[] = []): Checkpoint => {
		const done = parts.first(of.at) === undefined;
		return writeCheckpoint(question, {
			...(of.isHalf ? firstPage : of.paging),
			next: parts.instantOf(of.at),
			done,
			seen: done || !source.checkpointsHaveIds ? [] : [...of.ids, ...more.filter(isId)],
		});
	};

	for (;;) {
		const part = halves.at(-1) ?? parts.first(state.at);
		if (part === undefined) return;
		const before = state;
		const window = parts.windowOf(part);
		const {result, rows, paged} = await during(signal, controller, () =>
			source.ask(part, before.paging.page, controller.signal),
		);
		const step = (
			own: Pick<IterationPage<Item, Result, Window>, 'result' | 'items' | 'checkpoint'>,
			endsPart = false,
		): Step<Item, Result, Window> => ({
			page: {...own, window},
			endsPart,
			left: {
				parts: halves.length,
				pages: Math.max(0, (state.paging.lastPage ?? 0) - state.paging.page),
				from: halves[0]?.to ?? state.at,
			},
			abort: (reason, handedOver) => ({
				result: abortedAfter(result.meta, reason),
				items: [],
				window,
				checkpoint: write(before, handedOver.map(source.idOf)),
			}),
		});
		if (rows === undefined) {
			const halved = isTooMuch(result) ? parts.halve(part) : undefined;
			if (halved === undefined) {
				yield step({result, items: [], checkpoint: write(before)});
				return;
			}
			halves.pop();
			halves.push(halved[1], halved[0]);
			seen.split();
			state = {...before, paging: firstPage, isHalf: true};
			continue;
		}
		const items = rows.filter((row) => seen.take(source.idOf(row), source.placeOf(row, part)));
		if (paged !== undefined) {
			const paging = afterPage(before.paging, rows.length, paged.totals);
			if (hasMore(paging)) {
				state = {...before, paging, ids: seen.ids()};
				yield step({result, items, checkpoint: write(state)});
				continue;
			}
			if (isIncomplete(paging)) {
				/* What comes from this checkpoint is what is missing. */
				state = {...before, paging: firstPage, ids: seen.ids()};
				const checkpoint = write(state);
				yield step({result, items, checkpoint});
				const incomplete = paged.incomplete(paging.received, paging.total);
				yield step({result: incomplete, items: [], checkpoint});
				return;
			}
		}
		halves.pop();
		seen.close(halves.length > 0);
		state = {at: part.to, paging: firstPage, ids: seen.ids(), isHalf: halves.length > 0};
		yield step({result, items, checkpoint: write(state)}, true);
	}
}
