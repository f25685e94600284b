import type {Clock} from '../../../src/pipeline/clock.ts';

type Timer = {readonly at: number; readonly callback: () => void};

/** A clock that only `advance` moves. Its `now()` starts at one hour after the epoch, its `elapsed()` at 0. */
export type FakeClock = Clock & {
	/** Moves the time forward, and runs all timers that are due on the way. */
	readonly advance: (ms: number) => Promise<void>;
	/** The number of active timers. */
	readonly timers: () => number;
};

/** The value of `now()` when a fake clock starts. */
export const initialNowMs = 3_600_000;

/** Runs pending microtasks. */
const microtasks = async () => {
	for (let round = 0; round < 10; round += 1) await Promise.resolve();
};

/** Runs pending macrotasks, too, such as those that read a body. */
export const macrotasks = async () => {
	for (let round = 0; round < 10; round += 1) {
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
	}
};

/** @param settle - Runs pending work after each timer. */
export const fakeClock = (settle: () => Promise<void> = microtasks): FakeClock => {
	let now = 0;
	const timers = new Set<Timer>();
	const nextBy = (limit: number) => {
		let next: Timer | undefined;
		for (const timer of timers) {
			if (timer.at <= limit && (next === undefined || timer.at < next.at)) next = timer;
		}
		return next;
	};
	return {
		now: () => initialNowMs + now,
		elapsed: () => now,
		random: () => 0.5,
		after: (ms, callback) => {
			const timer = {at: now + ms, callback};
			timers.add(timer);
			return () => timers.delete(timer);
		},
		advance: async (ms) => {
			const end = now + ms;
			await settle();
			for (let next = nextBy(end); next !== undefined; next = nextBy(end)) {
				timers.delete(next);
				now = Math.max(now, next.at);
				next.callback();
				await settle();
			}
			now = end;
			await settle();
		},
		timers: () => timers.size,
	};
};
