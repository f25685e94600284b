import {statusOf} from '../../status.ts';
import type {Middleware} from '../handler.ts';
import {type Directives, parseDirectives} from './directives.ts';
import {arrivalOf, fromEntry, toEntry} from './entry.ts';
import type {CacheParts} from './parts.ts';
import {ownKey} from './scope.ts';
import {put, select, varyOf} from './vary.ts';

/** The answers that are the resource itself, whole. */
const keptStatuses: ReadonlySet<number> = new Set([statusOf.ok, 203, statusOf['no-content']]);

const asksServer = (directives: Directives): boolean =>
	directives.has('no-cache') || directives.has('max-age');

/**
 * Keeps answers for the caller's own time, `cache.ttlMs`, whatever the server says of freshness. It has a
 * record of its own for each URL, so that its time is never taken for the server's; `no-store` and `Vary`
 * hold here too.
 */
export const keep =
	({records, flights, clock}: CacheParts): Middleware =>
	(next) =>
	async (request) => {
		const ttlMs = request.cache && request.cache.ttlMs;
		if (typeof ttlMs !== 'number') return next(request);
		const key = ownKey(request.credential, request.url);
		const found = records.read(key);
		const kept = select(found instanceof Promise ? await found : found, request);
		const now = clock.now();
		const isCurrent = kept !== undefined && now >= kept.storedAt && now - kept.storedAt < ttlMs;
		if (isCurrent && !asksServer(parseDirectives(request.headers['cache-control']))) {
			return fromEntry(request, kept, now);
		}

		const flight = flights.start(key);
		try {
			const reply = await next(request);
			if (reply.type !== 'answer' || !keptStatuses.has(reply.status)) return reply;
			const vary = varyOf(request, reply.headers);
			const directives = parseDirectives(reply.headers.get('cache-control'));
			const isForbidden = vary === undefined || directives.has('no-store') || reply.redirected;
			if (isForbidden || flight.isOutdated()) return reply;
			const {status, headers, body} = reply;
			const answered = clock.now();
			const {entry: received} = toEntry({status, headers, body, vary}, arrivalOf(reply, answered));
			const storedAt = reply.storedAt ?? answered;
			await records.update(key, put(request, {...received, storedAt}));
			return reply;
		} finally {
			flight.land();
		}
	};
