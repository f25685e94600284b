/** What is wanted of a body. */
export type ReadMode =
	/** All of it: a larger one is a failure. `maxBytes` counts after decompression. */
	| {readonly type: 'whole'; readonly maxBytes: number}
	/** Its first bytes. */
	| {readonly type: 'beginning'; readonly maxBytes: number}
	/** That it be out of the way. */
	| {readonly type: 'nothing'};

/** The bytes of a body, or why they could not be had. */
export type BodyBytes =
	| {readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>}
	| {
			readonly ok: false;
			/** `body` where the connection broke, `done` where asking again would bring the same. */
			readonly phase: 'body' | 'done';
			readonly message: string;
			readonly cause: unknown;
	  };

type Bytes = Uint8Array<ArrayBuffer>;

type Reader = ReadableStreamDefaultReader<Bytes>;

/** Calls back after a time in milliseconds; gives a function that cancels. */
type After = (ms: number, callback: () => void) => () => void;

/** How much of the rest of a body is read so that the connection can be used again. */
const drainBytes = 64 * 1024;

/** How long the rest of a body is read, in milliseconds. */
const drainMs = 250;

const empty = new Uint8Array(0);

/**
 * Reads a body as far as it is wanted. Whatever happens, the stream is either at its end afterwards or
 * cancelled, so that no connection is held.
 */
export const readBody = async (
	response: Response,
	wish: ReadMode,
	after: After,
): Promise<BodyBytes> => {
	if (response.body === null) return {ok: true, bytes: empty};
	try {
		const reader = response.body.getReader();
		if (wish.type === 'nothing') {
			await drain(reader, after);
			return {ok: true, bytes: empty};
		}
		const {maxBytes} = wish;
		const chunks: Bytes[] = [];
		let length = 0;
		while (length <= maxBytes) {
			const {done, value} = await reader.read();
			if (done) return complete(response.headers, concat(chunks, length));
			length += value.length;
			chunks.push(value);
		}
		if (wish.type === 'whole') {
			cancel(reader);
			const message = `the body is larger than ${maxBytes} bytes`;
			return {ok: false, phase: 'done', message, cause: undefined};
		}
		await drain(reader, after);
		return {ok: true, bytes: concat(chunks, length).slice(0, maxBytes)};
	} catch (cause) {
		const message = 'the connection broke while the body was read';
		return {ok: false, phase: 'body', message, cause};
	}
};

/** The length that the body must have; unknown where it is compressed, for the field counts other bytes. */
const declaredLength = (headers: Headers): number | undefined => {
	const length = headers.get('content-length');
	if (length === null || !/^\d+$/.test(length)) return undefined;
	return headers.has('content-encoding') ? undefined : Number(length);
};

/** What a stream has given to its end: all of the body, unless the server announced more. */
const complete = (headers: Headers, bytes: Bytes): BodyBytes => {
	const declared = declaredLength(headers);
	if (declared === undefined || bytes.length >= declared) return {ok: true, bytes};
	const message = `the body ended after ${bytes.length} of ${declared} bytes`;
	return {ok: false, phase: 'body', message, cause: undefined};
};

const concat = (chunks: readonly Bytes[], length: number): Bytes => {
	const [first] = chunks;
	/* Not where it is a part of a larger buffer, which it would keep alive. */
	if (first?.length === length && first.buffer.byteLength === length) return first;
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
};

/* Not awaited: the promise of `cancel` may never settle. */
const cancel = (reader: Reader): void => {
	void reader.cancel().catch(() => {});
};

/** Reads on within a bound, so that a keep-alive connection survives; cancels what is left, without waiting. */
const drain = async (reader: Reader, after: After): Promise<void> => {
	/* A cancelled stream answers the read that is under way as if it had ended. */
	const callOff = after(drainMs, () => cancel(reader));
	let left = drainBytes;
	try {
		while (left > 0) {
			const {done, value} = await reader.read();
			if (done) return;
			left -= value.length;
		}
		cancel(reader);
	} catch {
		// The connection broke: there is nothing left to read.
	} finally {
		callOff();
	}
};
