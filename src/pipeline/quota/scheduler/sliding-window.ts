import type {RateLimit, ServerRateLimit} from '../types.ts';

/**
 * For the space between starts, a call counts as arrived by this time after its start, in milliseconds, if its
 * answer is not there by then. Otherwise calls with a space between them could never run at the same time.
 */
export const maxArrivalDelayMs = 1000;

/** No pause is longer than this many intervals, unless the call accepts a longer `Retry-After`. */
const maxPauseIntervals = 10;

/** The longest pause, in milliseconds: the longer of the `Retry-After` that a call accepts and ten intervals. */
export const maxPauseOf = (intervalMs: number, maxRetryAfterMs = 0): number =>
	Math.max(maxRetryAfterMs, maxPauseIntervals * intervalMs);

/** One start, as the window counts it. Times are those of `clock.elapsed()`. */
export type Start = {
	readonly startedAt: number;
	/** The latest moment at which the server can have counted the call; `Infinity` until its answer is there. */
	countedAt: number;
};

/** The starts of one bucket, and what keeps the next one back. */
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
	/** Lets nothing start for a time, within the bound of {@link maxPauseOf}; returns the moment at which that ends. */
	readonly pause: (forMs: number, maxRetryAfterMs: number | undefined, now: number) => number;
	/** How long a call would wait for the pause alone that begins to wait at `since`, in milliseconds. */
	readonly pausedFor: (since: number, now: number) => number;
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

/**
 * Makes a window in which never more than `calls` starts lie within any `intervalMs`. A server counts arrivals, and
 * knows nothing of starts. A call has arrived by the time its answer is there, and no clock says when it has
 * arrived before that: so it counts until its answer, and for an interval from then on.
 */
export const createSlidingWindow = (limits: RateLimit): SlidingWindow => {
	let {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = limits;
	/** In the order of `countedAt`. */
	const answered: Start[] = [];
	const unanswered = new Set<Start>();
	let last: Start | undefined;
	const pause = {from: -Infinity, until: -Infinity};
	const serverLimit = {remaining: Infinity, until: -Infinity, since: -Infinity};

	const evictExpired = (now: number) => {
		const horizon = now - intervalMs;
		while (answered[0] !== undefined && answered[0].countedAt <= horizon) answered.shift();
	};

	const blockedUntil = (now: number) =>
		serverLimit.remaining > 0 || now >= serverLimit.until
			? pause.until
			: Math.max(pause.until, serverLimit.until);

	const used = (now: number) => {
		evictExpired(now);
		return answered.length + unanswered.size;
	};

	/**
	 * The moment at which so many calls may have started after those that count now. `soonest` stands for the
	 * answers that are not there yet.
	 */
	const roomAt = (ahead: number, soonest: number, now: number) => {
		const before = used(now) - calls + ahead;
		return before < 0 ? now : (answered[before]?.countedAt ?? soonest) + intervalMs;
	};

	/** The moment so many spaces after the last start; no space at all keeps nobody back. */
	const spacedAt = (spaces: number, soonest: number) => {
		if (spacingMs === 0 || last === undefined) return -Infinity;
		const countedAt = Math.min(last.countedAt, soonest, last.startedAt + maxArrivalDelayMs);
		return countedAt + spacingMs * spaces;
	};

	const nextStartAt = (now: number) =>
		unanswered.size >= concurrency
			? Infinity
			: Math.max(roomAt(0, Infinity, now), spacedAt(1, Infinity), blockedUntil(now));

	return {
		tighten: (other) => {
			calls = Math.min(calls, other.calls);
			intervalMs = Math.max(intervalMs, other.intervalMs);
			concurrency = Math.min(concurrency, other.concurrency ?? Infinity);
			spacingMs = Math.max(spacingMs, other.spacingMs ?? 0);
		},
		nextStartAt,
		estimateStartAt: (ahead, now) => {
			const rounds = Math.floor(ahead / calls);
			const inTurn = roomAt(ahead % calls, now, now) + intervalMs * rounds;
			return Math.max(inTurn, spacedAt(ahead + 1, now), blockedUntil(now), now);
		},
		start: (now) => {
			const start = {startedAt: now, countedAt: Infinity};
			unanswered.add(start);
			last = start;
			serverLimit.remaining -= 1;
			return start;
		},
		end: (start, now) => {
			if (!unanswered.delete(start)) return;
			start.countedAt = now;
			answered.push(start);
		},
		pause: (forMs, maxRetryAfterMs, now) => {
			if (now >= pause.until) pause.from = now;
			const until = now + Math.min(forMs, maxPauseOf(intervalMs, maxRetryAfterMs));
			pause.until = Math.max(pause.until, until);
			return pause.until;
		},
		pausedFor: (since, now) => (now < pause.until ? pause.until - Math.max(since, pause.from) : 0),
		observe: ({remaining, resetMs, ageMs}, now) => {
			const since = now - ageMs;
			if (since < serverLimit.since) return;
			// The server may not have counted yet what started after the call that it answered.
			const isLater = ({startedAt}: Start) => startedAt > since;
			const later = answered.filter(isLater).length + [...unanswered].filter(isLater).length;
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
			const inUse = used(now) > 0;
			const freeAt = inUse ? (answered[0]?.countedAt ?? now) + intervalMs : -Infinity;
			return Math.max(freeAt, blockedUntil(now));
		},
		intervalMs: () => intervalMs,
		idle: (now) => nextStartAt(now) <= now && used(now) === 0,
	};
};
