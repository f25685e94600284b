import {aborted, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import type {Middleware} from './middleware.ts';
import {onAbort} from './on-abort.ts';

/**
 * Limits each exchange to `attemptTimeoutMs`, from the first byte sent to the last byte read. Resolves at once with
 * a `timeout` failure when the time is up, or with an `aborted` failure when the caller aborts, even if the transport
 * ignores its signal.
 */
export const timeout =
	({clock}: {readonly clock: Clock}): Middleware =>
	(next) =>
	(request) =>
		new Promise((resolve, reject) => {
			const {signal} = request;
			if (signal?.aborted) {
				resolve(aborted(signal, 'connect'));
				return;
			}
			const controller = new AbortController();
			const cleanUp = () => {
				cancel();
				stopListening();
			};
			const settle = (reply: Reply) => {
				cleanUp();
				resolve(reply);
			};
			const cancel = clock.after(request.attemptTimeoutMs, () => {
				controller.abort();
				const message = `no complete response within ${Math.ceil(request.attemptTimeoutMs)} ms`;
				settle(failure({kind: 'timeout', phase: 'request', message}));
			});
			const stopListening = onAbort(signal, (fired) => {
				controller.abort();
				settle(aborted(fired, 'request'));
			});
			next({...request, signal: controller.signal}).then(settle, (error: unknown) => {
				cleanUp();
				reject(error);
			});
		});
