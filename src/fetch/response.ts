import {copyHeaders} from '../response/fields.ts';
import {nullBodyStatuses} from '../response/null-body.ts';
import type {Answer} from '../response/reply.ts';
import {isStatus, statusTable} from '../status.ts';

/** Creates the standard `Response` of an answer. `stream` is the body that is still to be read. */
export const toResponse = (
	{status, headers, body, url, redirected}: Answer,
	stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined,
): Response => {
	const statusText = isStatus(status) ? statusTable[status].text : '';
	/* A copy, because the bytes may be shared with the cache. */
	const responseBody = nullBodyStatuses.has(status) ? null : (stream ?? body.slice());
	/* The constructor accepts only 200 to 599, but a server can send other statuses. */
	const init = {
		status: status < 200 || status > 599 ? 599 : status,
		statusText,
		headers: copyHeaders(headers),
	};
	const response = new Response(responseBody, init);
	for (const [key, value] of Object.entries({status, url, redirected})) {
		Object.defineProperty(response, key, {value, configurable: true});
	}
	return response;
};
