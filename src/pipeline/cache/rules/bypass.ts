import type {ApiRequest} from '../../../request/api-request.ts';
import {headerValue} from '../../../request/headers.ts';
import type {Directives} from './cache-control.ts';

/** Fields in which a caller sets a condition or asks for a part. */
const conditionFields = [
	'if-match',
	'if-none-match',
	'if-modified-since',
	'if-unmodified-since',
	'if-range',
	'range',
];

/** Fields that `credentialDigest` stands for. They are never stored and never part of a key. */
export const credentialFields: readonly string[] = ['authorization', 'x-api-key'];

/** Fields that identify a user, and that `credentialDigest` does not cover. */
const userFields = ['cookie', 'proxy-authorization'];

const hasAny = (headers: ApiRequest['headers'], names: readonly string[]): boolean =>
	names.some((name) => headerValue(headers, name) !== undefined);

/** Whether the caller sends validators or a range, and so wants the response as it is. */
export const hasCallerConditions = ({headers}: ApiRequest): boolean =>
	hasAny(headers, conditionFields);

/** Whether the request carries a secret that `credentialDigest` does not cover: its response is never shared. */
export const hasUserFields = ({headers, credentialDigest}: ApiRequest): boolean =>
	hasAny(headers, userFields) || (credentialDigest === '' && hasAny(headers, credentialFields));

/**
 * Whether a call may read from the cache and write to it. A call that may not goes to the server as it is.
 *
 * @param directives - The `Cache-Control` of the request.
 */
export const isCacheable = (request: ApiRequest, directives: Directives): boolean =>
	request.cache !== false &&
	!hasCallerConditions(request) &&
	!hasUserFields(request) &&
	!directives.has('no-store');

const withoutFragment = (url: string) => (url.includes('#') ? url.replace(/#.*$/, '') : url);

/** The key of all that is stored for one URL and one credential (RFC 9111 §2). */
export const cacheKey = ({credentialDigest, url}: ApiRequest): string =>
	`${credentialDigest} ${withoutFragment(url)}`;
