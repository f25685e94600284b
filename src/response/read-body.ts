/** The bytes of a body, or why they could not be had. */
export type BodyBytes =
	| {readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly truncated: boolean}
	| {
			readonly ok: false;
			/** `body` where the connection broke, `done` where asking again would bring the same. */
			readonly phase: 'body' | 'done';
			readonly message: string;
			readonly cause: unknown;
	  };

const empty = new Uint8Array(0);

/** Calls back after a time in milliseconds; gives a function that cancels. */
type After = (ms: number, callback: () => void) => () => void;

/** How much of the rest of a body is read so that the connection can be used again. */
const drainBytes = 64 * 1024;

/** How long the rest of a body is read, in milliseconds. */
const drainMs = 250;

/**
 * Reads a body to its end, at most `maxBytes` after decompression. Whatever happens, the stream is either
 * at its end afterwards or cancelled, so that no connection is held.
 *
 * @param truncate What to do with a larger body: keep its first bytes (errors), or fail (successes).
 */
export const readBody = async (
	response: Response,
	maxBytes: number,
	truncate: boolean,
	after: After,
): Promise<BodyBytes> => {
	if (response.body === null) return {ok: true, bytes: empty, truncated: false};
	const declared = declaredLength(response.headers);
	try {
		const bytes =
			declared !== undefined && declared <= maxBytes
				? new Uint8Array(await response.arrayBuffer())
				: await readBounded(response.body, maxBytes, truncate, after);
		if (bytes === undefined) {
			const message = `the body is larger than ${maxBytes} bytes`;
			return {ok: false, phase: 'done', message, cause: undefined};
		}
		if (declared !== undefined && bytes.length < declared && bytes.length < maxBytes) {
			const message = `the body ended after ${bytes.length} of ${declared} bytes`;
			return {ok: false, phase: 'body', message, cause: undefined};
		}
		return {ok: true, bytes, truncated: bytes.length >= maxBytes && truncate};
	} catch (cause) {
		return {
			ok: false,
			phase: 'body',
			message: 'the connection broke while the body was read',
			cause,
		};
	}
};

/** The length that the body must have; unknown where it is compressed, for the field counts other bytes. */
const declaredLength = (headers: Headers): number | undefined => {
	const length = headers.get('content-length');
	if (length === null || !/^\d+$/.test(length)) return undefined;
	if (headers.has('content-encoding')) return undefined;
	return Number(length);
};

const readBounded = async (
	stream: ReadableStream<Uint8Array<ArrayBuffer>>,
	maxBytes: number,
	truncate: boolean,
	after: After,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
	const reader = stream.getReader();
	const chunks: Uint8Array[] = [];
	let length = 0;
	for (;;) {
		const {done, value} = await reader.read();
		if (done) return concat(chunks, length);
		length += value.length;
		chunks.push(value);
		if (length > maxBytes) break;
	}
	if (!truncate) {
		void reader.cancel().catch(() => {});
		return undefined;
	}
	await drain(reader, after);
	return concat(chunks, length).slice(0, maxBytes);
};

const concat = (chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> => {
	const bytes = new Uint8Array(length);
	let offset = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, offset);
		offset += chunk.length;
	}
	return bytes;
};

/** Reads on within a bound, so that a keep-alive connection survives; cancels what is left, without waiting. */
const drain = async (
	reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
	after: After,
): Promise<void> => {
	const cancel = () => {
		void reader.cancel().catch(() => {});
	};
	const callOff = after(drainMs, cancel);
	let left = drainBytes;
	try {
		while (left > 0) {
			const {done, value} = await reader.read();
			if (done) return;
			left -= value.length;
		}
		cancel();
	} catch {
		// The connection broke: there is nothing left to read.
	} finally {
		callOff();
	}
};
