import type {Clock} from '../../../src/pipeline/clock.ts';

type Timer = {readonly at: number; readonly callback: () => void};

/** A clock that stands still until it is told to go on. Its time of day starts an hour after the epoch. */
export type FakeClock = Clock & {
	/** Lets time pass, and everything happen that was to happen meanwhile. */
	readonly advance: (ms: number) => Promise<void>;
	/** How many timers are set. */
	readonly timers: () => number;
};

export const dayStartMs = 3_600_000;

/** Lets all promises settle that can. */
const microtasks = async () => {
	for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** Lets bodies be read, too. */
export const macrotasks = async () => {
	for (let turn = 0; turn < 10; turn += 1) {
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
	}
};

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
		now: () => dayStartMs + now,
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
