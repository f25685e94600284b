import type {RateLimit, ServerRateLimit} from '../types.ts';

/**
 * A server counts arrivals, and knows nothing of starts. A call has arrived by the time its answer is in; where
 * the answer takes longer than this, in milliseconds, the call is taken to have arrived by then.
 */
export const maxArrivalDelayMs = 1000;

/** One start, as the window counts it. Times are those of `clock.elapsed()`. */
export type Start = {
	readonly startedAt: number;
	/** The latest moment at which the server can have counted the call: its place in the window. */
	countedAt: number;
	running: boolean;
};

/** The starts of one bucket, oldest first, and what keeps the next one back. */
export type SlidingWindow = {
	/** Keeps the stricter of two settings, so that clients that share a window can differ in them. */
	readonly tighten: (limits: RateLimit) => void;
	/** The moment at which a call may start; `Infinity` until a running call ends. */
	readonly nextStartAt: (now: number) => number;
	/** The moment at which a call may start that has so many others ahead of it, if all goes well. */
	readonly estimateStartAt: (ahead: number, now: number) => number;
	readonly start: (now: number) => Start;
	/** Notes that a call has ended. */
	readonly end: (start: Start, now: number) => void;
	/** Lets nothing start for a time; gives the moment at which that ends. */
	readonly pause: (until: number) => number;
	readonly observe: (hint: ServerRateLimit, now: number) => void;
	/** How many calls count now. */
	readonly used: (now: number) => number;
	/** How many calls could start now. */
	readonly remaining: (now: number) => number;
	/** The moment at which the next slot comes free that is taken or held back now. */
	readonly resetAt: (now: number) => number;
	readonly intervalMs: () => number;
	/** Whether nothing counts, runs or holds calls back. */
	readonly idle: (now: number) => boolean;
};

/** The earliest moment from which a start may turn out to count. */
const earliest = (start: Start | undefined) =>
	start?.running === true ? start.startedAt : start?.countedAt;

/** Makes a window in which never more than `calls` starts lie within any `intervalMs`. */
export const createSlidingWindow = (limits: RateLimit): SlidingWindow => {
	let {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = limits;
	/** In order of `countedAt`. */
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

	/** The moment so many spaces after the last start; no space at all keeps nobody back. */
	const spaced = (last = -Infinity, spaces: number) =>
		spacingMs === 0 ? -Infinity : last + spacingMs * spaces;

	const nextStartAt = (now: number) => {
		evictExpired(now);
		if (running >= concurrency) return Infinity;
		const oldest = starts[starts.length - calls]?.countedAt ?? -Infinity;
		return Math.max(oldest + intervalMs, spaced(starts.at(-1)?.countedAt, 1), blockedUntil(now));
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
			const inTurn = earliest(starts[behind % calls]) ?? now;
			const round = behind < 0 ? now : inTurn + intervalMs * (1 + Math.floor(behind / calls));
			const inSpace = spaced(earliest(starts.at(-1)) ?? now - spacingMs, ahead + 1);
			return Math.max(round, inSpace, blockedUntil(now), now);
		},
		start: (now) => {
			// Until its end is known, a start counts from the latest moment possible: nothing lies behind it.
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
			// The server may not have counted yet what started after the call that it answered.
			const later = starts.filter(({startedAt}) => startedAt > since).length;
			const fresh = remaining - later;
			serverLimit.remaining =
				since > serverLimit.since ? fresh : Math.min(serverLimit.remaining, fresh);
			serverLimit.since = since;
			// A hint may be wrong, or speak of another unit of time: it never holds calls back for longer.
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
