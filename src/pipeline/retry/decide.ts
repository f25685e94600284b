import type {ApiRequest} from '../../request/api-request.ts';
import type {Answer, NotRetried, Reply, WaitReason} from '../../response/reply.ts';
import {serverLimitsOf} from '../../response/server-limits.ts';
import {isRetriedStatus, statusOf} from '../../status.ts';
import {isReplayable} from '../../request/replayable.ts';

/** The input of {@link decide}. */
export type Situation = {
	readonly request: ApiRequest;
	readonly reply: Reply;
	/** The number of the attempt that returned the reply. The first one is 1. */
	readonly attempt: number;
	/** The time so far that counts toward the deadline of the call, in milliseconds. */
	readonly elapsedMs: number;
	/** The time of day, in epoch milliseconds. */
	readonly nowMs: number;
	/** A random number, at least 0 and less than 1. */
	readonly random: number;
	/** Whether the retry budget of the client allows another retry. */
	readonly budgetLeft: boolean;
};

/** Whether a retry follows: after how long and why, or why not. */
export type Decision =
	| {
			readonly retry: true;
			readonly waitMs: number;
			readonly waitFor: WaitReason;
			/** Whether the retry takes one retry from the budget. */
			readonly paid: boolean;
			/** Whether the server may have processed the attempt. */
			readonly mayHaveBeenProcessed: boolean;
	  }
	| {
			readonly retry: false;
			/** Why no retry follows; `undefined` if a retry would not help. */
			readonly notRetried: NotRetried | undefined;
			/** When the server allows the next request, in epoch milliseconds; `undefined` if it does not state it. */
			readonly retryAt: number | undefined;
	  };

/** What a reply means for a retry: whether it can help, and whether it may do harm. */
type Outcome =
	/** A retry would have the same outcome. */
	| 'final'
	/** The server did not process the request: it never arrived, or the throttle rejected it. */
	| 'not-processed'
	/** The server may have processed the request. */
	| 'unknown';

const outcomeOf = ({retry}: ApiRequest, reply: Reply, nowMs: number): Outcome => {
	if (reply.type === 'answer') {
		const isRetried =
			retry === false ? isRetriedStatus(reply.status) : retry.statuses.includes(reply.status);
		if (!isRetried) return 'final';
		return isThrottled(reply, nowMs) ? 'not-processed' : 'unknown';
	}
	if (reply.kind === 'aborted' || reply.kind === 'quota-exceeded') return 'final';
	if (reply.phase === 'done') return 'final';
	return reply.phase === 'connect' ? 'not-processed' : 'unknown';
};

/**
 * Whether a 429 comes from the throttle, so that the request was not processed. It does if it has a `Retry-After`
 * field or a body that names the throttle.
 */
const isThrottled = (reply: Answer, nowMs: number): boolean =>
	reply.status === statusOf['too-many-requests'] &&
	(reply.headers.has('retry-after') || serverLimitsOf(reply, nowMs).throttle !== undefined);

/** Awin's quota interval. The wait after a 429 that does not state one. */
const quotaIntervalMs = 60_000;

/** Limits the exponent, because `0 * Infinity` is NaN if `baseDelayMs` is 0. */
const maxDoublings = 100;

type ServerWait = {readonly waitMs: number; readonly waitFor: WaitReason};

/** How long the server asks the client to wait; `undefined` if it neither states nor implies a wait. */
const serverWait = (reply: Reply, nowMs: number): ServerWait | undefined => {
	if (reply.type === 'failure') return undefined;
	const {retryAfterMs, rateLimit, throttle} = serverLimitsOf(reply, nowMs);
	if (retryAfterMs !== undefined) return {waitMs: retryAfterMs, waitFor: 'retry-after'};
	if (rateLimit?.remaining === 0) return {waitMs: rateLimit.resetMs, waitFor: 'quota'};
	if (reply.status !== statusOf['too-many-requests']) return undefined;
	if (reply.retryAt !== undefined) {
		return {waitMs: Math.max(0, reply.retryAt - nowMs), waitFor: 'quota'};
	}
	return {waitMs: throttle?.intervalMs ?? quotaIntervalMs, waitFor: 'quota'};
};

/**
 * Decides whether a retry follows an attempt, and after how long. A pure function. The rules are in
 * docs/retries.md.
 */
export const decide = (situation: Situation): Decision => {
	const {request, reply, attempt, elapsedMs, nowMs, random, budgetLeft} = situation;
	const outcome = outcomeOf(request, reply, nowMs);
	const server = outcome === 'final' ? undefined : serverWait(reply, nowMs);
	const stop = (notRetried?: NotRetried): Decision => ({
		retry: false,
		notRetried,
		retryAt: server === undefined ? undefined : Math.ceil(nowMs + server.waitMs),
	});

	if (outcome === 'final') return stop();
	/* A redirect showed that the request was processed. A retry would repeat it, even with `idempotent: true`. */
	if (reply.mayHaveBeenProcessed) return stop('not-idempotent');
	if (outcome === 'unknown' && !request.idempotent) return stop('not-idempotent');
	if (!isReplayable(request.body)) return stop('body-not-replayable');
	const policy = request.retry;
	if (policy === false || attempt >= policy.attempts) return stop('attempts');
	if (server !== undefined && server.waitMs > policy.maxRetryAfterMs) {
		return stop('retry-after-too-long');
	}

	/* Backoff with full jitter is added to the wait that the server asks for, so `Retry-After: 0` has backoff too. */
	const doublings = Math.min(attempt - 1, maxDoublings);
	const backoffMs = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** doublings);
	const waitMs = (server?.waitMs ?? 0) + random * backoffMs;
	if (elapsedMs + waitMs >= request.deadlineMs) return stop('deadline');

	/* A 429 is not a sign of an outage, and the quota limits the rate of the calls that follow. */
	const isThrottle = reply.status === statusOf['too-many-requests'];
	const paid = policy.budget && !isThrottle;
	if (paid && !budgetLeft) return stop('budget');
	const waitFor = server?.waitFor ?? 'backoff';
	return {retry: true, waitMs, waitFor, paid, mayHaveBeenProcessed: outcome === 'unknown'};
};
