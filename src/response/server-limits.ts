import {statusOf} from '../status.ts';
import {type RateLimitDetails, readRateLimitDetails} from './rate-limit-details.ts';
import {type RateLimitFields, readRateLimit} from './rate-limit-fields.ts';
import type {Answer} from './reply.ts';
import {readRetryAfter} from './retry-after.ts';

/** What an answer says about when the next call may be sent. */
export type ServerLimits = {
	/** `Retry-After`, in milliseconds. */
	readonly retryAfterMs: number | undefined;
	/** The `RateLimit` or `X-RateLimit-…` fields. */
	readonly rateLimit: RateLimitFields | undefined;
	/** The body of a 429 of Awin's throttle. */
	readonly throttle: RateLimitDetails | undefined;
};

/* The quota, the retries and the result all ask. Each answer has fields of its own, so they are the key. */
const known = new WeakMap<Headers, ServerLimits>();

/**
 * Reads the limits that an answer states, the first time that a stage asks for them.
 *
 * @param nowMs - The time of day, in epoch milliseconds.
 */
export const serverLimitsOf = ({status, headers, body}: Answer, nowMs: number): ServerLimits => {
	const earlier = known.get(headers);
	if (earlier !== undefined) return earlier;
	const limits = {
		retryAfterMs: readRetryAfter(headers, nowMs),
		rateLimit: readRateLimit(headers, nowMs),
		throttle:
			status === statusOf['too-many-requests']
				? readRateLimitDetails(body, headers.get('content-type') ?? '')
				: undefined,
	};
	known.set(headers, limits);
	return limits;
};
