import {onAbort} from '../pipeline/on-abort.ts';
import {type After, cancelRest, concat} from '../response/chunks.ts';

/** The limits for reading a stream. */
export type ReadLimits = {
	readonly signal: AbortSignal | undefined;
	/** The timeout for reading the whole stream, in milliseconds. */
	readonly timeoutMs: number;
	readonly maxBytes: number;
	readonly after: After;
};

/** The bytes of a stream, or why it was not read to its end. */
export type ReadStream =
	| {readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer>}
	| {readonly type: 'aborted'; readonly signal: AbortSignal}
	| {readonly type: 'timeout' | 'too-large'}
	| {readonly type: 'failed'; readonly cause: unknown};

/** So many chunks are read in a row before the event loop gets a turn, in which a timer or an abort can fire. */
const maxChunksPerTurn = 1000;

/** Reads a stream to its end, within the limits. If a limit is exceeded or the signal fires, the stream is cancelled. */
export const readStream = async (
	stream: ReadableStream<Uint8Array<ArrayBuffer>>,
	{signal, timeoutMs, maxBytes, after}: ReadLimits,
): Promise<ReadStream> => {
	const reader = stream.getReader();
	let stopped: ReadStream | undefined;
	const stop = (outcome: ReadStream): ReadStream => {
		stopped = outcome;
		/* Settles the pending read. */
		cancelRest(reader, signal?.reason);
		return outcome;
	};
	const stopListening = onAbort(signal, (fired) => stop({type: 'aborted', signal: fired}));
	const cancelTimer = after(timeoutMs, () => stop({type: 'timeout'}));
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for (let count = 1; ; count++) {
			/* The stream can come from anywhere, so a chunk can be anything. */
			const {done, value}: {done: boolean; value?: unknown} = await reader.read();
			if (stopped !== undefined) return stopped;
			if (done) return {type: 'bytes', bytes: concat(chunks, length)};
			if (!(value instanceof Uint8Array)) {
				const cause = new TypeError('A chunk of the body is not a `Uint8Array`.');
				return stop({type: 'failed', cause});
			}
			length += value.length;
			if (length > maxBytes) return stop({type: 'too-large'});
			chunks.push(value);
			if (count % maxChunksPerTurn === 0) await new Promise<void>((resolve) => after(0, resolve));
		}
	} catch (cause) {
		return stopped ?? {type: 'failed', cause};
	} finally {
		stopListening();
		cancelTimer();
	}
};
