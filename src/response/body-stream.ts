import {ownProperties} from '../errors/invalid-option.ts';
import {type BodyReader, type Failure, isFailure} from './reply.ts';

/* Runtimes without it release an unread stream by the idle timeout only. */
const registry =
	'FinalizationRegistry' in globalThis
		? new FinalizationRegistry<() => void>((cancel) => cancel())
		: undefined;

/**
 * Creates the stream that a caller gets. It reads a chunk only if the caller asks for one, so that a slow caller
 * slows down the server. If the caller cancels the stream, or the garbage collector finds it, the connection is
 * closed. Nothing that a timer or a signal holds may refer to the stream, or it would never be collected.
 *
 * @param toError - Creates the error that ends the stream if the body breaks.
 */
export const bodyStream = (
	reader: BodyReader,
	toError: (failure: Failure) => unknown,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
		ownProperties({
			pull: async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
				const chunk = await reader.read();
				if (chunk === undefined) controller.close();
				else if (isFailure(chunk)) controller.error(await toError(chunk));
				else controller.enqueue(chunk);
			},
			cancel: () => reader.cancel(),
		}),
		ownProperties({highWaterMark: 0}),
	);
	registry?.register(stream, reader.cancel);
	return stream;
};
