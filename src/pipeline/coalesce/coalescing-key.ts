import type {ApiRequest} from '../../request/api-request.ts';
import {credentialFields, hasUserFields} from '../cache/rules/bypass.ts';

/** Fields that do not affect the response, and credential fields, which `credentialDigest` represents. */
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

/** Whether a call may share its exchange with others. */
export const isShareable = (request: ApiRequest): boolean => {
	const {as, cache, method, bodyKey, signal, init = {}} = request;
	/* A stream can be read once. */
	if (as === 'stream' || cache === false || cache.coalesce === false || signal?.aborted)
		return false;
	/* What an object stands for, such as a `dispatcher`, cannot be compared. */
	if (Object.values(init).some((value) => value instanceof Object)) return false;
	return (method === 'GET' || bodyKey !== undefined) && !hasUserFields(request);
};

/** Returns the coalescing key. Two calls for one URL share an exchange if their keys are equal. */
export const coalescingKey = (request: ApiRequest): string => {
	const {credentialDigest, bodyKey, cache, retry, idempotent, attemptTimeoutMs, quota, redirect} =
		request;
	const {maxBodyBytes, as, init} = request;
	const fields = Object.entries(request.headers).filter(([name]) => !ignoredFields.has(name));
	/* The policy is part of the key: a call without retries, for example, must not share a retried exchange. */
	const policy = {cache, retry, idempotent, attemptTimeoutMs, quota, redirect, maxBodyBytes, init};
	/* A call of `client.fetch` gets a body that is still to be read. */
	const isStreamed = as === 'response';
	return JSON.stringify([credentialDigest, bodyKey, fields.sort(byName), policy, isStreamed]);
};
