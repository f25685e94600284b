import type {Applied} from '../errors/awin-error.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';
import type {Answer, Failure} from '../response/reply.ts';
import {isRetriedStatus} from '../status.ts';

/** Whether the server applied the requested change, by an error response. */
export const appliedByStatus = (
	request: ApiRequest,
	reply: Answer,
	throttled: boolean,
): Applied => {
	if (isSafe(request.method)) return 'no';
	if (reply.mayHaveBeenProcessed || reply.status >= 500) return 'unknown';
	return isRetriedStatus(reply.status) && !throttled ? 'unknown' : 'no';
};

/** Whether the server applied the requested change, by a call without a usable response. */
export const appliedByFailure = (request: ApiRequest, reply: Failure): Applied => {
	if (reply.kind === 'invalid-body' && reply.phase === 'done') return 'yes';
	if (isSafe(request.method)) return 'no';
	return reply.phase === 'connect' && !reply.mayHaveBeenProcessed ? 'no' : 'unknown';
};
