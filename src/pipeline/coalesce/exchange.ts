import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import {onAbort} from '../on-abort.ts';
import {cancelBody} from './share-body.ts';

/** An exchange in flight, and the number of calls that wait for it. */
export type Exchange = {
	readonly request: ApiRequest;
	/** The reply before anyone has received it: the calls that join copy it from here. */
	readonly pending: Promise<Reply>;
	/** The reply for the call that started the exchange. It settles one microtask after `pending`. */
	readonly reply: Promise<Reply>;
	/** Aborts the exchange; `undefined` if the call that started it has no signal, so that it is never aborted. */
	readonly controller: AbortController | undefined;
	/** When it started, in epoch milliseconds. */
	readonly startedAt: number;
	/** The deadline of the call that started it, in milliseconds of `clock.elapsed`. */
	readonly deadlineAt: number;
	waiting: number;
};

/** Whether an exchange ended because of the deadline of the call that started it. */
export const endedByDeadline = (reply: Reply, exchange: Exchange, elapsed: number): boolean =>
	reply.notRetried === 'deadline' ||
	(reply.type === 'failure' && reply.kind === 'timeout' && elapsed >= exchange.deadlineAt);

const deadlinePassed = (): Failure =>
	failure({
		kind: 'timeout',
		phase: 'request',
		message: 'the deadline of the call passed while it waited for a shared exchange',
	});

/**
 * Waits for the reply of an exchange until it ends, the caller aborts, or the caller's deadline passes. If the last waiting
 * call leaves, the exchange is aborted.
 */
export const join = (
	exchange: Exchange,
	reply: Promise<Reply>,
	{signal}: ApiRequest,
	deadlineAt: number,
	clock: Clock,
): Promise<Reply> => {
	exchange.waiting += 1;
	/* The exchange already ends at the deadline of the call that started it, so a later one needs no timer. */
	const hasEarlierDeadline = deadlineAt < exchange.deadlineAt;
	if (signal === undefined && !hasEarlierDeadline) return reply;
	return new Promise((resolve) => {
		const stop = () => {
			cancelAbort();
			cancelTimer();
		};
		const leave = (result: Failure, reason: unknown) => {
			stop();
			exchange.waiting -= 1;
			const isLast = exchange.waiting === 0;
			if (isLast) exchange.controller?.abort(reason);
			/* The reply of the aborted exchange states how far the exchange got. */
			const isReply = isLast && result.kind === 'aborted';
			if (!isReply) void reply.then(cancelBody, () => {});
			resolve(isReply ? reply : result);
		};
		const cancelAbort = onAbort(signal, (fired) => {
			leave(aborted(fired, 'request'), fired.reason);
		});
		const cancelTimer = hasEarlierDeadline
			? clock.after(deadlineAt - clock.elapsed(), () => leave(deadlinePassed(), undefined))
			: () => {};
		const settle = () => {
			stop();
			resolve(reply);
		};
		reply.then(settle, settle);
	});
};
