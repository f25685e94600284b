import type {ApiRequest} from '../../../request/api-request.ts';
import {headerValue} from '../../../request/headers.ts';
import {isSafe} from '../../../request/methods.ts';
import type {Directives} from './cache-control.ts';

/** Fields that make a request conditional or request a range. */
const conditionFields = [
	'if-match',
	'if-none-match',
	'if-modified-since',
	'if-unmodified-since',
	'if-range',
	'range',
];

/** Fields that `credentialDigest` represents. They are never stored and never part of a key. */
export const credentialFields: readonly string[] = ['authorization', 'x-api-key'];

/** Fields that identify a user but are not part of `credentialDigest`. */
const userFields = ['cookie', 'proxy-authorization'];

const hasAny = (headers: ApiRequest['headers'], names: readonly string[]): boolean =>
	names.some((name) => headerValue(headers, name) !== undefined);

/** Whether the caller sends a condition or a range, and therefore gets the response as it is. */
export const hasCallerConditions = ({headers}: ApiRequest): boolean =>
	hasAny(headers, conditionFields);

/** Whether the request has a secret that `credentialDigest` does not cover. Its response is never shared. */
export const hasUserFields = ({headers, credentialDigest}: ApiRequest): boolean =>
	hasAny(headers, userFields) || (credentialDigest === '' && hasAny(headers, credentialFields));

/**
 * Whether a call uses the cache. Otherwise, the call neither reads nor stores a response.
 *
 * @param directives - The `Cache-Control` of the request.
 */
export const isCacheable = (request: ApiRequest, directives: Directives): boolean =>
	request.cache !== false &&
	/* The caller reads the body: it cannot be stored. */
	request.as !== 'stream' &&
	!hasCallerConditions(request) &&
	!hasUserFields(request) &&
	!directives.has('no-store');

/** Whether a request only reads: by its method, or because the caller says so of a POST. */
export const isRead = ({method, bodyKey}: ApiRequest): boolean =>
	isSafe(method) || bodyKey !== undefined;

const withoutFragment = (url: string) => (url.includes('#') ? url.replace(/#.*$/, '') : url);

/**
 * Returns the cache key: one per URL and credential (RFC 9111 §2), and for a POST, one per body. The fragment is
 * ignored. A URL contains no space.
 */
export const cacheKey = ({credentialDigest, url, bodyKey}: ApiRequest): string => {
	const key = `${credentialDigest} ${withoutFragment(url)}`;
	return bodyKey === undefined ? key : `${key} ${bodyKey}`;
};
