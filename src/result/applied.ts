import type {Applied} from '../errors/awin-error.ts';
import type {ApiRequest, Method} from '../request/api-request.ts';
import type {Answer, Failure} from '../response/reply.ts';
import {isRetriedStatus} from '../status.ts';

/** The methods of RFC 9110 section 9.2.1: they ask for nothing to be done. */
const safeMethods: ReadonlySet<Method> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the server did what the call asked for, after an answer that says it did not succeed. */
export const appliedByStatus = (
	request: ApiRequest,
	reply: Answer,
	throttled: boolean,
): Applied => {
	if (safeMethods.has(request.method)) return 'no';
	if (reply.mayBeDone || reply.status >= 500) return 'unknown';
	return isRetriedStatus(reply.status) && !throttled ? 'unknown' : 'no';
};

/** Whether the server did what the call asked for, after no answer or one that cannot be used. */
export const appliedByFailure = (request: ApiRequest, reply: Failure): Applied => {
	if (reply.kind === 'invalid-body' && reply.phase === 'done') return 'yes';
	if (safeMethods.has(request.method)) return 'no';
	return reply.phase === 'connect' && !reply.mayBeDone ? 'no' : 'unknown';
};
