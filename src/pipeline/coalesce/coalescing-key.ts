import type {ApiRequest} from '../../request/api-request.ts';
import {credentialFields, hasUserFields} from '../cache/rules/bypass.ts';

/** Fields that change nothing of the answer, and the credential, which has its own place in the key. */
const ignoredFields: ReadonlySet<string> = new Set([
	...credentialFields,
	'baggage',
	'traceparent',
	'tracestate',
	'user-agent',
	'x-correlation-id',
	'x-request-id',
	'x-trace-id',
]);

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);

/** Whether a call may share its exchange at all. */
export const isShareable = (request: ApiRequest): boolean => {
	const {cache, method, signal} = request;
	if (cache === false || cache.coalesce === false || signal?.aborted) return false;
	return method === 'GET' && !hasUserFields(request);
};

/** What two calls for one URL must have in common to share an exchange. */
export const coalescingKey = (request: ApiRequest): string => {
	const {credentialDigest, cache, retry, idempotent, attemptTimeoutMs, quota, redirect} = request;
	const fields = Object.entries(request.headers).filter(([name]) => !ignoredFields.has(name));
	// How a call is carried out counts too: one that wants no retries must not be retried, nor the reverse.
	const policy = {cache, retry, idempotent, attemptTimeoutMs, quota, redirect};
	return JSON.stringify([credentialDigest, fields.sort(byName), policy]);
};
