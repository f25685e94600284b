import {statusOf} from '../../status.ts';
import type {Middleware} from '../middleware.ts';
import type {CacheContext} from './context.ts';
import {cacheKey} from './rules/bypass.ts';
import {arrivalOf} from './rules/arrival.ts';
import {freshen, matchesHead} from './rules/validation.ts';
import {removeVariant, select, upsertVariant} from './rules/vary.ts';
import {waitAfterReply} from './wait-for-store.ts';

/** Updates the stored response to GET with a response to HEAD, or removes it (RFC 9111 §4.3.5). */
export const freshenWithHead =
	({store, inFlight, clock}: CacheContext): Middleware =>
	(next) =>
	async (request) => {
		if (request.method !== 'HEAD') return next(request);
		const key = cacheKey(request);
		const exchange = inFlight.start(key);
		const startedAt = clock.elapsed();
		try {
			const reply = await next(request);
			if (reply.type === 'answer' && reply.status === statusOf.ok && !reply.redirected) {
				const done = store.update(key, (record) => {
					const entry = select(record, request);
					if (entry === undefined || exchange.invalidated) return record;
					const now = clock.now();
					if (!matchesHead(reply, entry)) {
						return removeVariant(request, arrivalOf(reply, now))(record);
					}
					const freshened = freshen(request, entry, reply, now);
					return freshened.storable ? upsertVariant(request, freshened.entry)(record) : record;
				});
				if (done !== undefined) await waitAfterReply(done, request, reply, startedAt, clock);
			}
			return reply;
		} finally {
			inFlight.end(exchange);
		}
	};
