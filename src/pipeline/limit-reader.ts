import {aborted, type BodyReader, type Failure, failure, isFailure} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {onAbort} from './on-abort.ts';

/** The limits of {@link limitReader}. */
export type ReaderLimits = {
	readonly clock: Clock;
	readonly signal: AbortSignal | undefined;
	/** The longest wait for a chunk, and for the first call of `read`, in milliseconds. */
	readonly idleMs: number;
	/** Ends the exchange. */
	readonly abort: () => void;
};

/**
 * Ends the reading of a body if a chunk takes longer than `idleMs`, if nobody begins to read within `idleMs`, or if
 * the signal aborts. Time in which nobody waits for a chunk does not count, so a slow reader is no timeout. The timer
 * and the listener are removed when the body ends.
 */
export const limitReader = (
	reader: BodyReader,
	{clock, signal, idleMs, abort}: ReaderLimits,
): BodyReader => {
	let stopped: Failure | undefined;
	let interrupt: ((failure: Failure) => void) | undefined;
	const release = (): void => {
		cancelTimer();
		stopListening();
	};
	const stop = (reason: Failure): void => {
		stopped = reason;
		release();
		abort();
		reader.cancel();
		interrupt?.(reason);
	};
	const startTimer = (what: string) =>
		clock.after(idleMs, () => {
			const message = `${what} within ${Math.ceil(idleMs)} ms`;
			stop(failure({kind: 'timeout', phase: 'body', message}));
		});
	let cancelTimer = startTimer('nobody began to read the body');
	const stopListening = onAbort(signal, (fired) => stop(aborted(fired, 'body')));
	/* A middleware can hand over a reader of its own. */
	const broken = (cause: unknown) => {
		const message = 'the body could not be read';
		stop(failure({kind: 'network', phase: 'body', message, cause}));
	};
	return {
		read: () =>
			new Promise((resolve) => {
				if (stopped !== undefined) {
					resolve(stopped);
					return;
				}
				cancelTimer();
				cancelTimer = startTimer('no part of the body came');
				interrupt = resolve;
				void reader.read().then((chunk) => {
					/* A function that resolves the promise would keep whoever reads from being collected. */
					interrupt = undefined;
					cancelTimer();
					if (chunk === undefined || isFailure(chunk)) release();
					resolve(chunk);
				}, broken);
			}),
		cancel: () => {
			release();
			reader.cancel();
		},
	};
};
