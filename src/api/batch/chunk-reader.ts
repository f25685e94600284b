import {onAbort} from '../../pipeline/on-abort.ts';
import {isThenable} from '../../pipeline/thenable.ts';
import {isAsyncIterable} from '../../request/replayable.ts';
import type {BatchSource} from './outcome.ts';

/** Why no chunk follows. */
type End =
	| {readonly type: 'done'}
	/** The signal aborted. */
	| {readonly type: 'stopped'}
	/** The source failed, or an item was refused. */
	| {readonly type: 'failed'; readonly error: unknown};

/** Items of a source. The last chunk can have fewer items than the others, or none. */
type Chunk<Item> = {
	readonly items: readonly Item[];
	/** Why no chunk follows; `undefined` if one may follow. */
	readonly end: End | undefined;
};

/** Reads a source in chunks. */
type ChunkReader<Item> = {
	/** Reads the next chunk. Never rejects. */
	readonly read: () => Promise<Chunk<Item>>;
	/** Closes the source if it has not ended. Never rejects. */
	readonly close: () => Promise<void>;
};

/** What {@link chunkReader} needs besides the source. */
type ChunkReaderOptions = {
	/** The number of items of a chunk. */
	readonly size: number;
	/** Throws if an item is not accepted. */
	readonly check: (item: unknown, index: number) => void;
	/** Ends the reading at once, even if the source does not answer. */
	readonly signal: AbortSignal;
};

type Step<Item> = IteratorResult<Item, unknown>;

const open = <Item>(source: BatchSource<Item>): Iterator<Item> | AsyncIterator<Item> =>
	isAsyncIterable(source) ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();

/** What a step of a source that does not answer becomes when the signal aborts. */
const stopped = {done: true, isStopped: true} as const;

/* Waits for a step, or until the signal aborts. */
const orStopped = <Item>(
	pending: PromiseLike<Step<Item>>,
	signal: AbortSignal,
): Promise<Step<Item> | typeof stopped> =>
	new Promise((resolve, reject) => {
		const stopListening = onAbort(signal, () => resolve(stopped));
		const settle =
			<Value>(use: (value: Value) => void) =>
			(value: Value) => {
				stopListening();
				use(value);
			};
		pending.then(settle(resolve), settle(reject));
	});

/**
 * Reads a source item by item, and never beyond the chunk that is asked for. The items before a failure of the source,
 * and before an item that is refused, are a chunk of their own.
 */
export const chunkReader = <Item>(
	source: BatchSource<Item>,
	{size, check, signal}: ChunkReaderOptions,
): ChunkReader<Item> => {
	let iterator: Iterator<Item> | AsyncIterator<Item> | undefined;
	let state: 'open' | 'waiting' | 'ended' = 'open';
	let index = 0;

	const next = async (): Promise<Step<Item> | typeof stopped> => {
		iterator ??= open(source);
		const pending = iterator.next();
		if (!isThenable(pending)) return pending;
		state = 'waiting';
		const step = await orStopped(pending, signal);
		if (step !== stopped) state = 'open';
		return step;
	};

	/* Adds an item. Returns why there is none, if so. */
	const readInto = async (items: Item[]): Promise<End | undefined> => {
		if (signal.aborted) return {type: 'stopped'};
		let isSource = true;
		try {
			const step = await next();
			if (step === stopped) return {type: 'stopped'};
			if (step.done === true) {
				state = 'ended';
				return {type: 'done'};
			}
			isSource = false;
			check(step.value, index);
			items.push(step.value);
			index += 1;
			return undefined;
		} catch (error) {
			if (isSource) state = 'ended';
			return {type: 'failed', error};
		}
	};

	const read = async (): Promise<Chunk<Item>> => {
		const items: Item[] = [];
		while (items.length < size) {
			const end = await readInto(items);
			if (end !== undefined) return {items, end};
		}
		return {items, end: undefined};
	};

	const close = async (): Promise<void> => {
		if (state === 'ended') return;
		const isAtWork = state === 'waiting';
		state = 'ended';
		try {
			const closing = iterator?.return?.();
			/* A generator that is at work closes when it is done with that, which may be never. */
			if (isAtWork) Promise.resolve(closing).catch(() => {});
			else await closing;
		} catch {
			/* Every item that was read has an outcome: there is nothing left to say. */
		}
	};
	return {read, close};
};
