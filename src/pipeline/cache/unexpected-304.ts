import type {ApiRequest} from '../../request/api-request.ts';
import {failure, type Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Clock} from '../clock.ts';
import type {Handler, Middleware} from '../middleware.ts';
import {hasCallerConditions} from './rules/bypass.ts';
import {remainingMs} from './wait-for-store.ts';

/** Adds the attempts and the quota wait of an earlier exchange of the same call to a reply. */
const mergeAttempts = (first: Reply, reply: Reply): Reply => ({
	...reply,
	attempts: [
		...first.attempts,
		...reply.attempts.map((attempt) => ({
			...attempt,
			number: attempt.number + first.attempts.length,
		})),
	],
	quotaWaitMs: first.quotaWaitMs + reply.quotaWaitMs,
});

/**
 * Sends a request again after a 304 that cannot be used, within what is left of the deadline and of the attempts.
 *
 * @param first - The 304.
 * @param startedAt - When the first exchange started, as a time of `clock.elapsed()`.
 */
export const sendAgain = async (
	first: Reply,
	request: ApiRequest,
	startedAt: number,
	clock: Clock,
	next: Handler,
): Promise<Reply> => {
	const deadlineMs = remainingMs(request, first, startedAt, clock);
	if (deadlineMs <= 0) {
		const message = 'the deadline of the call passed before a response without a 304';
		return mergeAttempts(first, failure({kind: 'timeout', phase: 'request', message}));
	}
	const {retry} = request;
	/* The second exchange itself is no retry. */
	const left = retry && {...retry, attempts: retry.attempts + 1 - first.attempts.length};
	const {observed} = request;
	const again = {
		...request,
		deadlineMs,
		retry: left,
		/* The attempts go on counting. */
		...(observed && {observed: {...observed, attempt: first.attempts.length + 1}}),
	};
	return mergeAttempts(first, await next(again));
};

/**
 * Creates a middleware that sends a request again, once, if an unconditional request gets a 304: without a
 * body, the call would have no data. If the second response is a 304 too, it is returned. If the caller sends
 * validators, the 304 is returned as it is. A request with the caller's validators is sent with `max-age=0`,
 * because `fetch` would add `no-cache`, and many servers never answer that with a 304.
 *
 * @param clock - The clock that measures the deadline.
 */
export const refetchUnexpected304 =
	(clock: Clock): Middleware =>
	(next) =>
	async (request) => {
		if (hasCallerConditions(request)) {
			return next({...request, headers: {'cache-control': 'max-age=0', ...request.headers}});
		}
		const startedAt = clock.elapsed();
		const first = await next(request);
		if (first.type !== 'answer' || first.status !== statusOf['cache-hit']) return first;
		return sendAgain(first, request, startedAt, clock, next);
	};
