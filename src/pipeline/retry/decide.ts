import type {ApiRequest} from '../../request/api-request.ts';
import type {Answer, NotRetried, Reply, WaitReason} from '../../response/reply.ts';
import {serverLimitsOf} from '../../response/server-limits.ts';
import {isRetriedStatus, statusOf} from '../../status.ts';
import {isReplayable} from '../../request/replayable.ts';

/** All that a decision depends on. */
export type Situation = {
	readonly request: ApiRequest;
	readonly reply: Reply;
	/** The number of the attempt that brought the reply, from 1. */
	readonly attempt: number;
	/** The time of the call so far that counts against its deadline, in milliseconds. */
	readonly elapsedMs: number;
	/** The time of day, in epoch milliseconds. */
	readonly nowMs: number;
	/** A number from 0 up to, but not including, 1. */
	readonly random: number;
	/** Whether the client's budget allows another retry. */
	readonly budgetLeft: boolean;
};

/** Wait how long and why, or stop and why. */
export type Decision =
	| {
			readonly retry: true;
			readonly waitMs: number;
			readonly waitFor: WaitReason;
			/** Whether the retry is paid from the budget. */
			readonly paid: boolean;
			/** Whether the server may have carried out the attempt. */
			readonly mayHaveBeenProcessed: boolean;
	  }
	| {
			readonly retry: false;
			/** Why no retry follows where one could have; `undefined` where none could. */
			readonly notRetried: NotRetried | undefined;
			/** When the server wants to be asked again, in epoch milliseconds. */
			readonly retryAt: number | undefined;
	  };

/** What a reply says of the request: whether asking again can help, and whether it may do harm. */
type Outcome =
	/** Asking again would bring the same. */
	| 'final'
	/** The server did nothing with the request: it never arrived, or the throttle refused it. */
	| 'not-processed'
	/** The server may have carried it out. */
	| 'unknown';

const outcomeOf = (reply: Reply, nowMs: number): Outcome => {
	if (reply.type === 'answer') {
		if (!isRetriedStatus(reply.status)) return 'final';
		return isThrottled(reply, nowMs) ? 'not-processed' : 'unknown';
	}
	if (reply.kind === 'aborted' || reply.kind === 'quota-exceeded') return 'final';
	if (reply.phase === 'done') return 'final';
	return reply.phase === 'connect' ? 'not-processed' : 'unknown';
};

/** Whether a 429 comes from the throttle, which says so or sends `Retry-After`: the call was not processed. */
const isThrottled = (reply: Answer, nowMs: number): boolean =>
	reply.status === statusOf['too-many-requests'] &&
	(reply.headers.has('retry-after') || serverLimitsOf(reply, nowMs).throttle !== undefined);

/** Awin's interval, for a 429 that says nothing of time. */
const quotaIntervalMs = 60_000;

/** Enough for any delay, and short of Infinity, which makes nothing of a delay of 0. */
const maxDoublings = 100;

type ServerWait = {readonly waitMs: number; readonly waitFor: WaitReason};

/** How long the server wants to be left alone, where it says so or where its quota implies it. */
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
 * Decides what follows an attempt. Pure: the same situation gives the same decision. The table that it
 * carries out stands in docs/retries.md.
 */
export const decide = (situation: Situation): Decision => {
	const {request, reply, attempt, elapsedMs, nowMs, random, budgetLeft} = situation;
	const outcome = outcomeOf(reply, nowMs);
	const server = outcome === 'final' ? undefined : serverWait(reply, nowMs);
	const stop = (notRetried?: NotRetried): Decision => ({
		retry: false,
		notRetried,
		retryAt: server === undefined ? undefined : nowMs + server.waitMs,
	});

	if (outcome === 'final') return stop();
	/* A redirect has shown it: to send the request again would do it twice, even if the caller allows that. */
	if (reply.mayHaveBeenProcessed) return stop('not-idempotent');
	if (outcome === 'unknown' && !request.idempotent) return stop('not-idempotent');
	if (!isReplayable(request.body)) return stop('body-not-replayable');
	const policy = request.retry;
	if (policy === false || attempt >= policy.attempts) return stop('attempts');
	if (server !== undefined && server.waitMs > policy.maxRetryAfterMs) {
		return stop('retry-after-too-long');
	}

	/* Backoff with full jitter only ever adds to what the server asks for, so `Retry-After: 0` has some, too. */
	const doublings = Math.min(attempt - 1, maxDoublings);
	const backoffMs = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** doublings);
	const waitMs = (server?.waitMs ?? 0) + random * backoffMs;
	if (elapsedMs + waitMs >= request.deadlineMs) return stop('deadline');

	/* A refusal by the throttle is no sign of an outage, and the quota paces what follows it. */
	const paid = reply.type === 'failure' || reply.status !== statusOf['too-many-requests'];
	if (paid && !budgetLeft) return stop('budget');
	const waitFor = server?.waitFor ?? 'backoff';
	return {retry: true, waitMs, waitFor, paid, mayHaveBeenProcessed: outcome === 'unknown'};
};
