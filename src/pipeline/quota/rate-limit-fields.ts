import type {QuotaHint} from './limiter.ts';

/** What the fields of an answer say: so many calls more in the next so many milliseconds. */
export type RateLimit = Pick<QuotaHint, 'remaining' | 'resetMs'>;

/** Values above this, in seconds, are times of day rather than durations: about thirty years. */
const longestDurationS = 1e9;

const integer = (text: string | null | undefined): number | undefined =>
	text !== null && text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;

/** One item of a structured list: its name, and a parameter by name. */
const items = (field: string) =>
	field.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((item) => {
		const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
		return {
			name,
			parameter: (key: string) =>
				integer(parameters.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1)),
		};
	});

/** `RateLimit: "default";r=5;t=30`, with the window of `RateLimit-Policy: "default";q=20;w=60` where `t` is missing. */
const ofDraft = (field: string, policy: string | null): RateLimit | undefined => {
	let strictest: RateLimit | undefined;
	for (const {name, parameter} of items(field)) {
		const remaining = parameter('r');
		const windowS = items(policy ?? '')
			.find((item) => item.name === name)
			?.parameter('w');
		const resetS = parameter('t') ?? windowS;
		if (remaining === undefined || resetS === undefined) continue;
		if (strictest === undefined || remaining < strictest.remaining) {
			strictest = {remaining, resetMs: resetS * 1000};
		}
	}
	return strictest;
};

/** `X-RateLimit-Reset` is a duration with some servers and a time of day with others. */
const resetMs = (seconds: number, nowMs: number) => {
	if (seconds <= longestDurationS) return seconds * 1000;
	const atMs = seconds > longestDurationS * 1000 ? seconds : seconds * 1000;
	return Math.max(0, atMs - nowMs);
};

/**
 * Reads what a server says of its quota: `RateLimit` and `RateLimit-Policy` of
 * draft-ietf-httpapi-ratelimit-headers-10, else `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
 *
 * @returns The strictest statement; `undefined` where there is none that can be understood.
 */
export const readRateLimit = (headers: Headers, nowMs: number): RateLimit | undefined => {
	const field = headers.get('ratelimit');
	if (field !== null) return ofDraft(field, headers.get('ratelimit-policy'));
	const remaining = integer(headers.get('x-ratelimit-remaining'));
	if (remaining === undefined) return undefined;
	const reset = integer(headers.get('x-ratelimit-reset'));
	return reset === undefined ? undefined : {remaining, resetMs: resetMs(reset, nowMs)};
};
