import {parseHttpDate, readServerTime} from './http-date.ts';

/** The largest time that a `Date` can hold, in epoch milliseconds. */
const maxDateMs = 8.64e15;

/** Parses seconds: integers, fractions and exponents. If a proxy added a value, the largest one is used. */
const secondsOf = (value: string): number | undefined => {
	const parts = value.split(',').map((part) => part.trim());
	return parts.every((part) => /^\+?\d+(\.\d*)?(e\+?\d+)?$/i.test(part))
		? Math.max(...parts.map(Number))
		: undefined;
};

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3): seconds, or one of the three formats of an HTTP date. A date
 * is relative to the `Date` of the response, so a wrong clock on this machine has no effect. A `Date` that differs
 * from the local time by more than 24 hours is ignored.
 *
 * @param nowMs The time of day, in epoch milliseconds. Used if the response has no valid `Date`.
 * @returns The wait in milliseconds, at least 0, or `undefined` if the field is missing or invalid.
 */
export const readRetryAfter = (headers: Headers, nowMs: number): number | undefined => {
	const value = headers.get('retry-after');
	if (value === null) return undefined;
	const seconds = secondsOf(value);
	if (seconds !== undefined) return Math.min(seconds * 1000, maxDateMs - nowMs);
	const date = parseHttpDate(value, nowMs);
	if (date === undefined) return undefined;
	return Math.max(0, date - readServerTime(headers, nowMs));
};
