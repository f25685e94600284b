import type {Clock} from '../../src/pipeline/clock.ts';

type Timer = {readonly at: number; readonly callback: () => void};

/** Runs all pending microtasks and immediates. */
export const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 3; turn++) {
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
	}
};

/* A digest is computed on another thread, which can take long on a busy machine. */
const maxWaitMs = 10_000;

/** A clock that advances only when a test advances it, from one timer to the next. */
export const virtualClock = ({
	random = () => 0,
	startMs = Date.UTC(2026, 0, 1),
}: {
	readonly random?: () => number;
	readonly startMs?: number;
} = {}) => {
	let time = 0;
	const timers = new Set<Timer>();
	const clock: Clock = {
		now: () => startMs + time,
		elapsed: () => time,
		random,
		after: (ms, callback) => {
			const timer = {at: time + ms, callback};
			timers.add(timer);
			return () => timers.delete(timer);
		},
	};
	const earliest = () => [...timers].sort((a, b) => a.at - b.at)[0];
	const fire = (timer: Timer) => {
		timers.delete(timer);
		time = Math.max(time, timer.at);
		timer.callback();
	};
	return {
		...clock,
		timers: () => timers.size,
		/** The time until the next timer is due, in milliseconds. */
		nextIn: () => (earliest()?.at ?? Infinity) - time,
		/** Advances the time by `ms`, and runs all timers that are due. */
		pass: async (ms: number) => {
			const until = time + ms;
			await settle();
			for (let next = earliest(); next && next.at <= until; next = earliest()) {
				fire(next);
				await settle();
			}
			time = until;
		},
		/** Advances the time until a promise settles. */
		run: async <T>(promise: Promise<T>): Promise<T> => {
			let settled = false;
			const onSettled = () => {
				settled = true;
			};
			promise.then(onSettled, onSettled);
			const giveUpAt = performance.now() + maxWaitMs;
			for (;;) {
				await settle();
				if (settled) return promise;
				const next = earliest();
				if (next !== undefined) fire(next);
				else if (performance.now() > giveUpAt) {
					throw new Error('No timer is left that could settle the promise.');
				}
			}
		},
	};
};

export type VirtualClock = ReturnType<typeof virtualClock>;
