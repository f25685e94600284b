import {afterEach, beforeEach, expect, vi} from 'vitest';
import {systemClock} from '../../../src/pipeline/clock.ts';
import type {Handler} from '../../../src/pipeline/middleware.ts';
import {unlimitedBudget} from '../../../src/pipeline/retry/budget.ts';
import {retry} from '../../../src/pipeline/retry/retry.ts';
import {retryDefaults} from '../../../src/request/call-policy.ts';
import type {Reply} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';

export const policy = retryDefaults;
export const get = makeRequest({retry: policy});

/** A handler that returns scripted replies. It records when it was called, and each reply takes some time. */
export const script = (...replies: readonly Reply[]) => {
	const startedAt: number[] = [];
	let durationMs = 0;
	const handler = vi.fn<Handler>(async () => {
		startedAt.push(Date.now());
		const reply = replies[Math.min(startedAt.length, replies.length) - 1] ?? makeAnswer(500);
		await new Promise<void>((resolve) => {
			setTimeout(resolve, durationMs);
		});
		return reply;
	});
	const takes = (ms: number) => {
		durationMs = ms;
	};
	return {handler, startedAt, takes};
};

export const random = vi.fn<() => number>();
export const clock = {...systemClock, random};
export const retrying = (handler: Handler, budget = unlimitedBudget) =>
	retry({clock, budget})(handler);

/** Runs all timers that a call needs. */
export const settled = async (call: Promise<Reply>): Promise<Reply> => {
	await vi.runAllTimersAsync();
	expect(vi.getTimerCount()).toBe(0);
	return call;
};

/** Fakes the timers and the random numbers of a test file. */
export const holdTime = () => {
	beforeEach(() => {
		vi.useFakeTimers({now: 0});
		random.mockReturnValue(0.5);
	});
	afterEach(() => {
		vi.useRealTimers();
	});
};

export const unavailable = makeAnswer(503);
