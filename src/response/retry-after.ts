import {parseHttpDate, readServerTime} from './http-date.ts';

/** The largest time that a `Date` can hold, in epoch milliseconds. */
const maxDateMs = 8.64e15;

/** Seconds in whatever form a server writes them; of several, as a proxy may add one, the longest counts. */
const secondsOf = (value: string): number | undefined => {
	const parts = value.split(',').map((part) => part.trim());
	return parts.every((part) => /^\+?\d+(\.\d*)?(e\+?\d+)?$/i.test(part))
		? Math.max(...parts.map(Number))
		: undefined;
};

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3): seconds, or one of the three forms of an HTTP date. A date
 * is taken relative to the answer's own `Date`, so that a wrong clock on this machine changes nothing; a `Date`
 * that is more than 24 hours from the local time is ignored.
 *
 * @returns The wait in milliseconds, at least 0; `undefined` where there is none or it cannot be read.
 */
export const readRetryAfter = (headers: Headers, nowMs: number): number | undefined => {
	const value = headers.get('retry-after')?.trim();
	if (value === undefined) return undefined;
	const seconds = secondsOf(value);
	if (seconds !== undefined) return Math.min(seconds * 1000, maxDateMs - nowMs);
	const date = parseHttpDate(value, nowMs);
	if (date === undefined) return undefined;
	return Math.max(0, date - readServerTime(headers, nowMs));
};
