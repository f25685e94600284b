import type {EndpointOptions} from '../endpoint-options.ts';

/** What a batch takes its items from. */
export type BatchSource<Item> = Iterable<Item> | AsyncIterable<Item>;

/** The options of a batch: those of each of its calls, and its own. */
export type BatchOptions = Omit<EndpointOptions, 'idempotencyKey'> & {
	/** `true` sends each call with a key of its own. Calls that share a key would be one to a server. @default false */
	readonly idempotencyKey?: boolean | undefined;
	/**
	 * The minimum time from the end of one call to the start of the next one, in milliseconds.
	 *
	 * @default 10_000 for `conversions.sendAll`, because Awin asks for it; 0 otherwise
	 */
	readonly paceMs?: number | undefined;
	/** Ends the batch after a call that fails. By default, the items that follow are sent nevertheless. @default false */
	readonly stopOnFailure?: boolean | undefined;
};

/** The outcome of one call of a batch. */
export type BatchOutcome<Item, Result> = {
	/** The items of the call, in the order of the source. */
	readonly sent: readonly Item[];
	/** The result of the call. `aborted` before anything was sent is one as well. */
	readonly result: Result;
	/**
	 * Those of `sent` that Awin certainly did not apply, in the same order: sending them again applies nothing twice.
	 * An item that Awin rejected is among them. It will be rejected again unless you correct it.
	 */
	readonly safeToResend: readonly Item[];
};

/**
 * The outcomes of a batch, one for each call, in order. A call is made when its outcome is asked for, and the source is
 * not read beyond it. It never throws for what the network, the server or the caller's signal does.
 */
export type Batch<Item, Result> = AsyncIterableIterator<
	BatchOutcome<Item, Result>,
	void,
	undefined
>;
