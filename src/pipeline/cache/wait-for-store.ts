import type {ApiRequest} from '../../request/api-request.ts';
import {aborted, type Failure, failure} from '../../response/reply.ts';
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
