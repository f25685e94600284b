import type {ApiRequest} from '../../request/api-request.ts';
import type {Answer} from '../../response/reply.ts';
import type {Middleware} from '../middleware.ts';
import type {CacheParts} from './context.ts';
import {httpKey, ownKey} from './rules/bypass.ts';

/** The URLs whose stored answers a successful write puts out of date, those of other origins left alone. */
export const touchedBy = (request: ApiRequest, reply: Answer): readonly string[] => {
	const urls = new Set([request.url]);
	for (const name of ['location', 'content-location']) {
		const value = reply.headers.get(name);
		if (value === null || !URL.canParse(value, request.url)) continue;
		const url = new URL(value, request.url);
		if (url.origin === new URL(request.url).origin) urls.add(url.href);
	}
	return [...urls];
};

/** Forgets what a successful call of an unsafe method has changed (RFC 9111 §4.4). */
export const invalidate =
	({records, flights}: Pick<CacheParts, 'records' | 'flights'>): Middleware =>
	(next) =>
	async (request) => {
		const reply = await next(request);
		if (reply.type !== 'answer' || reply.status >= 400) return reply;
		const keys = touchedBy(request, reply).flatMap((url) => [
			httpKey(request.credential, url),
			ownKey(request.credential, url),
		]);
		for (const key of keys) flights.outdate(key);
		await Promise.all(keys.map(async (key) => records.remove(key)));
		return reply;
	};
