import type {RequestBody} from './api-request.ts';
import {isStreamed} from './replayable.ts';
import {toText} from './to-text.ts';

/**
 * Converts the `body` of an init of `fetch` to a body of the pipeline, without reading it. Bytes and forms are copied,
 * because the caller may change them while the call waits.
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
	if (body instanceof URLSearchParams) return new URLSearchParams(body);
	if (body instanceof FormData) return copyForm(body);
	return isStreamed(body) || body instanceof Blob ? body : toText(body);
};

const copyForm = (form: FormData): FormData => {
	const copy = new FormData();
	for (const [name, value] of form) copy.append(name, value);
	return copy;
};
