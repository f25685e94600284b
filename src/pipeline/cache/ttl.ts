import type {ApiRequest} from '../../request/api-request.ts';
import {parseJson} from '../../response/parse-body.ts';
import type {Answer} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Directives} from './rules/cache-control.ts';
import {isReusable} from './rules/storage.ts';
import {fieldIn} from './rules/stored-fields.ts';
import type {CacheEntry} from './store/types.ts';

/* `cache.ttlMs`: the age up to which a stored response answers a call, regardless of its HTTP freshness. */

/** The codes of complete, successful responses. */
const ttlStatuses: ReadonlySet<number> = new Set([statusOf.ok, 203, statusOf['no-content']]);

const usableBodies = new WeakSet<Uint8Array>();

/**
 * Whether a call can use a body. A body that is not JSON would fail every call for JSON until the time to live
 * ends, even after the server has recovered.
 */
const hasUsableBody = (
	{as}: ApiRequest,
	status: number,
	body: Answer['body'],
	contentType: string,
): boolean => {
	if (as !== 'json' || status === statusOf['no-content'] || usableBodies.has(body)) return true;
	if (!parseJson(body, contentType).ok) return false;
	usableBodies.add(body);
	return true;
};

const ttlOf = ({cache}: ApiRequest): number | undefined =>
	cache === false ? undefined : cache.ttlMs;

/** Whether `cache.ttlMs` of the call allows an entry to answer it. */
export const isWithinTtl = (
	{status, headers, body, responseTime}: CacheEntry,
	request: ApiRequest,
	directives: Directives,
	now: number,
): boolean => {
	const ttlMs = ttlOf(request);
	if (ttlMs === undefined || directives.has('no-cache') || directives.has('max-age')) return false;
	const contentType = fieldIn(headers, 'content-type') ?? '';
	return (
		now >= responseTime &&
		now - responseTime < ttlMs &&
		ttlStatuses.has(status) &&
		hasUsableBody(request, status, body, contentType)
	);
};

/**
 * Whether a response is stored even if it has neither a lifetime nor a validator: because the call sets
 * `cache.ttlMs`, or because the response replaces an entry that an earlier call stored for that reason.
 */
export const needsEntry = (
	request: ApiRequest,
	{status, headers, body}: Answer,
	entry: CacheEntry | undefined,
): boolean =>
	(ttlOf(request) !== undefined || (entry !== undefined && !isReusable(entry))) &&
	ttlStatuses.has(status) &&
	hasUsableBody(request, status, body, headers.get('content-type') ?? '');
