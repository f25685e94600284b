import type {Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Middleware} from '../middleware.ts';
import {hasCallerConditions} from './rules/bypass.ts';

/** Adds the attempts and the quota wait of an earlier exchange of the same call to a reply. */
export const mergeAttempts = (first: Reply, reply: Reply): Reply => ({
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
 * Creates a middleware that sends a request again, once, if an unconditional request gets a 304: without a
 * body, the call would have no data. If the second response is a 304 too, it is returned. If the caller sends
 * validators, the 304 is returned as it is. A request with the caller's validators is sent with `max-age=0`,
 * because `fetch` would add `no-cache`, and many servers never answer that with a 304.
 */
export const refetchUnexpected304 = (): Middleware => (next) => async (request) => {
	if (hasCallerConditions(request)) {
		return next({...request, headers: {'cache-control': 'max-age=0', ...request.headers}});
	}
	const first = await next(request);
	if (first.type !== 'answer' || first.status !== statusOf['cache-hit']) return first;
	return mergeAttempts(first, await next(request));
};
