import type {Clock} from '../../src/pipeline/clock.ts';

type Timer = {readonly at: number; readonly callback: () => void};

/** A clock that advances only when a test advances it. It counts its pending timers. */
export const manualClock = (startMs = 0) => {
	let time = startMs;
	const timers = new Set<Timer>();
	const clock: Clock = {
		now: () => time,
		elapsed: () => time,
		random: () => 0.5,
		after: (ms, callback) => {
			const timer = {at: time + ms, callback};
			timers.add(timer);
			return () => timers.delete(timer);
		},
	};
	const advance = (ms: number) => {
		time += ms;
		for (const timer of timers) {
			if (timer.at <= time && timers.delete(timer)) timer.callback();
		}
	};
	return {...clock, advance, timers: () => timers.size};
};
