import pRetry from 'p-retry';
import type {ApiRequest} from '../../request/api-request.ts';
import {
	aborted,
	type Attempt,
	neverBegan,
	type Reply,
	type WaitReason,
} from '../../response/reply.ts';
import {invokeCallback} from '../callback.ts';
import {type Clock, sleep} from '../clock.ts';
import type {Middleware} from '../middleware.ts';
import type {QuotaWait} from '../quota/types.ts';
import type {RetryBudget} from './budget.ts';
import {type Decision, decide} from './decide.ts';

/** What the middleware needs. */
export type RetryMiddlewareOptions = {
	readonly clock: Clock;
	readonly budget: RetryBudget;
	/** Told of each wait before a retry. An exception is reported on the console. */
	readonly onWait?: ((wait: QuotaWait) => unknown) | undefined;
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

/** One call: its attempts so far, and the time that counts against its deadline. */
type Call = {
	readonly request: ApiRequest;
	readonly startedAt: number;
	readonly attempts: Attempt[];
	/** Whether the server may have carried out an attempt. */
	mayHaveBeenProcessed: boolean;
	quotaWaitMs: number;
	/** What the attempt under way waited for, besides the quota. */
	waitedMs: number;
	waitedFor: readonly WaitReason[];
};

const startCall = (request: ApiRequest, startedAt: number): Call => ({
	request,
	startedAt,
	attempts: [],
	mayHaveBeenProcessed: false,
	quotaWaitMs: 0,
	waitedMs: 0,
	waitedFor: [],
});

/* Waits for the quota do not count. */
const elapsedMs = (call: Call, now: number): number => now - call.startedAt - call.quotaWaitMs;

/** Enters an attempt into the log, if it began. */
const note = (call: Call, reply: Reply, tookMs: number): void => {
	call.quotaWaitMs += reply.quotaWaitMs;
	if (reply.type === 'failure' && neverBegan(reply)) return;
	call.attempts.push({
		number: call.attempts.length + 1,
		status: reply.status,
		error: reply.type === 'failure' ? reply.kind : undefined,
		durationMs: tookMs - reply.quotaWaitMs,
		waitedMs: call.waitedMs + reply.quotaWaitMs,
		waitedFor: reply.quotaWaitMs > 0 ? [...call.waitedFor, 'quota'] : call.waitedFor,
	});
};

/** What the call comes to whose wait was the end of it: the caller aborted, or it took too long. */
const stopWaiting = ({request, attempts, mayHaveBeenProcessed}: Call, reply: Reply): Reply =>
	request.signal?.aborted
		? {...aborted(request.signal, 'connect'), attempts, mayHaveBeenProcessed}
		: {...reply, attempts, mayHaveBeenProcessed, notRetried: 'deadline'};

/** Repeats attempts as `decide` says, within the deadline and the budget, and keeps the log of them. */
export const retry =
	({clock, budget, onWait}: RetryMiddlewareOptions): Middleware =>
	(next) => {
		const attempt = async (
			call: Call,
			number: number,
			startedAt: number,
		): Promise<Reply | Again> => {
			const {request, attempts} = call;
			const remainingMs = request.deadlineMs - elapsedMs(call, startedAt);
			const reply = await next(
				remainingMs < request.attemptTimeoutMs
					? {...request, attemptTimeoutMs: remainingMs}
					: request,
			);
			const now = clock.elapsed();
			note(call, reply, now - startedAt);
			const decision = decide({
				request,
				reply,
				attempt: number,
				elapsedMs: elapsedMs(call, now),
				nowMs: clock.now(),
				random: clock.random(),
				budgetLeft: budget.state().available >= 1,
			});
			if (decision.retry) {
				/* In the same turn as the decision, so that calls that fail together share what is left. */
				if (decision.paid) budget.take();
				call.mayHaveBeenProcessed ||= decision.mayHaveBeenProcessed;
				return new Again(reply, decision);
			}
			if (reply.type === 'answer' && reply.status < 500) budget.earn();
			const {notRetried} = decision;
			/* The quota bounds a pause: its time counts before what the server asks for. */
			const retryAt = reply.retryAt ?? decision.retryAt;
			const mayHaveBeenProcessed = call.mayHaveBeenProcessed || reply.mayHaveBeenProcessed;
			return {...reply, attempts, mayHaveBeenProcessed, notRetried, retryAt};
		};

		/** Waits before the next attempt. Gives whether it may start. */
		const wait = async (call: Call, {waitMs, waitFor}: Decision & {retry: true}) => {
			call.waitedMs = waitMs;
			call.waitedFor = waitMs > 0 ? [waitFor] : [];
			if (waitMs > 0 && onWait !== undefined) {
				invokeCallback('onQuotaWait', onWait, {waitMs, queued: 0, reason: waitFor});
			}
			const passed = await sleep(clock, waitMs, call.request.signal);
			return passed && elapsedMs(call, clock.elapsed()) < call.request.deadlineMs;
		};

		const repeat = async (call: Call, first: Again): Promise<Reply> => {
			const once = async (number: number): Promise<Reply> => {
				const outcome = number === 1 ? first : await attempt(call, number, clock.elapsed());
				return outcome instanceof Again ? Promise.reject(outcome) : outcome;
			};
			try {
				return await pRetry(once, {
					retries: Number.MAX_SAFE_INTEGER,
					minTimeout: 0,
					maxRetryTime: Infinity,
					shouldRetry: async ({error}) => error instanceof Again && wait(call, error.decision),
				});
			} catch (error) {
				if (!(error instanceof Again)) throw error;
				return stopWaiting(call, error.reply);
			}
		};

		return async (request) => {
			const call = startCall(request, clock.elapsed());
			const first = await attempt(call, 1, call.startedAt);
			/* Most calls end here: p-retry is for those that a second attempt follows. */
			return first instanceof Again ? repeat(call, first) : first;
		};
	};
