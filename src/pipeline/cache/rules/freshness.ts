import {parseHttpDate} from '../../../response/http-date.ts';
import {statusOf} from '../../../status.ts';
import type {CacheEntry} from '../store/types.ts';
import {directiveMs, type Directives, parseDirectives} from './cache-control.ts';
import {fieldIn, type Fields} from './stored-fields.ts';

/** What a server allows a private cache to do with a response. */
export type Freshness = {
	/** Whether a private cache may store the response at all (RFC 9111 §3). */
	readonly storable: boolean;
	/** How long the response is fresh, in milliseconds (§4.2.1); 0 if every use needs a revalidation. */
	readonly freshnessLifetimeMs: number;
	/** How long after that it may replace an error, in milliseconds (RFC 5861 §4). */
	readonly staleIfErrorMs: number;
	/** How long after that it may be used during a revalidation, in milliseconds (RFC 5861 §3). */
	readonly staleWhileRevalidateMs: number;
};

/**
 * The codes that are cacheable by default (RFC 9110 §15.1). 206 is missing because it is only a part of the
 * resource; redirects, because they are followed below the cache; server errors, because they do not
 * describe the resource.
 */
const storableStatuses: ReadonlySet<number> = new Set([
	statusOf.ok,
	203,
	statusOf['no-content'],
	statusOf['not-found'],
	405,
	410,
	414,
]);

/* `Pragma` from an HTTP/1.0 server counts only if there is no `Cache-Control` (RFC 9111 §5.4). */
const mustRevalidate = (fields: Fields, directives: Directives): boolean =>
	directives.has('no-cache') ||
	(fieldIn(fields, 'cache-control') === undefined &&
		fieldIn(fields, 'pragma')?.includes('no-cache') === true);

/** `max-age`, or `Expires` minus `Date`. An invalid `Expires` is in the past (RFC 9111 §5.3). */
const explicitLifetimeMs = (fields: Fields, directives: Directives, dateMs: number): number => {
	const maxAgeMs = directiveMs(directives, 'max-age');
	if (maxAgeMs !== undefined) return maxAgeMs;
	const expiresMs = parseHttpDate(fieldIn(fields, 'expires') ?? '', dateMs) ?? dateMs;
	return Math.max(0, expiresMs - dateMs);
};

/**
 * Determines for a private cache whether a response may be stored and how long it is fresh. Heuristic
 * freshness (RFC 9111 §4.2.2) is not used: a response that has only a validator is revalidated at every use.
 *
 * @param dateMs - The `Date` of the response, in epoch milliseconds.
 */
export const assessFreshness = (status: number, fields: Fields, dateMs: number): Freshness => {
	const directives = parseDirectives(fieldIn(fields, 'cache-control'));
	const storable = storableStatuses.has(status) && !directives.has('no-store');
	const neverFresh = !storable || mustRevalidate(fields, directives);
	const mayBeStale = !directives.has('must-revalidate') && !directives.has('no-cache');
	const window = (name: string) => (mayBeStale ? (directiveMs(directives, name) ?? 0) : 0);
	return {
		storable,
		freshnessLifetimeMs: neverFresh ? 0 : explicitLifetimeMs(fields, directives, dateMs),
		staleIfErrorMs: window('stale-if-error'),
		staleWhileRevalidateMs: window('stale-while-revalidate'),
	};
};

/** What to do with a stored response. */
export type Verdict =
	/** Use it without a request. */
	| 'fresh'
	/** Use it, and revalidate it in the background. */
	| 'stale'
	/** Send a request first. */
	| 'revalidate';

/** The age of an entry in milliseconds (RFC 9111 §4.2.3). */
export const currentAgeMs = (entry: CacheEntry, now: number): number =>
	/* If the clock was set back, the age is unknown. */
	now < entry.responseTime ? Infinity : entry.correctedInitialAgeMs + now - entry.responseTime;

/**
 * Decides whether an entry answers a request without a revalidation (RFC 9111 §4, §5.2.1; RFC 5861 §3).
 *
 * @param directives - The `Cache-Control` of the request.
 */
export const evaluate = (
	entry: CacheEntry,
	directives: Directives,
	now: number,
	allowStale: boolean,
): Verdict => {
	const {freshnessLifetimeMs, staleWhileRevalidateMs} = entry;
	const ageMs = currentAgeMs(entry, now);
	if (directives.has('no-cache')) return 'revalidate';
	if (ageMs >= (directiveMs(directives, 'max-age') ?? Infinity)) return 'revalidate';
	const minFreshMs = directiveMs(directives, 'min-fresh');
	if (minFreshMs !== undefined && freshnessLifetimeMs - ageMs < minFreshMs) return 'revalidate';
	if (ageMs < freshnessLifetimeMs) return 'fresh';
	return allowStale && ageMs < freshnessLifetimeMs + staleWhileRevalidateMs
		? 'stale'
		: 'revalidate';
};

/** Whether an entry may replace a failed exchange (RFC 9111 §4.2.4; RFC 5861 §4). */
export const allowsStaleIfError = (entry: CacheEntry, now: number): boolean =>
	currentAgeMs(entry, now) < entry.freshnessLifetimeMs + entry.staleIfErrorMs;
