import {type ErrorBody, readErrorBody} from './error-body.ts';

/** What a refusal of Awin's throttle says of the limit. */
export type RateLimitDetails = {
	/** The calls that each interval allows, where the text says so. */
	readonly limit: number | undefined;
	/** The interval in milliseconds, where the text says so. */
	readonly intervalMs: number | undefined;
};

/** The code that Awin's throttle puts into the body of a 429. */
const throttleCode = 'request.limit.exceeded';

const unitMs: Readonly<Record<string, number>> = {
	second: 1000,
	minute: 60_000,
	hour: 3_600_000,
	day: 86_400_000,
};

/** Reads the limit from Awin's text: "Requests limit '20' times per '1' minutes' is exceeded". */
export const rateLimitDetailsOf = ({
	code,
	description,
}: ErrorBody): RateLimitDetails | undefined => {
	if (code !== throttleCode) return undefined;
	const [, limit, count, unit = ''] =
		/'?(\d{1,9})'? times per '?(\d{1,9})'? (second|minute|hour|day)/i.exec(description ?? '') ?? [];
	const ms = unitMs[unit.toLowerCase()];
	return {
		limit: limit === undefined ? undefined : Number(limit),
		intervalMs: ms === undefined ? undefined : Number(count) * ms,
	};
};

/** Reads the body of a 429; `undefined` where it is not Awin's throttle that speaks. */
export const readRateLimitDetails = (
	bytes: Uint8Array,
	contentType: string,
): RateLimitDetails | undefined =>
	rateLimitDetailsOf(readErrorBody(bytes, contentType, (text) => text));
