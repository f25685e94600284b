/** Calls back after a time in milliseconds. Returns a function that cancels the timer. */
export type After = (ms: number, callback: () => void) => () => void;

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

/** Concatenates chunks whose total length is `length` bytes. */
export const concat = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
};

/** Reads a stream to its end, within the limits. If a limit is exceeded or the signal fires, the stream is cancelled. */
export const readStream = async (
	stream: ReadableStream<Uint8Array<ArrayBuffer>>,
	{signal, timeoutMs, maxBytes, after}: ReadLimits,
): Promise<ReadStream> => {
	const reader = stream.getReader();
	let stopped: ReadStream | undefined;
	const stop = (outcome: ReadStream): ReadStream => {
		stopped = outcome;
		/* Settles the pending read. Not awaited, because the promise of `cancel` may never settle. */
		void reader.cancel(signal?.reason).catch(() => {});
		return outcome;
	};
	const onAbort = () => signal && stop({type: 'aborted', signal});
	signal?.addEventListener('abort', onAbort, {once: true});
	const cancelTimer = after(timeoutMs, () => stop({type: 'timeout'}));
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	try {
		for (;;) {
			const {done, value} = await reader.read();
			if (stopped !== undefined) return stopped;
			if (done) return {type: 'bytes', bytes: concat(chunks, length)};
			length += value.length;
			if (length > maxBytes) return stop({type: 'too-large'});
			chunks.push(value);
		}
	} catch (cause) {
		return stopped ?? {type: 'failed', cause};
	} finally {
		signal?.removeEventListener('abort', onAbort);
		cancelTimer();
	}
};
