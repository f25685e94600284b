import type {Applied} from '../errors/awin-error.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {isSafe} from '../request/methods.ts';
import type {Answer, Failure} from '../response/reply.ts';
import {isRetriedStatus} from '../status.ts';

/*
 * A redirect without a `Location` is not followed. Except for 307 and 308, which ask for the same request at another
 * URL, it refers to the outcome of the request (RFC 9110 section 15.4).
 */
const isOutcome = (status: number): boolean => status <= 303;

/** Whether the server applied the requested change, by an error response. */
export const appliedByStatus = (
	request: ApiRequest,
	reply: Answer,
	throttled: boolean,
): Applied => {
	if (isSafe(request.method)) return 'no';
	if (reply.mayHaveBeenProcessed || reply.status >= 500 || isOutcome(reply.status))
		return 'unknown';
	return isRetriedStatus(reply.status) && !throttled ? 'unknown' : 'no';
};

/** Whether the server applied the requested change, by a call without a usable response. */
export const appliedByFailure = (request: ApiRequest, reply: Failure): Applied => {
	if (reply.kind === 'invalid-body' && reply.phase === 'done') return 'yes';
	if (isSafe(request.method)) return 'no';
	return reply.phase === 'connect' && !reply.mayHaveBeenProcessed ? 'no' : 'unknown';
};
