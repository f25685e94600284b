import {readServerTime} from './http-date.ts';

/** What the fields of an answer say: so many calls more in the next so many milliseconds. */
export type RateLimitFields = {
	/** Calls that the server will still take. */
	readonly remaining: number;
	/** For how long that holds, in milliseconds. */
	readonly resetMs: number;
};

/** Values above this, in seconds, are times of day rather than durations: about thirty years. */
const maxDurationS = 1e9;

const integer = (text: string | null | undefined): number | undefined =>
	text !== null && text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;

/** The items of a structured list (RFC 9651 section 3.1): the name of each, and its parameters. */
const items = (field: string) =>
	Array.from(field.matchAll(/(?:"[^"]*"?|[^",])+/g), ([item]) => {
		const [name, ...parameters] = item.split(';').map((part) => part.trim());
		return {
			name,
			parameter: (key: string) =>
				integer(parameters.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1)),
		};
	});

/** Whether one statement holds calls back more than another: by its number, then by its time. */
const isStricter = (a: RateLimitFields, b: RateLimitFields): boolean =>
	a.remaining === b.remaining ? a.resetMs > b.resetMs : a.remaining < b.remaining;

/** `RateLimitFields: "default";r=5;t=30`, with the window of `RateLimitFields-Policy: "default";q=20;w=60` where `t` is missing. */
const ofDraft = (field: string, policy: string | null): RateLimitFields | undefined => {
	const policies = policy === null ? [] : items(policy);
	let strictest: RateLimitFields | undefined;
	for (const {name, parameter} of items(field)) {
		const remaining = parameter('r');
		const ofPolicy = policies.find((item) => item.name === name);
		const resetS = parameter('t') ?? ofPolicy?.parameter('w');
		if (remaining === undefined || resetS === undefined) continue;
		const statement = {remaining, resetMs: Math.min(resetS, maxDurationS) * 1000};
		if (strictest === undefined || isStricter(statement, strictest)) strictest = statement;
	}
	return strictest;
};

/** `X-RateLimitFields-Reset` is a duration with some servers and a time of day, by their own clock, with others. */
const untilReset = (reset: number, headers: Headers, nowMs: number): number => {
	if (reset <= maxDurationS) return reset * 1000;
	const atMs = reset > maxDurationS * 1000 ? reset : reset * 1000;
	return Math.max(0, atMs - readServerTime(headers, nowMs));
};

/**
 * Reads what a server says of its quota: `RateLimitFields` and `RateLimitFields-Policy` of
 * draft-ietf-httpapi-ratelimit-headers-10, else `X-RateLimitFields-Remaining` and `X-RateLimitFields-Reset`.
 *
 * @param nowMs The time of day, in epoch milliseconds; the answer's own `Date` goes before it if it is within 24 hours of it.
 * @returns The strictest statement; `undefined` where there is none that can be understood.
 */
export const readRateLimit = (headers: Headers, nowMs: number): RateLimitFields | undefined => {
	const field = headers.get('ratelimit');
	if (field !== null) return ofDraft(field, headers.get('ratelimit-policy'));
	const remaining = integer(headers.get('x-ratelimit-remaining'));
	const reset = integer(headers.get('x-ratelimit-reset'));
	if (remaining === undefined || reset === undefined) return undefined;
	return {remaining, resetMs: untilReset(reset, headers, nowMs)};
};
