import type {ApiRequest} from '../../../request/api-request.ts';
import type {Answer} from '../../../response/reply.ts';
import {statusOf} from '../../../status.ts';
import {arrivalOf, toEntry} from './entry.ts';
import type {CacheEntry} from '../store/types.ts';
import {varyOf} from './vary.ts';

/**
 * Makes the entry for a new answer (RFC 9111 §3).
 *
 * @returns `undefined` where the answer may not be kept, or where keeping it would serve nobody: it is never
 * fresh and has no validator to ask again with.
 */
export const admit = (request: ApiRequest, reply: Answer, now: number): CacheEntry | undefined => {
	const {status, headers, body} = reply;
	const hasValidator = headers.has('etag') || headers.has('last-modified');
	// Most answers of an API without validators end here, at the price of four look-ups.
	if (!hasValidator && !headers.has('cache-control') && !headers.has('expires')) return undefined;
	const vary = varyOf(request, headers);
	// An answer that came from another URL is not this one's to keep.
	if (vary === undefined || reply.redirected) return undefined;
	const {entry, storable} = toEntry({status, headers, body, vary}, arrivalOf(reply, now));
	const {lifetimeMs, staleIfErrorMs, staleWhileRevalidateMs} = entry;
	const isUseful = hasValidator || lifetimeMs + staleIfErrorMs + staleWhileRevalidateMs > 0;
	return storable && isUseful ? entry : undefined;
};

/** Whether an answer that is not kept shows all the same that the kept one is out of date. */
export const supersedes = ({status}: Answer): boolean =>
	(status >= 200 && status < 300 && status !== statusOf.partial) ||
	status === statusOf['not-found'] ||
	status === 410;
