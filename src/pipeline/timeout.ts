import {aborted, type BodyReader, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {limitReader} from './limit-reader.ts';
import type {Middleware} from './middleware.ts';
import {onAbort} from './on-abort.ts';

/**
 * Limits each exchange to `attemptTimeoutMs`, from the first byte sent to the last byte read. Resolves at once with
 * a `timeout` failure when the time is up, or with an `aborted` failure when the caller aborts, even if the transport
 * ignores its signal. For a body that is still to be read, the time ends with the header fields, and
 * {@link limitReader} limits what follows.
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
			const limit = (reader: BodyReader): BodyReader =>
				limitReader(reader, {
					clock,
					signal,
					idleMs: request.idleTimeoutMs,
					abort: () => controller.abort(),
				});
			const cancel = clock.after(request.attemptTimeoutMs, () => {
				controller.abort();
				const message = `no complete response within ${Math.ceil(request.attemptTimeoutMs)} ms`;
				settle(failure({kind: 'timeout', phase: 'request', message}));
			});
			const stopListening = onAbort(signal, (fired) => {
				controller.abort(fired.reason);
				settle(aborted(fired, 'request'));
			});
			next({...request, signal: controller.signal}).then(
				(reply) => {
					if (reply.type === 'failure' || reply.reader === undefined) {
						settle(reply);
					} else if (controller.signal.aborted) {
						/* Too late: the call has its result already. */
						reply.reader.cancel();
					} else {
						settle({...reply, reader: limit(reply.reader)});
					}
				},
				(error: unknown) => {
					cleanUp();
					reject(error);
				},
			);
		});
