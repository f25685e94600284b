import type {RateLimit, ServerRateLimit} from '../types.ts';

/**
 * For the space between starts only: the assumed maximum time from the start of a call to its arrival at the
 * server, in milliseconds. Without it, calls that are spaced could never run at the same time.
 */
export const maxArrivalDelayMs = 1000;

/** The maximum length of a pause, in intervals, unless the call accepts a longer `Retry-After`. */
const maxPauseIntervals = 10;

/** The maximum length of a pause, in milliseconds: ten intervals, or `maxRetryAfterMs` if that is longer. */
export const maxPauseOf = (intervalMs: number, maxRetryAfterMs = 0): number =>
	Math.max(maxRetryAfterMs, maxPauseIntervals * intervalMs);

/**
 * How long a running call is assumed to run on, in milliseconds, because nothing tells: the average time between
 * two slots, but no more than a second.
 */
export const assumedRunMs = ({
	calls,
	intervalMs,
}: Pick<RateLimit, 'calls' | 'intervalMs'>): number => Math.min(1000, intervalMs / calls);

/** A call that the window counts. Times are times of `clock.elapsed()`. */
export type Start = {
	readonly startedAt: number;
	/**
	 * The latest time at which the server can have counted the call, which is the time of its response. The window
	 * counts it at this time. `Infinity` until the response is in.
	 */
	countedAt: number;
};

/** The sliding window of one rate limit. All times are times of `clock.elapsed()`. */
export type SlidingWindow = {
	/** Applies the stricter of the current and the given limits. Clients that share a window can differ in them. */
	readonly tighten: (limits: RateLimit) => void;
	/** When the next call can start. `Infinity` if a running call has to end first. */
	readonly nextStartAt: (now: number) => number;
	/** When a call with `ahead` other calls ahead of it can start at the earliest. */
	readonly earliestStartAt: (ahead: number, now: number) => number;
	/** Estimates the same, with the time that running calls are assumed to take: see {@link assumedRunMs}. */
	readonly estimateStartAt: (ahead: number, now: number) => number;
	/** Records the start of a call. */
	readonly start: (now: number) => Start;
	/** Records the end of a call. Does nothing if the call has already ended. */
	readonly end: (start: Start, now: number) => void;
	/**
	 * Pauses new calls for `forMs`, but no longer than {@link maxPauseOf}. Returns when the pause
	 * ends: a longer pause stays in effect.
	 */
	readonly pause: (forMs: number, maxRetryAfterMs: number | undefined, now: number) => number;
	/** How long the current pause lasts for a call that waits since `since`, in milliseconds. 0 if there is none. */
	readonly pausedFor: (since: number, now: number) => number;
	/** Applies a limit that the server states. */
	readonly observe: (limit: ServerRateLimit, now: number) => void;
	/** The number of calls that count now. */
	readonly used: (now: number) => number;
	/** The number of calls that can start now. */
	readonly remaining: (now: number) => number;
	/** When the next slot that is taken or blocked now becomes free. */
	readonly resetAt: (now: number) => number;
	readonly intervalMs: () => number;
	/** Whether no call counts or runs, and the next call can start now. */
	readonly idle: (now: number) => boolean;
};

/**
 * Creates a window that counts at most `calls` calls in any period of `intervalMs`. A server counts calls when they
 * arrive, and the client cannot know that time: a blocked event loop or a slow network can delay a call for any time. A
 * call has certainly arrived when its response is in. So it counts until then, and for an interval from then on.
 */
export const createSlidingWindow = (limits: RateLimit): SlidingWindow => {
	let {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = limits;
	/** The calls with a response, sorted by `countedAt`. */
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

	/** When there is room for a call with `ahead` calls before it. `soonest` is the assumed time of missing responses. */
	const roomAt = (ahead: number, soonest: number, now: number) => {
		const before = used(now) - calls + ahead;
		return before < 0 ? now : (answered[before]?.countedAt ?? soonest) + intervalMs;
	};

	/** The time `spaces * spacingMs` after the last call was counted, by assumption. `-Infinity` without spacing. */
	const spacedAt = (spaces: number, soonest: number) => {
		if (spacingMs === 0 || last === undefined) return -Infinity;
		const countedAt = Math.min(last.countedAt, soonest, last.startedAt + maxArrivalDelayMs);
		return countedAt + spacingMs * spaces;
	};

	const nextStartAt = (now: number) =>
		unanswered.size >= concurrency
			? Infinity
			: Math.max(roomAt(0, Infinity, now), spacedAt(1, Infinity), blockedUntil(now));

	const earliestStartAt = (ahead: number, now: number) => {
		const rounds = Math.floor(ahead / calls);
		const inTurn = roomAt(ahead % calls, now, now) + intervalMs * rounds;
		return Math.max(inTurn, spacedAt(ahead + 1, now), blockedUntil(now), now);
	};

	return {
		tighten: (other) => {
			calls = Math.min(calls, other.calls);
			intervalMs = Math.max(intervalMs, other.intervalMs);
			concurrency = Math.min(concurrency, other.concurrency ?? Infinity);
			spacingMs = Math.max(spacingMs, other.spacingMs ?? 0);
		},
		nextStartAt,
		earliestStartAt,
		estimateStartAt: (ahead, now) => {
			const runs = Math.floor((unanswered.size + ahead) / concurrency);
			return Math.max(earliestStartAt(ahead, now), now + runs * assumedRunMs({calls, intervalMs}));
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
			/* The server may not have counted calls that started after the one it responded to. */
			const isLater = ({startedAt}: Start) => startedAt > since;
			const startedLater = answered.filter(isLater).length + [...unanswered].filter(isLater).length;
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
			const inUse = used(now) > 0;
			const freeAt = inUse ? (answered[0]?.countedAt ?? now) + intervalMs : -Infinity;
			return Math.max(freeAt, blockedUntil(now));
		},
		intervalMs: () => intervalMs,
		idle: (now) => nextStartAt(now) <= now && used(now) === 0,
	};
};
