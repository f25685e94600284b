import type {Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Middleware} from '../middleware.ts';
import {hasCallerConditions} from './rules/bypass.ts';

/** Notes on a reply what an exchange before it, for the same call, took. */
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
 * Asks once more where a 304 comes to a request that had no condition: the server is out of turn, and the
 * call would have no body. A caller's own validators get the 304 as it is, and go out with `max-age=0`,
 * since `fetch` would add `no-cache`, which many servers never answer with a 304.
 */
export const refetchUnexpected304 = (): Middleware => (next) => async (request) => {
	if (hasCallerConditions(request)) {
		return next({...request, headers: {'cache-control': 'max-age=0', ...request.headers}});
	}
	const first = await next(request);
	if (first.type !== 'answer' || first.status !== statusOf['cache-hit']) return first;
	return mergeAttempts(first, await next(request));
};
