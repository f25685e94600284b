import pRetry from 'p-retry';
import type {ApiRequest} from '../../request/api-request.ts';
import {drained} from '../../response/peek.ts';
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
import {type Emitter, silentEmitter} from '../observe/emitter.ts';
import type {QuotaWait} from '../quota/types.ts';
import type {RetryBudget} from './budget.ts';
import {type Decision, decide} from './decide.ts';
import {observeRetry} from './observe-retry.ts';

/** The dependencies of {@link retry}. */
export type RetryMiddlewareOptions = {
	readonly clock: Clock;
	readonly budget: RetryBudget;
	/** @default tells nobody */
	readonly emitter?: Emitter;
	/** Called before each wait for a retry. An exception is reported on the console. */
	readonly onWait?: ((wait: QuotaWait) => unknown) | undefined;
};

/** Rejected to make p-retry run another attempt. It never leaves this file. */
class RetryNeeded extends Error {
	readonly reply: Reply;
	readonly decision: Decision & {retry: true};

	constructor(reply: Reply, decision: Decision & {retry: true}) {
		super();
		this.reply = reply;
		this.decision = decision;
	}
}

/** The state of one call: its attempts so far, and the time that counts toward its deadline. */
type Call = {
	readonly request: ApiRequest;
	readonly startedAt: number;
	readonly attempts: Attempt[];
	/** Whether the server may have processed one of the attempts. */
	mayHaveBeenProcessed: boolean;
	quotaWaitMs: number;
	/** How long the current attempt waited before it started, without the quota, in milliseconds. */
	waitedMs: number;
	/** Why the current attempt waited, without the quota. */
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

/* Waits for the quota do not count toward the deadline. */
const elapsedMs = (call: Call, now: number): number => now - call.startedAt - call.quotaWaitMs;

/** Adds an attempt to the log and returns it, unless it ended before it began. */
const recordAttempt = (call: Call, reply: Reply, tookMs: number): Attempt | undefined => {
	call.quotaWaitMs += reply.quotaWaitMs;
	if (reply.type === 'failure' && neverBegan(reply)) return undefined;
	const attempt = {
		number: call.attempts.length + 1,
		status: reply.status,
		error: reply.type === 'failure' ? reply.kind : undefined,
		durationMs: tookMs - reply.quotaWaitMs,
		waitedMs: call.waitedMs + reply.quotaWaitMs,
		waitedFor: reply.quotaWaitMs > 0 ? [...call.waitedFor, 'quota' as const] : call.waitedFor,
	};
	call.attempts.push(attempt);
	return attempt;
};

/** The request of an attempt: with what is left of the deadline, and its number for the observers. */
const requestOf = ({request}: Call, number: number, remainingMs: number): ApiRequest => {
	const {observed} = request;
	const limited =
		remainingMs < request.attemptTimeoutMs ? {...request, attemptTimeoutMs: remainingMs} : request;
	if (observed === undefined || number === 1) return limited;
	return {...limited, observed: {...observed, attempt: observed.attempt + number - 1}};
};

/** The reply of a call that ends during a wait: the caller aborted, or the deadline has passed. */
const stopWaiting = ({request, attempts, mayHaveBeenProcessed}: Call, reply: Reply): Reply =>
	request.signal?.aborted
		? {...aborted(request.signal, 'connect'), attempts, mayHaveBeenProcessed}
		: {...reply, attempts, mayHaveBeenProcessed, notRetried: 'deadline'};

/**
 * Retries failed attempts as {@link decide} decides, within the deadline and the retry budget. Adds the log of the
 * attempts to the reply.
 */
export const retry =
	({clock, budget, emitter = silentEmitter, onWait}: RetryMiddlewareOptions): Middleware =>
	(next) => {
		const tell = observeRetry(emitter, clock);

		const sendAttempt = async (
			call: Call,
			number: number,
			startedAt: number,
		): Promise<Reply | RetryNeeded> => {
			const {request, attempts} = call;
			const remainingMs = request.deadlineMs - elapsedMs(call, startedAt);
			const reply = await next(requestOf(call, number, remainingMs));
			const now = clock.elapsed();
			const attempt = recordAttempt(call, reply, now - startedAt);
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
				/* Synchronously after the decision, so that concurrent failures do not take the same retry twice. */
				if (decision.paid) budget.take();
				call.mayHaveBeenProcessed ||= decision.mayHaveBeenProcessed;
				tell(request, {number, attempt, decision});
				return new RetryNeeded(await drained(reply, clock.after), decision);
			}
			if (reply.type === 'answer' && reply.status < 500) budget.earn();
			tell(request, {number, attempt, decision});
			const {notRetried} = decision;
			/* The quota limits the pause, so its `retryAt` takes precedence. */
			const retryAt = reply.retryAt ?? decision.retryAt;
			const mayHaveBeenProcessed = call.mayHaveBeenProcessed || reply.mayHaveBeenProcessed;
			const {quotaWaitMs} = call;
			return {...reply, attempts, mayHaveBeenProcessed, notRetried, retryAt, quotaWaitMs};
		};

		/** Waits before the next attempt. Returns whether the attempt may start. */
		const wait = async (call: Call, {waitMs, waitFor}: Decision & {retry: true}) => {
			call.waitedMs = waitMs;
			call.waitedFor = waitMs > 0 ? [waitFor] : [];
			if (waitMs > 0 && onWait !== undefined) {
				const wholeMs = Math.ceil(waitMs);
				invokeCallback('onQuotaWait', onWait, {waitMs: wholeMs, queued: 0, reason: waitFor});
			}
			const passed = await sleep(clock, waitMs, call.request.signal);
			return passed && elapsedMs(call, clock.elapsed()) < call.request.deadlineMs;
		};

		const runRetries = async (call: Call, first: RetryNeeded): Promise<Reply> => {
			const runAttempt = async (number: number): Promise<Reply> => {
				const outcome = number === 1 ? first : await sendAttempt(call, number, clock.elapsed());
				return outcome instanceof RetryNeeded ? Promise.reject(outcome) : outcome;
			};
			try {
				return await pRetry(runAttempt, {
					retries: Number.MAX_SAFE_INTEGER,
					minTimeout: 0,
					maxRetryTime: Infinity,
					shouldRetry: async ({error}) =>
						error instanceof RetryNeeded && wait(call, error.decision),
				});
			} catch (error) {
				if (!(error instanceof RetryNeeded)) throw error;
				return stopWaiting(call, error.reply);
			}
		};

		return async (request) => {
			const call = startCall(request, clock.elapsed());
			const first = await sendAttempt(call, 1, call.startedAt);
			/* Most calls end here. p-retry runs only if a retry is needed. */
			return first instanceof RetryNeeded ? runRetries(call, first) : first;
		};
	};
