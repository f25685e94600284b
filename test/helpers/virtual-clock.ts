import type {Clock} from '../../src/pipeline/clock.ts';
import {pendingDigests} from './pending-digests.ts';

type Timer = {readonly at: number; readonly callback: () => void};

/**
 * Lets everything run that is ready to. A digest counts as ready: a thread of its own computes it, so that it
 * takes real time, which must not let virtual time pass.
 */
export const settle = async (): Promise<void> => {
	do {
		await Promise.all(pendingDigests);
		for (let turn = 0; turn < 3; turn++) {
			await new Promise<void>((resolve) => {
				setImmediate(resolve);
			});
		}
	} while (pendingDigests.size > 0);
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
	const waiting = new Set<() => void>();
	const clock: Clock = {
		now: () => startMs + time,
		elapsed: () => time,
		random,
		after: (ms, callback) => {
			const timer = {at: time + ms, callback};
			timers.add(timer);
			for (const check of waiting) check();
			return () => timers.delete(timer);
		},
	};
	const earliest = () => [...timers].sort((a, b) => a.at - b.at)[0];
	const nextIn = () => (earliest()?.at ?? Infinity) - time;
	const fire = (timer: Timer) => {
		timers.delete(timer);
		time = Math.max(time, timer.at);
		timer.callback();
	};
	return {
		...clock,
		timers: () => timers.size,
		/** How long it is until something is due, in milliseconds. */
		nextIn,
		/** Waits, without letting time pass, until something is due in so many milliseconds. */
		whenNextIn: (ms: number) =>
			new Promise<void>((resolve) => {
				const check = () => {
					if (nextIn() !== ms) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
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
