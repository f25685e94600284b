import type {RateLimit} from './types.ts';

/**
 * Limits that Awin documents for single endpoints. A call that names one takes a slot from it and from the
 * token's window at the same moment.
 *
 * - `createOffer`: 50 a minute, from the page for creating offers. It counts only for a token whose own quota
 *   was raised above that.
 * - `conversion`: a batch of orders no more often than every 10 seconds, from the Conversion API.
 * - `feed`: 5 a minute and one at a time, from the enhanced feed.
 */
export const awinLimits = {
	createOffer: {calls: 50, intervalMs: 60_000},
	conversion: {calls: 1, intervalMs: 10_000},
	feed: {calls: 5, intervalMs: 60_000, concurrency: 1},
} as const satisfies Record<string, RateLimit>;
