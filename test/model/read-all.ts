import {type Checkpoint, checkpointOf} from 'awin-sdk';
import * as fc from 'fast-check';

/** What a page of any iteration has. */
type Page<Item> = {
	readonly result: {readonly ok: boolean; readonly kind: string; readonly error: unknown};
	readonly items: readonly Item[];
	readonly checkpoint: Checkpoint;
};

/** Starts an iteration, or goes on with it, as another process. */
export type Start<Item> = (options: {
	readonly resumeFrom: Checkpoint | undefined;
	readonly signal: AbortSignal;
}) => AsyncIterable<Item> & {readonly pages: () => AsyncIterable<Page<Item>>};

/** Where a process ends, and how. */
export type Stop = {
	readonly afterPages: number;
	/**
	 * It leaves the loop, aborts the signal while a page is asked for, or disappears while a page is asked for, so that
	 * its items are lost.
	 */
	readonly how: 'break' | 'abort' | 'disappear';
};

/** Any places at which processes end. */
export const stops: fc.Arbitrary<readonly Stop[]> = fc.array(
	fc.record({
		afterPages: fc.nat(4),
		how: fc.constantFrom<Stop['how']>('break', 'abort', 'disappear'),
	}),
	{maxLength: 4},
);

/** The kinds of failures, so far, and the items that were kept. */
export type ReadAll<Item> = {readonly items: Item[]; readonly failures: string[]};

const maxProcesses = 300;

const saved = (checkpoint: Checkpoint): Checkpoint => JSON.parse(JSON.stringify(checkpoint));

/**
 * Reads all pages. Each process ends at the next stop or at a failure, and the next one goes on from the checkpoint,
 * which has been through JSON.
 */
export const readAll = async <Item>(
	start: Start<Item>,
	places: readonly Stop[] = [],
): Promise<ReadAll<Item>> => {
	const read: ReadAll<Item> = {items: [], failures: []};
	let resumeFrom: Checkpoint | undefined;
	for (let process = 0; process < maxProcesses; process++) {
		const stop = places[process];
		const controller = new AbortController();
		const pages = start({resumeFrom, signal: controller.signal}).pages()[Symbol.asyncIterator]();
		for (let count = 0; ; count++) {
			if (stop?.afterPages === count && stop.how === 'break') {
				await pages.return?.();
				break;
			}
			const next = pages.next();
			if (stop?.afterPages === count && stop.how === 'disappear') {
				next.catch(() => {});
				break;
			}
			if (stop?.afterPages === count && stop.how === 'abort') controller.abort('enough');
			const {done = false, value} = await next;
			if (done) return read;
			read.items.push(...value.items);
			resumeFrom = saved(value.checkpoint);
			if (!value.result.ok) {
				read.failures.push(value.result.kind);
				break;
			}
		}
	}
	throw new Error(
		`Not read after ${maxProcesses} processes: ${[...new Set(read.failures)].join(', ')}`,
	);
};

/** Reads all items with `for await`, and goes on from the checkpoint of each error. */
export const readAllItems = async <Item>(start: Start<Item>): Promise<ReadAll<Item>> => {
	const read: ReadAll<Item> = {items: [], failures: []};
	const {signal} = new AbortController();
	let resumeFrom: Checkpoint | undefined;
	while (read.failures.length < maxProcesses) {
		try {
			for await (const item of start({resumeFrom, signal})) read.items.push(item);
			return read;
		} catch (error) {
			const checkpoint = checkpointOf(error);
			if (checkpoint === undefined) throw error;
			resumeFrom = saved(checkpoint);
			read.failures.push(error instanceof Error ? error.name : typeof error);
		}
	}
	throw new Error(
		`Not read after ${maxProcesses} failures: ${[...new Set(read.failures)].join(', ')}`,
	);
};
