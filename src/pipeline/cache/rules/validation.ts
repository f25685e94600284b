import type {ApiRequest} from '../../../request/api-request.ts';
import type {Answer} from '../../../response/reply.ts';
import {parseDirectives} from './cache-control.ts';
import {arrivalOf, type Candidate, makeEntry} from './entry.ts';
import {fieldIn, type Fields, withoutConnectionFields} from './stored-fields.ts';
import type {CacheEntry} from '../store/types.ts';
import {varyOf} from './vary.ts';

/** Fields that describe the stored body, which stays as it is (RFC 9111 §3.2). */
const bodyFields: ReadonlySet<string> = new Set([
	'content-digest',
	'content-encoding',
	'content-length',
	'content-md5',
	'content-range',
	'etag',
	'repr-digest',
]);

const isWeak = (etag: string) => etag.startsWith('W/');
const opaque = (etag: string) => (isWeak(etag) ? etag.slice(2) : etag);
const mediaType = (field: string | undefined) => field?.split(';', 1)[0]?.trim().toLowerCase();

/**
 * Says whether a 304 speaks of an entry (RFC 9111 §4.3.4): by its entity tag, strong ones by strong and weak
 * ones by weak comparison (RFC 9110 §8.8.3.2), else by its date, and without either of the one asked about.
 */
export const confirms = (notModified: Answer, entry: CacheEntry): boolean => {
	// The 304 of another URL says nothing of what is stored for this one.
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

/** Updates stored fields from a newer answer, all but those that describe the stored body (RFC 9111 §3.2). */
export const mergeHeaders = (entry: CacheEntry, newer: Headers): Fields => {
	const stored = mediaType(fieldIn(entry.headers, 'content-type'));
	const update = withoutConnectionFields(newer).filter(([name, value]) =>
		// A careless 304 with the server's default type must not turn stored JSON into a page.
		name === 'content-type' ? mediaType(value) === stored : !bodyFields.has(name),
	);
	// The age and the date are those of the newer answer, or start anew.
	const renewed = new Set(['age', 'date', ...update.map(([name]) => name)]);
	return [...entry.headers.filter(([name]) => !renewed.has(name)), ...update];
};

/**
 * Brings an entry up to date with an answer that confirms it (RFC 9111 §4.3.4). An answer that must not be
 * stored itself (`no-store`, `Vary: *`) serves this call only; what is stored stays as it was.
 */
export const freshen = (
	request: ApiRequest,
	entry: CacheEntry,
	confirmation: Answer,
	now: number,
): Candidate => {
	const headers = mergeHeaders(entry, confirmation.headers);
	const vary = varyOf(request, {get: (name) => fieldIn(headers, name) ?? null});
	const directives = parseDirectives(confirmation.headers.get('cache-control'));
	const {entry: updated} = makeEntry(
		{status: entry.status, headers, body: entry.body, vary: vary ?? entry.vary},
		arrivalOf(confirmation, now),
	);
	return {entry: updated, storable: vary !== undefined && !directives.has('no-store')};
};

/**
 * Says whether an answer to HEAD speaks of the stored body (RFC 9111 §4.3.5): the same validators, and the
 * same length where both give one.
 */
export const headConfirms = (head: Answer, entry: CacheEntry): boolean => {
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
