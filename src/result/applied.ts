import type {Applied} from '../errors/awin-error.ts';
import type {ApiRequest, Method} from '../request/api-request.ts';
import {type Answer, type Attempt, type Failure, neverBegan} from '../response/reply.ts';
import {isStatus, statusTable} from '../status.ts';

/** The methods of RFC 9110 section 9.2.1: they ask for nothing to be done. */
const safeMethods: ReadonlySet<Method> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether an attempt before the last one may have been carried out. A call that is not idempotent is sent
 * again only after attempts that were not.
 */
const mayBeDone = ({idempotent}: ApiRequest, earlier: readonly Attempt[]): boolean =>
	idempotent && earlier.some(({status, error}) => error !== undefined || isServerSide(status));

const isServerSide = (status: number | undefined): boolean => status !== undefined && status >= 500;

/** Whether the server did what the call asked for, after an answer that says it did not succeed. */
export const appliedByStatus = (
	request: ApiRequest,
	reply: Answer,
	throttled: boolean,
): Applied => {
	if (safeMethods.has(request.method)) return 'no';
	if (mayBeDone(request, reply.attempts.slice(0, -1)) || isServerSide(reply.status))
		return 'unknown';
	const retried = isStatus(reply.status) && statusTable[reply.status].retried;
	return retried && !throttled ? 'unknown' : 'no';
};

/** Whether the server did what the call asked for, after no answer or one that cannot be used. */
export const appliedByFailure = (request: ApiRequest, reply: Failure): Applied => {
	if (reply.kind === 'invalid-body' && reply.phase === 'done') return 'yes';
	if (safeMethods.has(request.method)) return 'no';
	const earlier = neverBegan(reply) ? reply.attempts : reply.attempts.slice(0, -1);
	if (mayBeDone(request, earlier)) return 'unknown';
	return reply.phase === 'connect' ? 'no' : 'unknown';
};
