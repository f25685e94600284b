import type {HttpHandler} from './msw.ts';
import {respond} from './answer.ts';
import type {CustomAnswer} from './custom-answer.ts';
import {handle, type Where} from './where.ts';

/** The options of `cached`. */
export type CachedOptions = Where &
	Omit<CustomAnswer, 'status'> & {
		/** The entity tag. @default '"example-1"', or none if `lastModified` is set */
		readonly etag?: string | undefined;
		/** When the resource was last modified. @default not sent */
		readonly lastModified?: Date | undefined;
	};

/**
 * Responds with 200 and validators, or with 304 to a GET or HEAD whose validators match (RFC 9110 section
 * 13.1). Compares `If-None-Match` with the entity tag, otherwise `If-Modified-Since` with the date.
 *
 * @param path Awin's path template, such as `/publishers/{publisherId}/programmes`.
 * @throws TypeError if the path does not start with a slash, or if the base URL is invalid.
 * @example
 * ```ts
 * import {cached} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(
 * 	cached('/publishers/{publisherId}/programmes', {body: [], etag: '"v2"'}),
 * 	cached('/accounts', {lastModified: new Date('2026-01-01T00:00:00Z')}),
 * );
 * ```
 */
export const cached = (path: string, options: CachedOptions = {}): HttpHandler => {
	const {lastModified} = options;
	const etag = options.etag ?? (lastModified === undefined ? '"example-1"' : undefined);
	const fields = {
		...(etag !== undefined && {etag}),
		...(lastModified !== undefined && {'last-modified': lastModified.toUTCString()}),
		...options.headers,
	};
	return handle(path, options, ({request}) =>
		matches(request, etag, lastModified)
			? respond({status: 304, headers: fields}, request, options)
			: respond({...options, status: 200, headers: fields}, request, options),
	);
};

const matches = (
	request: Request,
	etag: string | undefined,
	lastModified: Date | undefined,
): boolean => {
	if (request.method !== 'GET' && request.method !== 'HEAD') return false;
	const tags = request.headers.get('if-none-match');
	if (tags !== null) return etag !== undefined && tagMatches(tags, etag);
	const since = request.headers.get('if-modified-since');
	if (since === null || lastModified === undefined) return false;
	return Math.floor(lastModified.getTime() / 1000) * 1000 <= Date.parse(since);
};

/** The weak comparison of RFC 9110 section 8.8.3.2. */
const tagMatches = (tags: string, etag: string): boolean =>
	tags.trim() === '*' ||
	(tags.match(/(W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag));

const opaque = (tag: string): string => tag.replace(/^W\//, '');
