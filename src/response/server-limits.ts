import {statusOf} from '../status.ts';
import {contentTypeOf} from './parse-body.ts';
import {type RateLimitDetails, readRateLimitDetails} from './rate-limit-details.ts';
import {type RateLimitFields, readRateLimit} from './rate-limit-fields.ts';
import type {Answer} from './reply.ts';
import {readRetryAfter} from './retry-after.ts';

/** The limits that a response states for the next calls. */
export type ServerLimits = {
	/** The wait of `Retry-After`, in milliseconds. */
	readonly retryAfterMs: number | undefined;
	/** The limit of the `RateLimit` or `X-RateLimit-…` fields. */
	readonly rateLimit: RateLimitFields | undefined;
	/** The limit in the body of a 429 of Awin's rate limiter. */
	readonly throttle: RateLimitDetails | undefined;
};

/*
 * The quota, the retries and the result all read the limits. The key is the `Headers` object of the response. Most
 * responses state no limit, and have no entry, because each one costs the garbage collector time.
 */
const cache = new WeakMap<Headers, ServerLimits>();

/**
 * Reads the limits that a response states. Parses them on the first call for a response; later calls return
 * the same limits, relative to the time of the first call.
 *
 * @param nowMs The time of day, in epoch milliseconds.
 */
export const serverLimitsOf = ({status, headers, body}: Answer, nowMs: number): ServerLimits => {
	const cached = cache.get(headers);
	if (cached !== undefined) return cached;
	const limits = {
		retryAfterMs: readRetryAfter(headers, nowMs),
		rateLimit: readRateLimit(headers, nowMs),
		throttle:
			status === statusOf['too-many-requests']
				? readRateLimitDetails(body, contentTypeOf(headers))
				: undefined,
	};
	if (Object.values(limits).some((limit) => limit !== undefined)) cache.set(headers, limits);
	return limits;
};
