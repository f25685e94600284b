import type {StreamedBody} from '../request/api-request.ts';
import {kindOfValue, ownProperties} from '../errors/invalid-option.ts';
import {captureContext} from './async-context.ts';

/** A body that is sent as it comes. */
export type Upload = {
	/** What `fetch` sends. It asks the source for a chunk only if there is room for one. */
	readonly body: ReadableStream<Uint8Array>;
	/** Calls back with the error of the source, if it fails before it is stopped. */
	readonly onFailure: (callback: (cause: unknown) => void) => void;
	/** Whether the source has failed. */
	readonly hasFailed: () => boolean;
	/** The error of the source. */
	readonly cause: () => unknown;
	/** Ends the reading of the source, unless it has ended. Calls `return` of an iterator. */
	readonly stop: (reason?: unknown) => void;
};

const encoder = new TextEncoder();

const iteratorOf = (body: StreamedBody): AsyncIterator<unknown> => {
	if (!(body instanceof ReadableStream)) return body[Symbol.asyncIterator]();
	const reader = body.getReader();
	return {
		next: () => reader.read(),
		return: async (reason) => ({done: true, value: await reader.cancel(reason)}),
	};
};

const toBytes = (chunk: unknown, texts: boolean): Uint8Array => {
	if (texts && typeof chunk === 'string') return encoder.encode(chunk);
	if (chunk instanceof Uint8Array) return chunk;
	throw new TypeError(
		`Each chunk of \`body\` must be bytes${texts ? ' or a string' : ''}, but one is ${kindOfValue(chunk)}.`,
	);
};

const opened = new WeakSet<StreamedBody>();

/** Closes the source of a call that has ended before it was sent. Does nothing if it was opened. */
export const closeUnopened = (source: StreamedBody, reason: unknown): void => {
	if (opened.has(source)) return;
	const close = async () => {
		if (source instanceof ReadableStream) await source.cancel(reason);
		else await source[Symbol.asyncIterator]().return?.(reason);
	};
	/* A locked stream belongs to somebody else, and what a source throws now helps nobody. */
	close().catch(() => {});
};

/**
 * Prepares a stream or an async iterable for sending.
 *
 * @param texts - Whether a chunk can be a string.
 * @throws TypeError if the stream is locked, and whatever the iterable throws.
 */
export const openUpload = (source: StreamedBody, texts: boolean): Upload => {
	const iterator = iteratorOf(source);
	/* The source runs in the async context of the call. A `fetch` may read it in that of another one. */
	const inContext = captureContext();
	opened.add(source);
	let ended = false;
	let hasFailed = false;
	let failureCause: unknown;
	let notify: ((cause: unknown) => void) | undefined;
	const stop = async (reason?: unknown): Promise<void> => {
		if (ended) return;
		ended = true;
		try {
			await iterator.return?.(reason);
		} catch {
			/* The exchange is over: it has an outcome already. */
		}
	};
	const body = new ReadableStream<Uint8Array>(
		ownProperties({
			pull: async (controller: ReadableStreamDefaultController<Uint8Array>) => {
				try {
					const {done, value} = await inContext(async () => iterator.next());
					if (done === true) {
						ended = true;
						controller.close();
					} else controller.enqueue(toBytes(value, texts));
				} catch (cause) {
					hasFailed = !ended;
					if (hasFailed) {
						failureCause = cause;
						notify?.(cause);
					}
					void stop();
					controller.error(cause);
				}
			},
			cancel: stop,
		}),
		ownProperties({highWaterMark: 0}),
	);
	return {
		body,
		onFailure: (callback) => {
			notify = callback;
		},
		hasFailed: () => hasFailed,
		cause: () => failureCause,
		stop: (reason) => void stop(reason),
	};
};
