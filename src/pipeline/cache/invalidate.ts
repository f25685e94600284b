import type {ApiRequest} from '../../request/api-request.ts';
import type {Answer} from '../../response/reply.ts';
import {urlIn} from '../../response/url-field.ts';
import type {Middleware} from '../middleware.ts';
import type {CacheContext} from './context.ts';
import {cacheKey} from './rules/bypass.ts';
import {waitAfterReply} from './wait-for-store.ts';

/**
 * Returns the URLs that a successful write invalidates: the request URL, and those of `Location` and
 * `Content-Location` if they have the same origin (RFC 9111 §4.4).
 */
export const invalidatedUrls = (request: ApiRequest, reply: Answer): readonly string[] => {
	const urls = new Set([request.url]);
	for (const name of ['location', 'content-location']) {
		const url = urlIn(reply.headers, name, request.url);
		if (url?.origin === new URL(request.url).origin) urls.add(url.href);
	}
	return [...urls];
};

/** Removes the stored responses that a successful unsafe request invalidates (RFC 9111 §4.4). */
export const invalidate =
	({store, inFlight, clock}: CacheContext): Middleware =>
	(next) =>
	async (request) => {
		const startedAt = clock.elapsed();
		const reply = await next(request);
		if (reply.type !== 'answer' || reply.status >= 400) return reply;
		const keys = invalidatedUrls(request, reply).map((url) => cacheKey({...request, url}));
		for (const key of keys) inFlight.invalidate(key);
		const pending = keys.map((key) => store.remove(key)).filter((done) => done !== undefined);
		if (pending.length > 0) {
			await waitAfterReply(Promise.all(pending), request, reply, startedAt, clock);
		}
		return reply;
	};
