import type {EagerHandler, Handler} from '../middleware.ts';
import {askAgain} from './unexpected-304.ts';
import {trackFlights} from './in-flight.ts';
import {guard, type GuardParts} from './store/safe-store.ts';
import {invalidate} from './invalidate.ts';
import {keep} from './ttl.ts';
import {refresh} from './head.ts';
import {isCacheable, isUnsafe} from './rules/bypass.ts';
import {validate} from './get.ts';

/**
 * A private cache by RFC 9111: answers what is stored and fresh without asking, confirms what is not, and
 * forgets what a write has changed. What the store does wrong is a miss, never an error.
 *
 * @returns A middleware that notes on each reply where the answer came from: `cache` and `storedAt`.
 */
export const cache = (parts: GuardParts): ((next: Handler) => EagerHandler) => {
	const shared = {records: guard(parts), flights: trackFlights(), clock: parts.clock};
	return (next) => {
		const cached = keep(shared)(validate(shared)(next));
		const refreshed = refresh(shared)(next);
		const raw = askAgain()(next);
		const changed = invalidate(shared)(next);
		return (request) => {
			if (isUnsafe(request)) return changed(request);
			if (!isCacheable(request)) return raw(request);
			return request.method === 'GET' ? cached(request) : refreshed(request);
		};
	};
};
