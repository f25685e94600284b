import type {Applied} from '../errors/awin-error.ts';
import type {ApiRequest, Method} from '../request/api-request.ts';
import type {Answer, Attempt, Failure} from '../response/reply.ts';
import {isStatus, statusTable} from '../status.ts';

/** The methods of RFC 9110 section 9.2.1: they ask for nothing to be done. */
const safeMethods: ReadonlySet<Method> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether an attempt before the last one may have been carried out. */
const earlierUnknown = (attempts: readonly Attempt[]): boolean =>
	attempts.slice(0, -1).some(({status, error}) => error !== undefined || isServerSide(status));

const isServerSide = (status: number | undefined): boolean => status !== undefined && status >= 500;

/** Whether the server did what the call asked for, after an answer that says it did not succeed. */
export const appliedByStatus = (
	request: ApiRequest,
	reply: Answer,
	throttled: boolean,
): Applied => {
	if (safeMethods.has(request.method)) return 'no';
	if (earlierUnknown(reply.attempts) || isServerSide(reply.status)) return 'unknown';
	const retried = isStatus(reply.status) && statusTable[reply.status].retried;
	return retried && !throttled ? 'unknown' : 'no';
};

/** Whether the server did what the call asked for, after no answer or one that cannot be used. */
export const appliedByFailure = (request: ApiRequest, reply: Failure): Applied => {
	if (reply.kind === 'invalid-body') return 'yes';
	if (safeMethods.has(request.method)) return 'no';
	if (earlierUnknown(reply.attempts)) return 'unknown';
	return reply.phase === 'connect' ? 'no' : 'unknown';
};
