import type {QuotaState} from '../../pipeline/quota/types.ts';

/** How many calls start in an interval at most, and its length in milliseconds. */
export type QuotaLimit = {readonly calls: number; readonly intervalMs: number};

/** What is known of the quota of a client. */
export type QuotaView = {
	readonly limit: QuotaLimit;
	/** The state of the quota. `undefined` before the first call. */
	readonly state: QuotaState | undefined;
	/** The current time, in epoch milliseconds. */
	readonly nowMs: number;
};

/**
 * How long some calls wait for the quota at least, in milliseconds, if they are the next ones. What other clients of the
 * token do makes it longer.
 *
 * @param quota - `undefined` if there is none.
 */
export const quotaWaitOf = (calls: number, quota: QuotaView | undefined): number => {
	if (quota === undefined) return 0;
	const {limit, state, nowMs} = quota;
	const {used = 0, remaining = limit.calls, queued = 0, resetAt = nowMs} = state ?? {};
	/* The calls that do not start now. The first of them starts when a slot becomes free. */
	const waiting = calls + queued - remaining;
	if (calls === 0 || waiting <= 0) return 0;
	const firstMs = state === undefined ? limit.intervalMs : Math.max(0, resetAt - nowMs);
	const perInterval = Math.max(limit.calls, used + remaining);
	return firstMs + Math.floor((waiting - 1) / perInterval) * limit.intervalMs;
};
