import {type After, bodyProblems, cancelRest, concat} from './chunks.ts';

/** How much of a body to read. */
export type ReadMode =
	/** Reads the whole body. Fails if it is larger than `maxBytes`, counted after decompression. */
	| {readonly type: 'full'; readonly maxBytes: number}
	/** Reads the first `maxBytes` of the body and discards the rest. */
	| {readonly type: 'truncate'; readonly maxBytes: number}
	/** Discards the body. */
	| {readonly type: 'discard'};

/** The bytes of a body, or the reason why they could not be read. */
export type BodyBytes =
	| {readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>}
	| {
			readonly ok: false;
			/** `body` if the connection broke; `done` if a retry would get the same body. */
			readonly phase: 'body' | 'done';
			readonly message: string;
			readonly cause: unknown;
			/** What came of the body: at least its first 16 kB, if it has as many. */
			readonly bytes: Bytes;
	  };

type Bytes = Uint8Array<ArrayBuffer>;

type Reader = ReadableStreamDefaultReader<Bytes>;

/** The maximum number of bytes to drain from an unwanted body so that its connection can be reused. */
export const maxDrainBytes = 64 * 1024;

/** The maximum time to drain an unwanted body, in milliseconds. */
export const maxDrainMs = 250;

const empty = new Uint8Array(0);

/**
 * Reads a body. Afterwards the stream has either ended or is cancelled, even on failure, so no connection
 * stays open. Never throws.
 */
export const readBody = async (
	response: Response,
	mode: ReadMode,
	after: After,
): Promise<BodyBytes> => {
	if (response.body === null) return {ok: true, bytes: empty};
	const chunks: Bytes[] = [];
	let length = 0;
	try {
		const reader = response.body.getReader();
		if (mode.type === 'discard') {
			await drain(reader, after);
			return {ok: true, bytes: empty};
		}
		const {maxBytes} = mode;
		while (length <= maxBytes) {
			const {done, value} = await reader.read();
			if (done) return checkLength(response.headers, join(chunks, length));
			length += value.length;
			chunks.push(value);
		}
		if (mode.type === 'full') {
			cancelRest(reader);
			const message = bodyProblems.tooLarge(maxBytes);
			return {ok: false, phase: 'done', message, cause: undefined, bytes: headOf(chunks)};
		}
		await drain(reader, after);
		return {ok: true, bytes: join(chunks, length).slice(0, maxBytes)};
	} catch (cause) {
		const message = bodyProblems.broken;
		return {ok: false, phase: 'body', message, cause, bytes: headOf(chunks)};
	}
};

/** How many bytes of a body that cannot be used are kept, if there are as many. */
const maxHeadBytes = 16 * 1024;

/** Joins the first chunks of a body. */
const headOf = (chunks: readonly Bytes[]): Bytes => {
	let length = 0;
	const head = chunks.filter((chunk) => {
		const isNeeded = length < maxHeadBytes;
		if (isNeeded) length += chunk.length;
		return isNeeded;
	});
	return concat(head, length);
};

/** Returns the declared length, or `undefined` for a compressed body, whose length counts the compressed bytes. */
export const declaredLength = (headers: Headers): number | undefined => {
	const length = headers.get('content-length');
	if (length === null || !/^\d+$/.test(length)) return undefined;
	return headers.has('content-encoding') ? undefined : Number(length);
};

/** Fails if the body is shorter than its `Content-Length`. */
const checkLength = (headers: Headers, bytes: Bytes): BodyBytes => {
	const declared = declaredLength(headers);
	if (declared === undefined || bytes.length >= declared) return {ok: true, bytes};
	const message = bodyProblems.tooShort(bytes.length, declared);
	return {ok: false, phase: 'body', message, cause: undefined, bytes};
};

/** Concatenates chunks, and returns a single one as it is. */
const join = (chunks: readonly Bytes[], length: number): Bytes => {
	const [first] = chunks;
	/* A chunk of a larger buffer is copied because it would keep that buffer alive. */
	return first?.length === length && first.buffer.byteLength === length
		? first
		: concat(chunks, length);
};

/** Reads the rest of a body so that its connection can be reused. Cancels it at a limit of bytes or time. */
const drain = async (reader: Reader, after: After): Promise<void> => {
	/* Cancelling resolves the pending read with `done: true`. */
	const clearTimer = after(maxDrainMs, () => cancelRest(reader));
	let remaining = maxDrainBytes;
	try {
		while (remaining > 0) {
			const {done, value} = await reader.read();
			if (done) return;
			remaining -= value.length;
		}
		cancelRest(reader);
	} catch {
		/* The connection broke, so there is nothing left to drain. */
	} finally {
		clearTimer();
	}
};
