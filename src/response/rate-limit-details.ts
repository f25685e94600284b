import {type ErrorBody, readErrorBody} from './error-body.ts';

/** The limit that a 429 of Awin's rate limiter states. */
export type RateLimitDetails = {
	/** The number of calls per interval, if the text states it. */
	readonly limit: number | undefined;
	/** The interval in milliseconds, if the text states it. */
	readonly intervalMs: number | undefined;
};

/** The error code in the body of a 429 of Awin's rate limiter. */
const throttleCode = 'request.limit.exceeded';

const unitMs: Readonly<Record<string, number>> = {
	second: 1000,
	minute: 60_000,
	hour: 3_600_000,
	day: 86_400_000,
};

/**
 * Reads the limit from Awin's text: "Requests limit '20' times per '1' minutes' is exceeded".
 *
 * @returns `undefined` if the body is not from Awin's rate limiter.
 */
export const rateLimitDetailsOf = ({
	code,
	description,
}: ErrorBody): RateLimitDetails | undefined => {
	if (code !== throttleCode) return undefined;
	const [, limit, count, unit] =
		/'?(\d{1,9})'? times per '?(\d{1,9})'? (second|minute|hour|day)/i.exec(String(description)) ??
		[];
	const ms = unitMs[String(unit).toLowerCase()];
	return {
		limit: limit === undefined ? undefined : Number(limit),
		intervalMs: ms === undefined ? undefined : Number(count) * ms,
	};
};

/** Reads the limit from the body of a 429. Returns `undefined` if it is not from Awin's rate limiter. */
export const readRateLimitDetails = (
	bytes: Uint8Array,
	contentType: string,
): RateLimitDetails | undefined =>
	rateLimitDetailsOf(readErrorBody(bytes, contentType, (text) => text));
