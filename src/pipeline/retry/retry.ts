import pRetry from 'p-retry';
import type {ApiRequest} from '../../request/api-request.ts';
import {
	aborted,
	type Attempt,
	neverBegan,
	type Reply,
	type WaitReason,
} from '../../response/reply.ts';
import {type Clock, sleep} from '../clock.ts';
import type {Handler, Middleware} from '../handler.ts';
import type {RetryBudget} from './budget.ts';
import {type Decision, decide} from './decide.ts';

/** What the middleware needs. */
export type RetryMiddlewareOptions = {
	readonly clock: Clock;
	readonly budget: RetryBudget;
};

/** Tells p-retry that another attempt follows; it never leaves this file. */
class Again extends Error {
	readonly reply: Reply;
	readonly decision: Decision & {retry: true};

	constructor(reply: Reply, decision: Decision & {retry: true}) {
		super('another attempt follows');
		this.reply = reply;
		this.decision = decision;
	}
}

/** Repeats attempts as `decide` says, within the deadline and the budget, and keeps the log of them. */
export const retry =
	({clock, budget}: RetryMiddlewareOptions): Middleware =>
	(next) =>
	async (request) => {
		const call = startCall(request, next, clock, budget);
		const first = await call.attempt(1);
		/* Most calls end here: p-retry is for those that a second attempt follows. */
		if (!(first instanceof Again)) return first;
		const attempt = async (number: number): Promise<Reply> => {
			const outcome = number === 1 ? first : await call.attempt(number);
			return outcome instanceof Again ? Promise.reject(outcome) : outcome;
		};
		try {
			return await pRetry(attempt, {
				retries: Number.MAX_SAFE_INTEGER,
				minTimeout: 0,
				maxRetryTime: Infinity,
				shouldRetry: async ({error}) => error instanceof Again && call.wait(error.decision),
			});
		} catch (error) {
			if (!(error instanceof Again)) throw error;
			return call.stopWaiting(error.reply);
		}
	};

/** One call: its attempts so far, and the time that counts against its deadline. */
const startCall = (request: ApiRequest, next: Handler, clock: Clock, budget: RetryBudget) => {
	const startedAt = clock.elapsed();
	const attempts: Attempt[] = [];
	let mayBeDone = false;
	let quotaWaitMs = 0;
	let waitedMs = 0;
	let waitedFor: WaitReason[] = [];

	/* Waits for the quota do not count. */
	const elapsedMs = (now: number) => now - startedAt - quotaWaitMs;
	const note = (reply: Reply, tookMs: number) => {
		quotaWaitMs += reply.quotaWaitMs;
		if (reply.type === 'failure' && neverBegan(reply)) return;
		attempts.push({
			number: attempts.length + 1,
			status: reply.status,
			error: reply.type === 'failure' ? reply.kind : undefined,
			durationMs: tookMs - reply.quotaWaitMs,
			waitedMs: waitedMs + reply.quotaWaitMs,
			waitedFor: reply.quotaWaitMs > 0 ? [...waitedFor, 'quota'] : waitedFor,
		});
	};

	return {
		attempt: async (number: number): Promise<Reply | Again> => {
			const attemptStartedAt = number === 1 ? startedAt : clock.elapsed();
			const remainingMs = request.deadlineMs - elapsedMs(attemptStartedAt);
			const reply = await next(
				remainingMs < request.attemptTimeoutMs
					? {...request, attemptTimeoutMs: remainingMs}
					: request,
			);
			const now = clock.elapsed();
			note(reply, now - attemptStartedAt);
			const decision = decide({
				request,
				reply,
				attempt: number,
				elapsedMs: elapsedMs(now),
				nowMs: clock.now(),
				random: clock.random(),
				budgetLeft: budget.state().available >= 1,
			});
			if (decision.retry) {
				/* In the same turn as the decision, so that calls that fail together share what is left. */
				if (decision.paid) budget.take();
				mayBeDone ||= decision.mayBeDone;
				return new Again(reply, decision);
			}
			if (reply.type === 'answer' && reply.status < 500) budget.earn();
			const {notRetried, retryAt} = decision;
			return {...reply, attempts, mayBeDone, notRetried, retryAt: retryAt ?? reply.retryAt};
		},
		/** Waits before the next attempt. Gives whether it may start. */
		wait: async ({waitMs, waitFor}: Decision & {retry: true}): Promise<boolean> => {
			waitedMs = waitMs;
			waitedFor = waitMs > 0 ? [waitFor] : [];
			const passed = await sleep(clock, waitMs, request.signal);
			return passed && elapsedMs(clock.elapsed()) < request.deadlineMs;
		},
		/** What the call comes to whose wait was the end of it: the caller aborted, or it took too long. */
		stopWaiting: (reply: Reply): Reply => {
			const {signal} = request;
			return signal?.aborted
				? {...aborted(signal, 'connect'), attempts, mayBeDone}
				: {...reply, attempts, mayBeDone, notRetried: 'deadline'};
		},
	};
};
