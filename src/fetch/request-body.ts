import {type Clock, pause} from '../pipeline/clock.ts';
import type {RequestBody} from '../request/api-request.ts';
import {isBrowser} from '../request/is-browser.ts';
import {cancelRest, concat, isBytes} from '../response/chunks.ts';

/** How much of a body is read before it is sent, in bytes. */
const maxAheadBytes = 1024 * 1024;

/** How many chunks of a body are read before it is sent, because an empty one adds no bytes. */
const maxAheadChunks = 1000;

/** How long the reading before the sending may take, in milliseconds. */
const maxAheadMs = 10;

type Bytes = Uint8Array<ArrayBuffer>;
type Part = ReadableStreamReadResult<Bytes>;

/* The stream can come from anywhere, so a chunk can be anything. */
const check = (chunk: unknown): void => {
	if (!isBytes(chunk)) throw new TypeError('A chunk of the body is not a `Uint8Array`.');
};

const readAll = async (request: Request): Promise<Bytes> =>
	new Uint8Array(await request.arrayBuffer());

/**
 * Returns the body of a `Request` in a form in which it can be sent. A `Request` made of a text, a form or bytes does
 * not show them, only a stream of them. So what comes at once is read, up to 1 MiB: if it is all, it is sent as bytes,
 * with its length and at every attempt. Any other body is sent as it comes, once. In a browser, all of it is read: the
 * limits of the call apply while it is.
 *
 * @throws What the stream fails with.
 */
export const bodyOf = async (request: Request, clock: Clock): Promise<RequestBody> => {
	const {body: stream} = request;
	/* Chromium sends a stream only over HTTP/2, other browsers none, and Firefox has no stream of a `Request`. */
	if (stream === null || stream === undefined || isBrowser()) {
		const whole = readAll(request);
		/* Nobody may wait for it: the quota can have no slot, for example. */
		whole.catch(() => {});
		return () => whole;
	}
	const reader: ReadableStreamDefaultReader<Bytes> = stream.getReader();
	const {over, cancel} = pause(clock.after, maxAheadMs);
	const chunks: Bytes[] = [];
	let length = 0;
	let pending = reader.read();
	try {
		while (length <= maxAheadBytes && chunks.length < maxAheadChunks) {
			const part = await Promise.race([pending, over]);
			if (part === 'over') break;
			if (part.done) return concat(chunks, length);
			check(part.value);
			chunks.push(part.value);
			length += part.value.length;
			pending = reader.read();
		}
	} catch (error) {
		cancelRest(reader, error);
		throw error;
	} finally {
		cancel();
	}
	return restOf(reader, chunks, pending);
};

const restOf = (
	reader: ReadableStreamDefaultReader<Bytes>,
	chunks: Bytes[],
	first: Promise<Part>,
): RequestBody => {
	let pending: Promise<Part> | undefined = first;
	/* Nobody may wait for it: the quota can have no slot, for example. */
	first.catch(() => {});
	const next = async (): Promise<IteratorResult<Bytes>> => {
		const chunk = chunks.shift();
		if (chunk !== undefined) return {done: false, value: chunk};
		const part = await (pending ?? reader.read());
		pending = undefined;
		if (part.done) return {done: true, value: undefined};
		check(part.value);
		return part;
	};
	const cancel = async (reason?: unknown): Promise<IteratorResult<Bytes>> => {
		cancelRest(reader, reason);
		return {done: true, value: undefined};
	};
	return {[Symbol.asyncIterator]: () => ({next, return: cancel})};
};
