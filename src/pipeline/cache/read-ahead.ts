import {concat} from '../../response/chunks.ts';
import {type BodyReader, type Failure, isFailure} from '../../response/reply.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A body that is read ahead of its reader. */
export type Ahead = {
	/** Reads the body, from its start. */
	readonly reader: BodyReader;
	/** The whole body; `undefined` if it is larger than the limit, breaks or is cancelled. */
	readonly whole: Promise<Bytes | undefined>;
};

/**
 * Reads a body as it arrives, up to `maxBytes`, however slowly it is taken. A larger body is dropped, and from then on
 * a part of it is read only if somebody asks for it.
 */
export const readAhead = (source: BodyReader, maxBytes: number): Ahead => {
	const waiting: Bytes[] = [];
	let end: {readonly part: Failure | undefined} | undefined;
	const state = {isAhead: true, isCancelled: false};
	let wake = () => {};

	const run = async (): Promise<Bytes | undefined> => {
		const kept: Bytes[] = [];
		let length = 0;
		while (end === undefined && length <= maxBytes && !state.isCancelled) {
			const part = await source.read();
			if (part === undefined || isFailure(part)) end = {part};
			else {
				length += part.length;
				waiting.push(part);
				/* A copy, because whoever reads a chunk may transfer its buffer. */
				kept.push(part.slice());
			}
			wake();
		}
		state.isAhead = false;
		wake();
		const isWhole = end !== undefined && end.part === undefined && !state.isCancelled;
		return isWhole ? concat(kept, length) : undefined;
	};

	const read: BodyReader['read'] = async () => {
		for (;;) {
			const part = waiting.shift();
			if (part !== undefined) return part;
			if (end !== undefined) return end.part;
			if (!state.isAhead) return source.read();
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
	};

	const cancel = () => {
		state.isCancelled = true;
		source.cancel();
	};
	return {reader: {read, cancel}, whole: run()};
};
