import {onAbort} from './on-abort.ts';

/**
 * The only source of time in the pipeline, and of the random numbers in its decisions, so that tests can replace both:
 * see docs/testing.md. Identifiers come from `crypto.randomUUID()` instead, because no decision depends on their value.
 * All times are in milliseconds.
 */
export type Clock = {
	/** The current time, in epoch milliseconds, as of `Date.now`. */
	readonly now: () => number;
	/** A monotonic time in milliseconds, from an arbitrary start, as of `performance.now`. It never decreases. */
	readonly elapsed: () => number;
	/** A random number from 0 (inclusive) to 1 (exclusive), as of `Math.random`. */
	readonly random: () => number;
	/** Calls `callback` after `ms` milliseconds. Returns a function that cancels the timer. */
	readonly after: (ms: number, callback: () => void) => () => void;
};

/** The maximum delay of `setTimeout`, in milliseconds. With a longer delay, it fires at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The system clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	random: () => Math.random(),
	after: (ms, callback) => {
		let timer: ReturnType<typeof setTimeout>;
		const arm = (remainingMs: number) => {
			/* Rounded up, because `setTimeout` truncates fractions and would fire too early. */
			timer =
				remainingMs > maxTimerMs
					? setTimeout(() => arm(remainingMs - maxTimerMs), maxTimerMs)
					: setTimeout(callback, Math.ceil(remainingMs));
		};
		arm(ms);
		return () => clearTimeout(timer);
	},
};

/**
 * Waits for `ms` milliseconds, or until the signal aborts. Always removes its timer and its listener.
 *
 * @returns `true` after the full time, or `false` as soon as the signal aborts.
 */
export const sleep = (
	clock: Clock,
	ms: number,
	signal: AbortSignal | undefined,
): Promise<boolean> =>
	new Promise((resolve) => {
		if (signal?.aborted) {
			resolve(false);
			return;
		}
		const cancel = clock.after(ms, () => {
			stopListening();
			resolve(true);
		});
		const stopListening = onAbort(signal, () => {
			cancel();
			resolve(false);
		});
	});

/** A time that passes unless it is cancelled. */
export type Pause = {readonly over: Promise<'over'>; readonly cancel: () => void};

/** Starts a time of `ms` milliseconds. */
export const pause = (after: Clock['after'], ms: number): Pause => {
	let cancelTimer: () => void;
	const over = new Promise<'over'>((resolve) => {
		cancelTimer = after(ms, () => resolve('over'));
	});
	return {over, cancel: () => cancelTimer()};
};

/** A single timer that can be rescheduled. */
export type ResettableTimer = {
	/** Reschedules the callback to a time of `clock.elapsed()`. `Infinity` cancels it. */
	readonly set: (at: number) => void;
};

/** Creates a timer. It calls back once when the scheduled time is reached. */
export const createTimer = (clock: Clock, callback: () => void): ResettableTimer => {
	let timer: {readonly at: number; readonly cancel: () => void} | undefined;
	return {
		set: (at) => {
			if (timer?.at === at) return;
			timer?.cancel();
			timer = undefined;
			if (at === Infinity) return;
			const cancel = clock.after(at - clock.elapsed(), () => {
				timer = undefined;
				callback();
			});
			timer = {at, cancel};
		},
	};
};
