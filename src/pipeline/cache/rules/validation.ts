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
	return {...request, headers};
};

/**
 * Whether a 304 applies to an entry (RFC 9111 §4.3.4). The entity tag decides, strong tags by strong and weak
 * tags by weak comparison (RFC 9110 §8.8.3.2), or else `Last-Modified`. A 304 with neither applies to the entry
 * that the request was conditional on.
 */
export const matches304 = (notModified: Answer, entry: CacheEntry): boolean => {
	/* The 304 of another URL says nothing about this one. */
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
 * Updates an entry with a response that revalidates it (RFC 9111 §4.3.4). A response that must not be stored
 * itself (`no-store`, `Vary: *`) serves this call only, and the stored entry stays as it was.
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
		{status: entry.status, headers, body: entry.body, vary: vary ?? entry.vary},
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
