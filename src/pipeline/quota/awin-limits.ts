import type {RateLimit} from './types.ts';

/**
 * Rate limits that Awin documents for single endpoints. A call selects one by name with the `bucket` option. It
 * then takes a slot of this limit and a slot of the token's window at the same time.
 *
 * - `createOffer`: 50 calls per minute. Source: Awin's page on creating offers. It only matters for a token
 *   whose quota Awin has raised above 50 calls per minute.
 * - `conversion`: one batch of orders every 10 seconds. Source: Conversion API.
 * - `shortLink`: 200 short links a day, the lowest limit that was seen. `linkBuilder.quota` tells that of an account; set
 *   it with `quota.buckets`. A call waits ten minutes at most: so long do 200 calls take in the window of the token, and
 *   the next day is further away. Source: link builder.
 * - `feed`: 5 calls per minute, one at a time. Source: enhanced feed.
 */
export const awinLimits = {
	/** 50 calls per minute. */
	createOffer: {calls: 50, intervalMs: 60_000},
	/** One call every 10 seconds. */
	conversion: {calls: 1, intervalMs: 10_000},
	/** 200 calls a day, each of which waits 10 minutes at most. */
	shortLink: {calls: 200, intervalMs: 86_400_000, maxWaitMs: 600_000},
	/** 5 calls per minute, one at a time. */
	feed: {calls: 5, intervalMs: 60_000, concurrency: 1},
} as const satisfies Record<string, RateLimit>;
