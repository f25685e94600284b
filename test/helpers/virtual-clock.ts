import type {Clock} from '../../src/pipeline/clock.ts';

type Timer = {readonly at: number; readonly callback: () => void};

/** Lets everything run that is ready to. */
export const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 3; turn++) {
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
	}
};

/* A digest is worked out on a thread of its own, which a busy machine keeps waiting. */
const patienceMs = 10_000;

/** A clock whose time passes only as a test says, from one timer to the next. */
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
		/** How long it is until something is due, in milliseconds. */
		nextIn: () => (earliest()?.at ?? Infinity) - time,
		/** Lets a span of time pass, and all that is due in it happen. */
		pass: async (ms: number) => {
			const until = time + ms;
			await settle();
			for (let next = earliest(); next && next.at <= until; next = earliest()) {
				fire(next);
				await settle();
			}
			time = until;
		},
		/** Lets time pass until a promise settles. */
		run: async <T>(promise: Promise<T>): Promise<T> => {
			let settled = false;
			const note = () => {
				settled = true;
			};
			promise.then(note, note);
			const givesUpAt = performance.now() + patienceMs;
			for (;;) {
				await settle();
				if (settled) return promise;
				const next = earliest();
				if (next !== undefined) fire(next);
				else if (performance.now() > givesUpAt) {
					throw new Error('Nothing is left that could settle the promise.');
				}
			}
		},
	};
};

export type VirtualClock = ReturnType<typeof virtualClock>;
