import {createLane, type Lane, type Waiter} from './queue.ts';
import type {QuotaAsk, QuotaBucket} from '../types.ts';
import {createSlidingWindow, type SlidingWindow} from './sliding-window.ts';
import {goesBefore} from './priority-queue.ts';

/** The lanes of one credential: when each is free, and who of all is next. Times are those of `clock.elapsed()`. */
export type Lanes = {
	/** The window of the token, which all lanes lead into. */
	readonly token: SlidingWindow;
	readonly of: (bucket: QuotaAsk['bucket']) => Lane;
	/** The moment at which a call of the lane may start. */
	readonly freeAt: (lane: Lane, now: number) => number;
	/** The moment at which a call may start that has so many others of its lane ahead of it, if all goes well. */
	readonly freeAtBehind: (lane: Lane, ahead: number, now: number) => number;
	/** Who may start now, and else when to look again. */
	readonly next: (now: number) => {readonly waiter: Waiter | undefined; readonly wakeAt: number};
	readonly idle: (now: number) => boolean;
};

export const createLanes = (limits: QuotaBucket): Lanes => {
	const token = createSlidingWindow(limits);
	const plain = createLane(undefined);
	const lanes = new Map([['', plain]]);

	const freeAt = ({window, shutUntil}: Lane, now: number) =>
		Math.max(token.freeAt(now), window?.freeAt(now) ?? -Infinity, shutUntil);

	return {
		token,
		of: (bucket) => {
			if (bucket === undefined) return plain;
			const known = lanes.get(bucket.name);
			known?.window?.tighten(bucket);
			if (known !== undefined) return known;
			const lane = createLane(bucket);
			lanes.set(bucket.name, lane);
			return lane;
		},
		freeAt,
		freeAtBehind: ({window, shutUntil}, ahead, now) =>
			Math.max(
				token.freeAtBehind(ahead, now),
				window?.freeAtBehind(ahead, now) ?? -Infinity,
				shutUntil,
			),
		next: (now) => {
			let waiter: Waiter | undefined;
			let wakeAt = Infinity;
			for (const lane of lanes.values()) {
				const first = lane.line.first();
				if (first === undefined) continue;
				const at = freeAt(lane, now);
				if (at > now) wakeAt = Math.min(wakeAt, at);
				else if (waiter === undefined || goesBefore(first, waiter)) waiter = first;
			}
			return {waiter, wakeAt};
		},
		idle: (now) => {
			const windows = Array.from(lanes.values(), ({window}) => window ?? token);
			return windows.every((window) => window.idle(now));
		},
	};
};
