import type {ApiRequest} from '../request/api-request.ts';
import {
	type Attempt,
	type BodyReader,
	type Failure,
	failure,
	isFailure,
	type Reply,
} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import type {Handler, Middleware} from './middleware.ts';
import {onAbort} from './on-abort.ts';

/* The attempt was aborted because the time of the call was up. */
const asTimeout = (attempt: Attempt): Attempt =>
	attempt.error === 'aborted' ? {...attempt, error: 'timeout'} : attempt;

/** The failure of a call that took too long. What its pipeline replied, if it did, tells how far the call got. */
const timedOut = (totalTimeoutMs: number, reply: Reply | undefined): Failure => {
	const message = `no result within ${totalTimeoutMs} ms (\`totalTimeoutMs\`)`;
	const fields = {kind: 'timeout', message, timeoutOption: 'totalTimeoutMs'} as const;
	if (reply === undefined) return failure({...fields, phase: 'request'});
	const {cache, mayHaveBeenProcessed, redirected, quotaWaitMs} = reply;
	const phase = reply.type === 'failure' ? reply.phase : 'request';
	const attempts = reply.attempts.map(asTimeout);
	const progress = {cache, attempts, mayHaveBeenProcessed, redirected, quotaWaitMs};
	return failure({...fields, ...progress, phase});
};

/**
 * Runs a call with a signal of its own, which aborts with that of the caller or when the time is up. Every stage ends
 * at once when it does, and tells in its reply what was sent. A stage that ignores the signal is not waited for.
 */
const limit = (next: Handler, request: ApiRequest, clock: Clock): Promise<Reply> =>
	new Promise((resolve, reject) => {
		const {signal, totalTimeoutMs} = request;
		const controller = new AbortController();
		const pending = next({...request, signal: controller.signal});
		let isTimeUp = false;
		const release = () => {
			cancelTimer();
			stopListening();
		};
		/** The time goes on while the body is read. */
		const limitBody = (reader: BodyReader): BodyReader => ({
			read: async () => {
				const chunk = await reader.read();
				if (chunk !== undefined && !isFailure(chunk)) return chunk;
				release();
				return isTimeUp ? {...timedOut(totalTimeoutMs, chunk), phase: 'body'} : chunk;
			},
			cancel: () => {
				release();
				reader.cancel();
			},
		});
		const finish = (reply?: Reply) => {
			if (!isTimeUp && reply?.type === 'answer' && reply.reader !== undefined) {
				resolve({...reply, reader: limitBody(reply.reader)});
				return;
			}
			release();
			if (reply?.type === 'answer') reply.reader?.cancel();
			if (isTimeUp) resolve(timedOut(totalTimeoutMs, reply));
			else if (reply !== undefined) resolve(reply);
		};
		let cancelTimer = clock.after(totalTimeoutMs, () => {
			isTimeUp = true;
			controller.abort(new DOMException('`totalTimeoutMs` has passed', 'TimeoutError'));
			cancelTimer = clock.after(0, finish);
		});
		const stopListening = onAbort(signal, ({reason}) => controller.abort(reason));
		pending.then(finish, (error: unknown) => {
			finish();
			reject(error);
		});
	});

/**
 * Limits the whole call to `totalTimeoutMs`, whatever it waits for, and the reading of a stream that it returns. When
 * the time is up, aborts what is in flight and resolves with a `timeout` failure that has the attempts so far. Does
 * nothing for a call without a limit.
 */
export const totalTimeout =
	({clock}: {readonly clock: Clock}): Middleware =>
	(next) =>
	(request) =>
		request.totalTimeoutMs === Infinity || request.signal?.aborted
			? next(request)
			: limit(next, request, clock);
