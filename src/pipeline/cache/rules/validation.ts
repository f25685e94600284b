import type {ApiRequest} from '../../../request/api-request.ts';
import type {Answer} from '../../../response/reply.ts';
import type {CacheEntry} from '../store/types.ts';
import {parseDirectives} from './cache-control.ts';
import {arrivalOf} from './arrival.ts';
import {type Candidate, makeEntry} from './storage.ts';
import {fieldIn, updateStoredFields} from './stored-fields.ts';
import {varyOf} from './vary.ts';

const isWeak = (etag: string) => etag.startsWith('W/');
const opaque = (etag: string) => (isWeak(etag) ? etag.slice(2) : etag);

/** Adds the stored validators to a request, byte for byte (RFC 9111 §4.3.1). */
export const conditionalRequest = (request: ApiRequest, entry: CacheEntry): ApiRequest => {
	const etag = fieldIn(entry.headers, 'etag');
	const lastModified = fieldIn(entry.headers, 'last-modified');
	if (etag === undefined && lastModified === undefined) return request;
	const headers: Record<string, string> = {'cache-control': 'max-age=0', ...request.headers};
	if (etag !== undefined) headers['if-none-match'] = etag;
	if (lastModified !== undefined) headers['if-modified-since'] = lastModified;
	const validators = Object.keys(headers).filter((name) => !Object.hasOwn(request.headers, name));
	return {...request, headers, validators};
};

/**
 * Whether a 304 applies to an entry (RFC 9111 §4.3.4). If the 304 has an entity tag, it must match: strong tags
 * by strong comparison, weak tags by weak comparison (RFC 9110 §8.8.3.2). Otherwise `Last-Modified` must match.
 * A 304 without both applies to the entry whose validators were sent.
 */
export const matches304 = (notModified: Answer, entry: CacheEntry): boolean => {
	/* After a redirect, the 304 belongs to another URL. */
	if (notModified.redirected) return false;
	const etag = notModified.headers.get('etag');
	if (etag !== null) {
		const stored = fieldIn(entry.headers, 'etag');
		if (stored === undefined) return false;
		return isWeak(etag) ? opaque(etag) === opaque(stored) : etag === stored;
	}
	const lastModified = notModified.headers.get('last-modified');
	return lastModified === null || lastModified === fieldIn(entry.headers, 'last-modified');
};

/**
 * Updates an entry with a response that revalidates it (RFC 9111 §4.3.4). If that response must not be stored
 * (`no-store`, `Vary: *`), the updated entry serves this call only and the stored entry stays unchanged.
 */
export const freshen = (
	request: ApiRequest,
	entry: CacheEntry,
	newer: Answer,
	now: number,
): Candidate => {
	const headers = updateStoredFields(entry, newer.headers);
	const vary = varyOf(request, {get: (name) => fieldIn(headers, name) ?? null});
	const directives = parseDirectives(newer.headers.get('cache-control'));
	const {entry: updated} = makeEntry(
		{...entry, headers, vary: vary ?? entry.vary},
		arrivalOf(newer, now),
	);
	return {entry: updated, storable: vary !== undefined && !directives.has('no-store')};
};

/**
 * Whether a response to HEAD describes the stored body (RFC 9111 §4.3.5): the validators must be the same, and
 * the length if both state one.
 */
export const matchesHead = (head: Answer, entry: CacheEntry): boolean => {
	const same = (name: string) =>
		(head.headers.get(name) ?? undefined) === fieldIn(entry.headers, name);
	const length = head.headers.get('content-length');
	const stored = fieldIn(entry.headers, 'content-length');
	return (
		same('etag') &&
		same('last-modified') &&
		(length === null || stored === undefined || length === stored)
	);
};
