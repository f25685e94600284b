import type {Applied} from '../errors/awin-error.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';
import type {Answer, Failure} from '../response/reply.ts';
import {isRetriedStatus} from '../status.ts';

/** Whether the server did what the call asked for, after an answer that says it did not succeed. */
export const appliedByStatus = (
	request: ApiRequest,
	reply: Answer,
	throttled: boolean,
): Applied => {
	if (isSafe(request.method)) return 'no';
	if (reply.mayHaveBeenProcessed || reply.status >= 500) return 'unknown';
	return isRetriedStatus(reply.status) && !throttled ? 'unknown' : 'no';
};

/** Whether the server did what the call asked for, after no answer or one that cannot be used. */
export const appliedByFailure = (request: ApiRequest, reply: Failure): Applied => {
	if (reply.kind === 'invalid-body' && reply.phase === 'done') return 'yes';
	if (isSafe(request.method)) return 'no';
	return reply.phase === 'connect' && !reply.mayHaveBeenProcessed ? 'no' : 'unknown';
};
