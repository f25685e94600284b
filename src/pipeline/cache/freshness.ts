import CachePolicy from 'http-cache-semantics';
import {LRUCache} from 'lru-cache';
import {directiveMs, type Directives, parseDirectives} from './directives.ts';
import type {CacheEntry} from './store.ts';

/** What the server lets a cache do with an answer. */
export type Freshness = {
	/** Whether a private cache may keep the answer at all (RFC 9111 §3). */
	readonly storable: boolean;
	/** How long it is fresh, in milliseconds (§4.2.1); 0 where it has to be confirmed each time. */
	readonly lifetimeMs: number;
	readonly staleIfErrorMs: number;
	readonly staleWhileRevalidateMs: number;
};

/** The fields from which freshness is worked out. */
const relevant: ReadonlySet<string> = new Set([
	'cache-control',
	'date',
	'expires',
	'pragma',
	'vary',
]);

/** Directives without a number that the decision knows; an unknown one could be misread as one of them. */
const flags = ['no-store', 'no-cache', 'private', 'public', 'must-revalidate'];

const normalize = (directives: Directives): string => {
	const maxAgeMs = directiveMs(directives, 'max-age');
	const known = flags.filter((name) => directives.has(name));
	return [...known, ...(maxAgeMs === undefined ? [] : [`max-age=${maxAgeMs / 1000}`])].join(', ');
};

/** What a server says of its answers is mostly the same from one to the next. */
const assessed = new LRUCache<string, Freshness>({max: 200});

/**
 * Works out storability and freshness for a private cache. A guess from `Last-Modified` (§4.2.2) is never
 * made: what carries a validator alone is confirmed each time.
 */
export const assessFreshness = (status: number, headers: CacheEntry['headers']): Freshness => {
	const said = new Map(headers.filter(([name]) => relevant.has(name)));
	// The date counts only beside the other one that it is compared with.
	if (!said.has('expires')) said.delete('date');
	const key = JSON.stringify([status, ...said]);
	let freshness = assessed.get(key);
	if (freshness === undefined) {
		freshness = assess(status, said);
		assessed.set(key, freshness);
	}
	return freshness;
};

const assess = (status: number, said: ReadonlyMap<string, string>): Freshness => {
	const directives = parseDirectives(said.get('cache-control'));
	const fields: Record<string, string> = Object.fromEntries(said);
	if (directives.size > 0) fields['cache-control'] = normalize(directives);
	const policy = new CachePolicy(
		{method: 'GET', headers: {}},
		{status, headers: fields},
		{shared: false, cacheHeuristic: 0, immutableMinTimeToLive: 0},
	);
	const mayBeStale = !directives.has('must-revalidate') && !directives.has('no-cache');
	const window = (name: string) => (mayBeStale ? (directiveMs(directives, name) ?? 0) : 0);
	return {
		// A redirect is followed below the cache, and an error of the server never takes an answer's place.
		storable: (status < 300 || (status >= 400 && status < 500)) && policy.storable(),
		lifetimeMs: policy.maxAge() * 1000,
		staleIfErrorMs: window('stale-if-error'),
		staleWhileRevalidateMs: window('stale-while-revalidate'),
	};
};
