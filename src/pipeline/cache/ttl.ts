import type {ApiRequest} from '../../request/api-request.ts';
import {parseBody} from '../../response/parse-body.ts';
import type {Answer} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {EagerHandler, Handler} from '../middleware.ts';
import {supersedes} from './rules/storage.ts';
import {type Directives, parseDirectives} from './rules/cache-control.ts';
import {arrivalOf, askedAt, fromEntry, toEntry} from './rules/entry.ts';
import type {Flight} from './in-flight.ts';
import type {Change} from './store/safe-store.ts';
import type {CacheParts} from './context.ts';
import {ownKey} from './rules/bypass.ts';
import type {CacheEntry} from './store/types.ts';
import {drop, put, select, varyOf} from './rules/vary.ts';

/** An exchange with the server, and whether it is for a call with a time of its own. */
type Asked = {
	readonly key: string;
	readonly flight: Flight;
	readonly isOwn: boolean;
};

/** The answers that are the resource itself, whole. */
const keptStatuses: ReadonlySet<number> = new Set([statusOf.ok, 203, statusOf['no-content']]);

const asksServer = (directives: Directives): boolean =>
	directives.has('no-cache') || directives.has('max-age');

/* A broken body would be an error for the whole of the caller's time, though the server has long recovered. */
const hasUsableBody = ({status, headers, body}: Answer): boolean =>
	status === statusOf['no-content'] ||
	(body.length > 0 && parseBody(body, headers.get('content-type') ?? '').ok);

/** Makes the entry for an answer; `undefined` for one that no time of the caller's lets be kept. */
const toKeep = (request: ApiRequest, reply: Answer, now: number): CacheEntry | undefined => {
	const {status, headers, body} = reply;
	if (!keptStatuses.has(status) || reply.redirected) return undefined;
	const vary = varyOf(request, headers);
	if (vary === undefined) return undefined;
	if (parseDirectives(headers.get('cache-control')).has('no-store')) return undefined;
	if (!hasUsableBody(reply)) return undefined;
	const {entry} = toEntry({status, headers, body, vary}, arrivalOf(reply, now));
	// What another call had asked for keeps its age.
	const {storedAt = now} = reply;
	return {...entry, storedAt, askedAt: Math.min(entry.askedAt, storedAt)};
};

/**
 * Keeps answers for the caller's own time, `cache.ttlMs`, whatever the server says of freshness. It has a
 * record of its own for each URL, so that its time is never taken for the server's; `no-store` and `Vary`
 * hold here too.
 */
export const keep =
	({records, flights, clock}: CacheParts) =>
	(next: EagerHandler): EagerHandler => {
		let isInUse = false;

		/** Takes note of what a call brought. One without a time of its own only renews what is kept. */
		const change =
			(request: ApiRequest, reply: Answer, {key, flight, isOwn}: Asked): Change =>
			(record) => {
				const now = clock.now();
				const isWanted = isOwn || select(record, request) !== undefined;
				const entry = isWanted && !flight.isOutdated ? toKeep(request, reply, now) : undefined;
				if (entry !== undefined) return put(request, entry)(record);
				if (!supersedes(reply)) return record;
				if (!flight.isOutdated) flights.outdate(key);
				return drop(request, askedAt(arrivalOf(reply, now)))(record);
			};

		const keeping: Handler = async (request) => {
			const ttlMs = request.cache && request.cache.ttlMs;
			const isOwn = typeof ttlMs === 'number';
			const key = ownKey(request.credential, request.url);
			if (isOwn && !asksServer(parseDirectives(request.headers['cache-control']))) {
				const found = records.read(key);
				const kept = select(found instanceof Promise ? await found : found, request);
				const now = clock.now();
				if (kept !== undefined && now >= kept.storedAt && now - kept.storedAt < ttlMs) {
					return fromEntry(request, kept, now);
				}
			}
			const flight = flights.start(key);
			try {
				const reply = await next(request);
				if (reply.type === 'answer' && (isOwn || reply.cache !== 'fresh')) {
					await records.update(key, change(request, reply, {key, flight, isOwn}));
				}
				return reply;
			} finally {
				flights.land(flight);
			}
		};

		return (request) => {
			isInUse ||= request.cache !== false && request.cache.ttlMs !== undefined;
			// Where no call has a time of its own, nothing is looked up for it either.
			return isInUse ? keeping(request) : next(request);
		};
	};
