import {type BodyReader, failure} from './reply.ts';
import {bodyProblems, cancelRest, isBytes} from './chunks.ts';
import {declaredLength} from './read-body.ts';

/**
 * Reads the body of a response chunk by chunk, with no more read ahead than the runtime does. The body ends with a
 * failure if the connection breaks (`network`), if it is shorter than its `Content-Length`, or if it is larger than
 * `maxBytes`, counted after decompression (both `invalid-body`).
 *
 * @param onEnd - Called when nothing more will be read.
 * @returns `undefined` if the response has no body.
 */
export const bodyReader = (
	{body, status, headers}: Response,
	maxBytes: number,
	onEnd: () => void,
): BodyReader | undefined => {
	/* A `fetch` of the caller can return something that is not quite a `Response`. */
	if (body === null || body === undefined) return undefined;
	const reader = body.getReader();
	const declared = declaredLength(headers) ?? 0;
	let length = 0;
	let isCancelled = false;
	const invalid = (phase: 'body' | 'done', message: string) =>
		failure({kind: 'invalid-body', phase, message, status, headers});
	const cancel = (): void => {
		isCancelled = true;
		onEnd();
		cancelRest(reader);
	};
	return {
		read: async () => {
			try {
				const {done, value}: {done: boolean; value?: unknown} = await reader.read();
				if (!done) {
					if (!isBytes(value)) {
						cancel();
						return invalid('done', 'a part of the body is not bytes');
					}
					length += value.length;
					if (length <= maxBytes) return value;
					cancel();
					return invalid('done', bodyProblems.tooLarge(maxBytes));
				}
				onEnd();
				if (isCancelled)
					return failure({kind: 'network', phase: 'body', message: bodyProblems.cancelled});
				if (length >= declared) return undefined;
				return invalid('body', bodyProblems.tooShort(length, declared));
			} catch (cause) {
				onEnd();
				return failure({kind: 'network', phase: 'body', message: bodyProblems.broken, cause});
			}
		},
		cancel,
	};
};

/** Reads a body that is there already. The chunk is a copy, because others may share the bytes. */
export const readerOf = (bytes: Uint8Array<ArrayBuffer>): BodyReader => {
	let rest = bytes.length === 0 ? undefined : bytes.slice();
	return {
		read: async () => {
			const chunk = rest;
			rest = undefined;
			return chunk;
		},
		cancel: () => {
			rest = undefined;
		},
	};
};
