import type {ApiRequest} from '../../request/api-request.ts';
import {headerValue} from '../../request/headers.ts';
import type {Reply} from '../../response/reply.ts';
import {sha256} from '../digest.ts';
import type {Handler} from '../middleware.ts';

const sendWithKey = async (
	request: ApiRequest,
	body: string | Uint8Array<ArrayBuffer>,
	next: Handler,
): Promise<Reply> => {
	/* Copied, so that the key describes the bytes that are sent. A slice of a `Buffer` shares its memory. */
	const sent = typeof body === 'string' ? body : new Uint8Array(body);
	/* Text without a content type is sent as `text/plain`, and bytes without one have none. */
	const type = `${typeof body} ${headerValue(request.headers, 'content-type') ?? ''}`;
	const bodyKey = `POST ${await sha256(sent)} ${type}`;
	return next({...request, ...(request.body !== undefined && {body: sent}), bodyKey});
};

/**
 * Sets `bodyKey` on a POST whose response may be stored, so that the cache and coalescing distinguish it from one with
 * another body. Any other request passes unchanged, and so does a POST whose body is neither text nor bytes.
 */
export const identifyBody =
	(next: Handler): Handler =>
	(request) => {
		const {method, cacheablePost, body = ''} = request;
		if (method !== 'POST' || cacheablePost !== true) return next(request);
		const hasKey = typeof body === 'string' || body instanceof Uint8Array;
		return hasKey ? sendWithKey(request, body, next) : next(request);
	};
