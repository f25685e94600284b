import type {ApiRequest} from '../../request/api-request.ts';
import {copyHeaders} from '../../response/fields.ts';
import {type Answer, answer} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import {currentAgeMs} from './rules/freshness.ts';
import type {CacheEntry} from './store/types.ts';

/** Creates the answer from an entry, with its `Age` (RFC 9111 §4, §5.1). */
export const fromEntry = (
	request: ApiRequest,
	entry: CacheEntry,
	now: number,
	cache: 'fresh' | 'stale',
): Answer => {
	const headers = copyHeaders(entry.headers);
	headers.set('age', String(Math.max(0, Math.floor(currentAgeMs(entry, now) / 1000))));
	const {status, statusText = '', body, responseTime: storedAt} = entry;
	return answer({status, statusText, headers, body, url: request.url, cache, storedAt});
};

/** The answer to `only-if-cached` if no stored response can be used (RFC 9111 §5.2.1.7). */
export const onlyIfCachedMiss = ({url}: ApiRequest): Answer =>
	answer({
		status: statusOf['gateway-timeout'],
		headers: new Headers(),
		body: new Uint8Array(),
		url,
	});
