import {ownProperties} from '../errors/invalid-option.ts';
import {type BodyReader, type Failure, isFailure} from './reply.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/* Runtimes without it release an unread stream by the idle timeout only. */
const registry =
	'FinalizationRegistry' in globalThis
		? new FinalizationRegistry<() => void>((cancel) => cancel())
		: undefined;

/* Not every browser has byte streams. */
const isByteStream = (): boolean => globalThis.ReadableByteStreamController !== undefined;

type Controller = ReadableStreamController<Bytes>;

/** What a stream reads from. */
type Source = {
	readonly start: (controller: Controller) => void;
	readonly pull: (controller: Controller) => Promise<void>;
	readonly cancel: () => void;
	controller?: Controller;
};

/* Out of the scope of the source, which a closure would keep. */
const failing = (source: WeakRef<Source>) => (error: unknown) =>
	source.deref()?.controller?.error(error);

/**
 * Creates the stream that a caller gets: a byte stream, as the body of a response of `fetch` is. It reads a chunk only
 * if the caller asks for one, so that a slow caller slows down the server. If the caller cancels the stream, or the
 * garbage collector finds it, the connection is closed. Nothing that a timer or a signal holds may refer to the stream,
 * or it would never be collected.
 *
 * @param toError - Creates the error that ends the stream if the body breaks.
 * @param onStart - Called with a function that ends the stream with an error. It does not refer to the stream.
 */
export const bodyStream = (
	reader: BodyReader,
	toError: (failure: Failure) => unknown,
	onStart?: (fail: (error: unknown) => void) => void,
): ReadableStream<Bytes> => {
	const nextPart = async (): Promise<Bytes | Failure | undefined> => {
		let part = await reader.read();
		/* A byte stream refuses empty chunks. */
		while (part !== undefined && !isFailure(part) && part.length === 0) part = await reader.read();
		return part;
	};
	const pull = async (controller: Controller): Promise<void> => {
		const part = await nextPart();
		/* What is registered survives every quick collection of young objects, with all that it refers to. */
		if (part === undefined || isFailure(part)) registry?.unregister(source);
		if (part === undefined) {
			controller.close();
			/* Ends a read that waits with a buffer of its own. */
			if ('byobRequest' in controller) controller.byobRequest?.respond(0);
		} else if (isFailure(part)) controller.error(await toError(part));
		/* A copy, because a byte stream takes the buffer of a chunk away from everyone else who has it. */ else
			controller.enqueue(new Uint8Array(part));
	};
	const start = (controller: Controller): void => {
		source.controller = controller;
	};
	const cancel = () => {
		registry?.unregister(source);
		reader.cancel();
	};
	const source: Source = ownProperties({start, pull, cancel});
	/*
	 * The source, and not the stream: whoever can still read keeps the source, but Chromium drops the object of a stream
	 * that only its reader refers to, and makes another one if it is asked for.
	 */
	registry?.register(source, reader.cancel, source);
	onStart?.(failing(new WeakRef(source)));
	return isByteStream()
		? new ReadableStream(Object.assign(source, {type: 'bytes'} as const))
		: new ReadableStream(source, ownProperties({highWaterMark: 0}));
};
