import {parseHttpDate} from '../../../response/http-date.ts';
import {statusOf} from '../../../status.ts';
import {directiveMs, type Directives, parseDirectives} from './cache-control.ts';
import {fieldIn, type Fields} from './stored-fields.ts';

/** What the server lets a cache do with an answer. */
export type Freshness = {
	/** Whether a private cache may keep the answer at all (RFC 9111 §3). */
	readonly storable: boolean;
	/** How long it is fresh, in milliseconds (§4.2.1); 0 where it has to be confirmed each time. */
	readonly lifetimeMs: number;
	readonly staleIfErrorMs: number;
	readonly staleWhileRevalidateMs: number;
};

/**
 * The codes that may be kept without a word from the server (RFC 9110 §15.1). Not a 206, which is a part; nor
 * redirects, which are followed below the cache; nor errors of the server, which take no answer's place.
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

/* An HTTP/1.0 server says it with `Pragma` (RFC 9111 §5.4), which counts where there is no `Cache-Control`. */
const mustConfirm = (fields: Fields, directives: Directives): boolean =>
	directives.has('no-cache') ||
	(fieldIn(fields, 'cache-control') === undefined &&
		fieldIn(fields, 'pragma')?.includes('no-cache') === true);

/** `max-age`, else `Expires` less `Date`; an `Expires` that is no date is in the past (RFC 9111 §5.3). */
const lifetimeMs = (fields: Fields, directives: Directives, dateMs: number): number => {
	const maxAgeMs = directiveMs(directives, 'max-age');
	if (maxAgeMs !== undefined) return maxAgeMs;
	const expiresMs = parseHttpDate(fieldIn(fields, 'expires') ?? '', dateMs) ?? dateMs;
	return Math.max(0, expiresMs - dateMs);
};

/**
 * Works out storability and freshness for a private cache. A guess from `Last-Modified` (§4.2.2) is never
 * made: what carries a validator alone is confirmed each time.
 *
 * @param dateMs - The `Date` of the answer, in epoch milliseconds.
 */
export const assessFreshness = (status: number, fields: Fields, dateMs: number): Freshness => {
	const directives = parseDirectives(fieldIn(fields, 'cache-control'));
	const storable = storableStatuses.has(status) && !directives.has('no-store');
	const confirm = mustConfirm(fields, directives);
	const mayBeStale = !directives.has('must-revalidate') && !directives.has('no-cache');
	const window = (name: string) => (mayBeStale ? (directiveMs(directives, name) ?? 0) : 0);
	return {
		storable,
		lifetimeMs: storable && !confirm ? lifetimeMs(fields, directives, dateMs) : 0,
		staleIfErrorMs: window('stale-if-error'),
		staleWhileRevalidateMs: window('stale-while-revalidate'),
	};
};
