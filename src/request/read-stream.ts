/** Calls back after a time in milliseconds. Returns a function that cancels the timer. */
type After = (ms: number, callback: () => void) => () => void;

/** What bounds the reading of a stream. */
export type ReadLimits = {
	readonly signal: AbortSignal | undefined;
	/** The time for all of it, in milliseconds. */
	readonly timeoutMs: number;
	readonly maxBytes: number;
	readonly after: After;
};

/** The bytes of a stream, or why the reading ended before its end. */
export type ReadStream =
	| {readonly type: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer>}
	| {readonly type: 'aborted'; readonly signal: AbortSignal}
	| {readonly type: 'timeout' | 'too-large'}
	| {readonly type: 'failed'; readonly cause: unknown};

const concat = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
};

/** Reads a stream to its end, within its limits. If it ends early, the stream is cancelled. */
export const readStream = async (
	stream: ReadableStream<Uint8Array<ArrayBuffer>>,
	{signal, timeoutMs, maxBytes, after}: ReadLimits,
): Promise<ReadStream> => {
	const reader = stream.getReader();
	let ended: ReadStream | undefined;
	const end = (how: ReadStream): ReadStream => {
		ended = how;
		/* Settles the read that is pending. Not awaited: the promise of `cancel` may never settle. */
		void reader.cancel(signal?.reason).catch(() => {});
		return how;
	};
	const onAbort = () => signal && end({type: 'aborted', signal});
	signal?.addEventListener('abort', onAbort, {once: true});
	const cancelTimer = after(timeoutMs, () => end({type: 'timeout'}));
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	try {
		for (;;) {
			const {done, value} = await reader.read();
			if (ended !== undefined) return ended;
			if (done) return {type: 'bytes', bytes: concat(chunks, length)};
			length += value.length;
			if (length > maxBytes) return end({type: 'too-large'});
			chunks.push(value);
		}
	} catch (cause) {
		return ended ?? {type: 'failed', cause};
	} finally {
		signal?.removeEventListener('abort', onAbort);
		cancelTimer();
	}
};
