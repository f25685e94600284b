import {readServerTime} from './http-date.ts';

/** The remaining quota that the header fields of a response state. */
export type RateLimitFields = {
	/** The number of calls that the server still accepts in the current window. */
	readonly remaining: number;
	/** The time until the window ends, in milliseconds. */
	readonly resetMs: number;
};

/** Larger values, in seconds, are times of day and not durations: about thirty years. */
const maxDurationS = 1e9;

const integer = (text: string | null | undefined): number | undefined =>
	/^\s*\d{1,15}\s*$/.test(String(text)) ? Number(text) : undefined;

/** Parses a structured list (RFC 9651 section 3.1) into the name and the parameters of each item. */
const items = (field: string) =>
	Array.from(field.matchAll(/(?:"[^"]*"?|[^",])+/g), ([item]) => {
		const [name, ...parameters] = item.split(';').map((part) => part.trim());
		return {
			name,
			parameter: (key: string) =>
				integer(parameters.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1)),
		};
	});

/** Whether `a` allows fewer calls than `b`, or the same number of calls for a longer time. */
const isStricter = (a: RateLimitFields, b: RateLimitFields): boolean =>
	a.remaining === b.remaining ? a.resetMs > b.resetMs : a.remaining < b.remaining;

/**
 * Reads `RateLimit: "default";r=5;t=30`. If `t` is missing, uses the window `w` of the policy with the same
 * name: `RateLimit-Policy: "default";q=20;w=60`.
 */
const readDraftFields = (field: string, policy: string | null): RateLimitFields | undefined => {
	const policies = policy === null ? [] : items(policy);
	let strictest: RateLimitFields | undefined;
	for (const {name, parameter} of items(field)) {
		const remaining = parameter('r');
		const samePolicy = policies.find((item) => item.name === name);
		const resetS = parameter('t') ?? samePolicy?.parameter('w');
		if (remaining === undefined || resetS === undefined) continue;
		const limit = {remaining, resetMs: Math.min(resetS, maxDurationS) * 1000};
		if (strictest === undefined || isStricter(limit, strictest)) strictest = limit;
	}
	return strictest;
};

/**
 * Returns the milliseconds until the reset. Some servers send a duration in `X-RateLimit-Reset`; others send
 * a time of day by their own clock, in seconds or milliseconds.
 */
const untilReset = (reset: number, headers: Headers, nowMs: number): number => {
	if (reset <= maxDurationS) return reset * 1000;
	const atMs = reset > maxDurationS * 1000 ? reset : reset * 1000;
	return Math.max(0, atMs - readServerTime(headers, nowMs));
};

/**
 * Reads the remaining quota from the header fields: `RateLimit` and `RateLimit-Policy` of
 * draft-ietf-httpapi-ratelimit-headers-10, otherwise `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
 *
 * @param nowMs The time of day, in epoch milliseconds. The `Date` of the response takes precedence, unless it is more
 * than 24 hours away.
 * @returns The strictest limit, or `undefined` if no limit is stated or none can be parsed.
 */
export const readRateLimit = (headers: Headers, nowMs: number): RateLimitFields | undefined => {
	const field = headers.get('ratelimit');
	if (field !== null) return readDraftFields(field, headers.get('ratelimit-policy'));
	const remaining = integer(headers.get('x-ratelimit-remaining'));
	const reset = integer(headers.get('x-ratelimit-reset'));
	if (remaining === undefined || reset === undefined) return undefined;
	return {remaining, resetMs: untilReset(reset, headers, nowMs)};
};
