import type {Clock} from '../../clock.ts';

/** One timer that can be set anew. */
export type Alarm = {
	/** Calls back at a moment of `clock.elapsed()`, instead of at the one before; never, for `Infinity`. */
	readonly set: (at: number) => void;
};

export const createAlarm = (clock: Clock, callback: () => void): Alarm => {
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
