import type {RateLimit, ServerRateLimit} from '../types.ts';

/**
 * The assumed maximum time from the start of a call to its arrival at the server, in milliseconds. A server
 * counts calls when they arrive. A call has certainly arrived when its response is in. If the response takes
 * longer than this, the window assumes that the call arrived within this time.
 */
export const maxArrivalDelayMs = 1000;

/** A call that the window counts. Times are times of `clock.elapsed()`. */
export type Start = {
	readonly startedAt: number;
	/** The latest time at which the server can have counted the call. The window counts it at this time. */
	countedAt: number;
	running: boolean;
};

/** The sliding window of one rate limit. All times are times of `clock.elapsed()`. */
export type SlidingWindow = {
	/** Applies the stricter of the current and the given limits. Clients that share a window can differ in them. */
	readonly tighten: (limits: RateLimit) => void;
	/** When the next call can start. `Infinity` if a running call has to end first. */
	readonly nextStartAt: (now: number) => number;
	/** Estimates when a call can start that has `ahead` other calls ahead of it. */
	readonly estimateStartAt: (ahead: number, now: number) => number;
	/** Records the start of a call. */
	readonly start: (now: number) => Start;
	/** Records the end of a call. Does nothing if the call has already ended. */
	readonly end: (start: Start, now: number) => void;
	/** Starts no calls before `until`. Returns when the pause ends: a longer pause stays in effect. */
	readonly pause: (until: number) => number;
	/** Applies a limit that the server states. */
	readonly observe: (limit: ServerRateLimit, now: number) => void;
	/** The number of calls that count now. */
	readonly used: (now: number) => number;
	/** The number of calls that can start now. */
	readonly remaining: (now: number) => number;
	/** When the next slot becomes free that is taken or blocked now. */
	readonly resetAt: (now: number) => number;
	readonly intervalMs: () => number;
	/** Whether no call counts or runs, and the next call can start now. */
	readonly idle: (now: number) => boolean;
};

/** The earliest time at which a call can turn out to count. */
const minCountedAt = (start: Start | undefined) =>
	start?.running === true ? start.startedAt : start?.countedAt;

/** Creates a window that counts at most `calls` calls in any period of `intervalMs`. */
export const createSlidingWindow = (limits: RateLimit): SlidingWindow => {
	let {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = limits;
	/** Sorted by `countedAt`. */
	const starts: Start[] = [];
	let running = 0;
	let pausedUntil = -Infinity;
	const serverLimit = {remaining: Infinity, until: -Infinity, since: -Infinity};

	const evictExpired = (now: number) => {
		const horizon = now - Math.max(intervalMs, spacingMs);
		while (starts[0] !== undefined && starts[0].countedAt <= horizon) starts.shift();
	};

	const blockedUntil = (now: number) =>
		serverLimit.remaining > 0 || now >= serverLimit.until
			? pausedUntil
			: Math.max(pausedUntil, serverLimit.until);

	/** The time `spaces` times `spacingMs` after the last start. `-Infinity` if there is no spacing. */
	const spacedStartAt = (last = -Infinity, spaces: number) =>
		spacingMs === 0 ? -Infinity : last + spacingMs * spaces;

	const nextStartAt = (now: number) => {
		evictExpired(now);
		if (running >= concurrency) return Infinity;
		const oldest = starts[starts.length - calls]?.countedAt ?? -Infinity;
		return Math.max(
			oldest + intervalMs,
			spacedStartAt(starts.at(-1)?.countedAt, 1),
			blockedUntil(now),
		);
	};

	const used = (now: number) => {
		evictExpired(now);
		return starts.filter(({countedAt}) => countedAt > now - intervalMs).length;
	};

	return {
		tighten: (other) => {
			calls = Math.min(calls, other.calls);
			intervalMs = Math.max(intervalMs, other.intervalMs);
			concurrency = Math.min(concurrency, other.concurrency ?? Infinity);
			spacingMs = Math.max(spacingMs, other.spacingMs ?? 0);
		},
		nextStartAt,
		estimateStartAt: (ahead, now) => {
			evictExpired(now);
			const behind = ahead - Math.max(0, calls - starts.length);
			const slotTakenAt = minCountedAt(starts[behind % calls]) ?? now;
			const intervals = 1 + Math.floor(behind / calls);
			const slotFreeAt = behind < 0 ? now : slotTakenAt + intervalMs * intervals;
			const spacedAt = spacedStartAt(minCountedAt(starts.at(-1)) ?? now - spacingMs, ahead + 1);
			return Math.max(slotFreeAt, spacedAt, blockedUntil(now), now);
		},
		start: (now) => {
			/* Until the call ends, it counts at the latest possible time. So it sorts after all other starts. */
			const start = {startedAt: now, countedAt: now + maxArrivalDelayMs, running: true};
			starts.push(start);
			running += 1;
			serverLimit.remaining -= 1;
			return start;
		},
		end: (start, now) => {
			if (!start.running) return;
			start.running = false;
			running -= 1;
			if (now >= start.countedAt) return;
			/* The call now counts at an earlier time: move it to its new position in the sorted array. */
			start.countedAt = now;
			let at = starts.indexOf(start);
			for (let before = starts[at - 1]; before !== undefined; before = starts[at - 1]) {
				if (before.countedAt <= now) break;
				starts[at] = before;
				at -= 1;
			}
			starts[at] = start;
		},
		pause: (until) => {
			pausedUntil = Math.max(pausedUntil, until);
			return pausedUntil;
		},
		observe: ({remaining, resetMs, ageMs}, now) => {
			const since = now - ageMs;
			if (since < serverLimit.since) return;
			/* The server may not have counted calls that started after the one it responded to. */
			const startedLater = starts.filter(({startedAt}) => startedAt > since).length;
			const left = remaining - startedLater;
			serverLimit.remaining =
				since > serverLimit.since ? left : Math.min(serverLimit.remaining, left);
			serverLimit.since = since;
			/* The limit may be wrong or in another unit of time, so it never blocks calls for longer than this. */
			serverLimit.until = now + Math.min(resetMs, intervalMs);
		},
		used,
		remaining: (now) => {
			if (nextStartAt(now) > now) return 0;
			return Math.min(
				calls - used(now),
				now < serverLimit.until ? serverLimit.remaining : Infinity,
			);
		},
		resetAt: (now) => {
			evictExpired(now);
			return Math.max((starts[0]?.countedAt ?? -Infinity) + intervalMs, blockedUntil(now));
		},
		intervalMs: () => intervalMs,
		idle: (now) => nextStartAt(now) <= now && starts.length === 0 && running === 0,
	};
};
