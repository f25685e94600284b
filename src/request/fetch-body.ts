import type {RequestBody} from './api-request.ts';
import {isStreamed} from './replayable.ts';

/**
 * Converts the `body` of an init of `fetch` to a body of the pipeline, without reading it. Bytes are copied, because
 * the caller may change them while the call waits.
 *
 * @throws TypeError if a stream is locked.
 */
export const fromBodyInit = (body: unknown): RequestBody => {
	if (body instanceof ReadableStream && body.locked) {
		throw new TypeError('The `body` must not be a locked stream.');
	}
	if (body instanceof ArrayBuffer) return new Uint8Array(body.slice(0));
	if (ArrayBuffer.isView(body)) {
		return new Uint8Array(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
	}
	const isKnown =
		isStreamed(body) ||
		body instanceof Blob ||
		body instanceof FormData ||
		body instanceof URLSearchParams;
	/* As in Fetch. */
	return isKnown ? body : String(body);
};
