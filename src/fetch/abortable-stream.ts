import {onAbort} from '../pipeline/on-abort.ts';
import {bodyStream} from '../response/body-stream.ts';
import {type BodyReader, type Failure, isFailure} from '../response/reply.ts';

/**
 * Creates the body of a response. As in Fetch, it breaks as soon as the signal aborts, even if nobody waits for a chunk.
 * The listener is removed when the body ends, and it does not keep an unread stream from being collected.
 */
export const abortableStream = (
	reader: BodyReader,
	signal: AbortSignal | undefined,
	toError: (failure: Failure) => unknown,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
	if (signal === undefined) return bodyStream(reader, toError);
	let stopListening: () => void;
	const watched: BodyReader = {
		read: async () => {
			const part = await reader.read();
			if (part === undefined || isFailure(part)) stopListening();
			return part;
		},
		cancel: () => {
			stopListening();
			reader.cancel();
		},
	};
	return bodyStream(watched, toError, (fail) => {
		stopListening = onAbort(signal, ({reason}) => fail(reason));
	});
};
