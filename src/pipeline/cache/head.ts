import {statusOf} from '../../status.ts';
import type {Middleware} from '../middleware.ts';
import {arrivalOf, askedAt} from './rules/entry.ts';
import {freshen, headConfirms} from './rules/validation.ts';
import type {CacheParts} from './context.ts';
import {httpKey} from './rules/bypass.ts';
import {drop, put, select} from './rules/vary.ts';

/** Brings a stored answer to GET up to date with an answer to HEAD, or forgets it (RFC 9111 §4.3.5). */
export const refresh =
	({records, flights, clock}: CacheParts): Middleware =>
	(next) =>
	async (request) => {
		if (request.method !== 'HEAD') return next(request);
		const key = httpKey(request.credential, request.url);
		const flight = flights.start(key);
		try {
			const reply = await next(request);
			if (reply.type === 'answer' && reply.status === statusOf.ok && !reply.redirected) {
				await records.update(key, (record) => {
					const entry = select(record, request);
					if (entry === undefined || flight.isOutdated) return record;
					if (!headConfirms(reply, entry))
						return drop(request, askedAt(arrivalOf(reply, clock.now())))(record);
					const freshened = freshen(request, entry, reply, clock.now());
					return freshened.storable ? put(request, freshened.entry)(record) : record;
				});
			}
			return reply;
		} finally {
			flights.land(flight);
		}
	};
