import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure, type Reply} from '../../response/reply.ts';
import type {Clock} from '../clock.ts';
import {onAbort} from '../on-abort.ts';

/**
 * Waits for a store, no longer than the caller waits for the call.
 *
 * @param timeoutMs - What is left of the deadline of the call, in milliseconds.
 * @returns What the store returned, or why the call ends without it.
 */
export const waitForStore = <T>(
	pending: Promise<T>,
	{signal}: ApiRequest,
	timeoutMs: number,
	clock: Clock,
): Promise<{readonly value: T} | {readonly failure: Failure}> =>
	new Promise((resolve) => {
		if (signal?.aborted) {
			resolve({failure: aborted(signal, 'connect')});
			return;
		}
		const settle = (outcome: {readonly value: T} | {readonly failure: Failure}) => {
			stopListening();
			cancelTimer();
			resolve(outcome);
		};
		const stopListening = onAbort(signal, (fired) => settle({failure: aborted(fired, 'connect')}));
		const cancelTimer = clock.after(Math.max(0, timeoutMs), () => {
			const message = 'the deadline of the call passed while it waited for the cache store';
			settle({failure: failure({kind: 'timeout', phase: 'connect', message})});
		});
		void pending.then((value) => settle({value}));
	});

/** What is left of the deadline of a call after an exchange. The wait for the quota does not count. */
export const remainingMs = (
	{deadlineMs}: ApiRequest,
	{quotaWaitMs}: Reply,
	startedAt: number,
	clock: Clock,
): number => deadlineMs - (clock.elapsed() - startedAt - quotaWaitMs);

/**
 * Waits for a store after the response is there: no longer than the deadline, and not after an abort. The call
 * gets the response in any case, and the store goes on in the background.
 */
export const waitAfterReply = (
	done: Promise<unknown>,
	request: ApiRequest,
	reply: Reply,
	startedAt: number,
	clock: Clock,
): Promise<unknown> =>
	waitForStore(done, request, remainingMs(request, reply, startedAt, clock), clock);
