import type {AnyResult} from '../../result/unwrap.ts';
import type {EndpointOptions} from '../endpoint-options.ts';

/**
 * Where an iteration goes on: plain data that survives `JSON.stringify` and `JSON.parse`. It contains no token and none
 * of the parameters, only a digest of them. Its properties are for the iteration, and may change with `version`.
 */
export type Checkpoint = {
	/** The version of the format. */
	readonly version: 1;
	/** A digest of the question and of this position. */
	readonly digest: string;
	/** The instant from which the iteration goes on, in UTC. Offers have none. */
	readonly next?: string | undefined;
	/** Set if everything has come. */
	readonly done?: true | undefined;
	/** The page to ask for. @default 1 */
	readonly page?: number | undefined;
	/** How many rows the pages before had. @default 0 */
	readonly received?: number | undefined;
	/** How many rows all pages have, as far as Awin has said. */
	readonly total?: number | undefined;
	/** The ids that have come, and could come again. @default none */
	readonly seen?: readonly (number | string)[] | undefined;
};

/** The span of a call: wall-clock time in the time zone of the question, `yyyy-MM-ddThh:mm:ss`. */
export type IterationWindow = {
	/** The start of the span. */
	readonly startDate: string;
	/** The end of the span. */
	readonly endDate: string;
};

/** The items of a call, or of the calls of a window. */
export type IterationPage<Item, Result, Window = IterationWindow> = {
	/** The result of the call. After a failure, `items` is empty, and the pages end. */
	readonly result: Result;
	/** The items of the question, without those of an earlier page. */
	readonly items: readonly Item[];
	/** What was asked for. It can be shorter than a window of the plan, if Awin was too slow. */
	readonly window: Window;
	/** Where to go on after this page: after its items, or before the window if it failed. */
	readonly checkpoint: Checkpoint;
};

/** What an iteration will do. */
export type IterationPlan<Window = IterationWindow> = {
	/** The number of calls, without retries. If an answer has several pages, there will be more. */
	readonly calls: number;
	/** The spans of the calls, oldest first. */
	readonly windows: readonly Window[];
	/** How long the calls wait for the quota at least, in milliseconds. Other calls of the token make it longer. */
	readonly atLeastMs: number;
};

/** How far an iteration is. */
export type IterationProgress = {
	/** The number of windows in this run, those that were halved counted as two. */
	readonly windows: number;
	/** The number of windows whose items have been handed over. */
	readonly windowsDone: number;
	/** The number of items that have been handed over. */
	readonly items: number;
	/** The number of calls that are left, as far as it is known. */
	readonly callsLeft: number;
	/** How long the next call waits for the quota at least, in milliseconds. 0 if it does not wait. */
	readonly waitMs: number;
};

/** The options of an iteration: those of its calls, and its own. */
export type IterateOptions = EndpointOptions & {
	/**
	 * Called before the first page, and with each page. What it returns is ignored; an exception is reported on the
	 * console.
	 */
	readonly onProgress?: ((progress: IterationProgress) => unknown) | undefined;
	/**
	 * The checkpoint of a page or of an error. The iteration goes on there.
	 *
	 * @throws TypeError if it is not a checkpoint of the same method, account and parameters.
	 */
	readonly resumeFrom?: Checkpoint | undefined;
};

/** The options of `toArray`. */
export type ToArrayOptions = {
	/** The maximum number of items. The iteration stops there. */
	readonly limit: number;
};

/**
 * The items of a question of any size, asked for in as many calls as it takes: one at a time, and one ahead of you.
 * Nothing is asked before you start to read. Each `for await` starts from the beginning.
 *
 * @throws AwinError while the items are read: the error of the call that failed. `checkpointOf` returns its checkpoint.
 * @throws The reason of the caller's signal if that aborted the call: an `AbortError`, unless you gave another.
 * @example
 * ```ts
 * const {transactions} = awin.publisher(45628);
 * const january = transactions.iterate({from: '2026-01-01', to: '2026-02-01'});
 * console.log(january.plan().calls);
 * for await (const {items, result} of january.pages()) console.log(result.kind, items.length);
 * const first = await january.toArray({limit: 10});
 * ```
 */
export type Iteration<
	Item,
	Result extends AnyResult,
	Window = IterationWindow,
> = AsyncIterable<Item> & {
	/**
	 * The answers with their items, one at a time. It never throws for what the network or Awin does: a failure is the
	 * result of the last page.
	 */
	readonly pages: () => AsyncIterableIterator<IterationPage<Item, Result, Window>>;
	/** What the iteration will do, without doing it. */
	readonly plan: () => IterationPlan<Window>;
	/**
	 * Reads the items into an array, and stops at `limit`.
	 *
	 * @throws AwinError, the error of the call that failed, or the reason of the caller's signal.
	 * @throws TypeError if `limit` is not a whole number above 0.
	 */
	readonly toArray: (options: ToArrayOptions) => Promise<Item[]>;
};
