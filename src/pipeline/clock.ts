/** The one place where the pipeline meets time and chance, so that tests can hold both. */
export type Clock = {
	/** The time of day, in epoch milliseconds. */
	readonly now: () => number;
	/** Milliseconds from some fixed moment; never steps back. */
	readonly elapsed: () => number;
	/** A number from 0 up to, but not including, 1. */
	readonly random: () => number;
	/** Calls back after a time in milliseconds; gives a function that cancels. */
	readonly after: (ms: number, callback: () => void) => () => void;
};

/** The longest delay that timers can hold; they fire at once for a longer one. */
const maxTimerMs = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	random: () => Math.random(),
	after: (ms, callback) => {
		let timer: ReturnType<typeof setTimeout>;
		const arm = (leftMs: number) => {
			const later = leftMs > maxTimerMs;
			/* Timers drop fractions, and would call back before the time. */
			timer = later
				? setTimeout(() => arm(leftMs - maxTimerMs), maxTimerMs)
				: setTimeout(callback, Math.ceil(leftMs));
		};
		arm(ms);
		return () => clearTimeout(timer);
	},
};

/**
 * Waits, and leaves neither a timer nor a listener behind.
 *
 * @returns Whether the time passed: `false` as soon as the signal fires.
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
		const onAbort = () => {
			cancel();
			resolve(false);
		};
		const cancel = clock.after(ms, () => {
			signal?.removeEventListener('abort', onAbort);
			resolve(true);
		});
		signal?.addEventListener('abort', onAbort, {once: true});
	});

/** One timer that can be set again. */
export type ResettableTimer = {
	/** Replaces the time of the next callback, a moment of `clock.elapsed()`. `Infinity` cancels it. */
	readonly set: (at: number) => void;
};

/** Creates a timer that calls back once for each time that it is set and not set again. */
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
