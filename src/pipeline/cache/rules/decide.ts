import {directiveMs, type Directives} from './cache-control.ts';
import type {CacheEntry} from '../store/types.ts';

/** What to do with a stored answer. */
export type Verdict =
	/** Use it; the server is not asked. */
	| 'fresh'
	/** Use it, and confirm it behind the caller's back. */
	| 'stale'
	/** Ask the server first. */
	| 'ask';

const ageMs = (entry: CacheEntry, now: number): number =>
	// A clock that was set back makes ages meaningless.
	now < entry.storedAt ? Number.POSITIVE_INFINITY : now - entry.bornAt;

/** Decides whether an entry answers a request as it is (RFC 9111 §4, §5.2.1; RFC 5861 §3). */
export const decide = (
	entry: CacheEntry,
	directives: Directives,
	now: number,
	allowStale: boolean,
): Verdict => {
	const age = ageMs(entry, now);
	if (directives.has('no-cache')) return 'ask';
	if (age >= (directiveMs(directives, 'max-age') ?? Number.POSITIVE_INFINITY)) return 'ask';
	const minFreshMs = directiveMs(directives, 'min-fresh');
	if (minFreshMs !== undefined && entry.lifetimeMs - age < minFreshMs) return 'ask';
	if (age < entry.lifetimeMs) return 'fresh';
	return allowStale && age < entry.lifetimeMs + entry.staleWhileRevalidateMs ? 'stale' : 'ask';
};

/** Decides whether an entry may stand in for a failed exchange (RFC 9111 §4.2.4; RFC 5861 §4). */
export const standsIn = (entry: CacheEntry, now: number): boolean =>
	ageMs(entry, now) < entry.lifetimeMs + entry.staleIfErrorMs;
