import type {ApiRequest} from '../../request/api-request.ts';
import type {Answer} from '../../response/reply.ts';
import {collect} from './collect.ts';
import type {CacheContext} from './context.ts';
import type {InFlight} from './in-flight.ts';
import {arrivalOf} from './rules/arrival.ts';
import {supersedes, toStorableEntry} from './rules/storage.ts';
import {removeVariant, upsertVariant} from './rules/vary.ts';
import type {UpdateDone} from './store/safe-store.ts';
import type {CacheEntry} from './store/types.ts';
import {needsEntry} from './ttl.ts';
import {waitAfterReply} from './wait-for-store.ts';

/** An exchange whose response may be stored. */
export type Exchange = {
	readonly request: ApiRequest;
	readonly key: string;
	/** The stored response that the new one may replace. */
	readonly entry: CacheEntry | undefined;
	readonly inFlight: InFlight;
	/** As a time of `clock.elapsed()`. */
	readonly startedAt: number;
};

/** What the caller gets, and the storing that goes on while the caller reads it. */
type Kept = {readonly answer: Answer; readonly storing: Promise<unknown> | undefined};

/**
 * Creates the function that stores a new response, or removes the stored one if the response shows that it is out of
 * date. A body that the caller reads is stored when all of it has come.
 */
export const keep = ({store, inFlight, clock}: Omit<CacheContext, 'tell'>) => {
	const entryOf = (
		{request, entry, inFlight: exchange}: Exchange,
		reply: Answer,
		now: number,
	): CacheEntry | undefined => {
		const isWanted = needsEntry(request, reply, entry);
		return exchange.invalidated || (request.method === 'POST' && !isWanted)
			? undefined
			: toStorableEntry(request, reply, now, isWanted);
	};

	const update = (exchange: Exchange, reply: Answer, now: number): UpdateDone => {
		const {request, key, entry, inFlight: current} = exchange;
		/* A body that is still to be read cannot be stored. */
		const storable = reply.reader === undefined ? entryOf(exchange, reply, now) : undefined;
		if (storable !== undefined) return store.update(key, upsertVariant(request, storable));
		if (!supersedes(reply)) return undefined;
		if (!current.invalidated) inFlight.invalidate(key);
		/* The common case for an API without validators: nothing is stored, so nothing has to be removed. */
		if (entry === undefined && !current.overlapped) return undefined;
		return store.update(key, removeVariant(request, arrivalOf(reply, now)));
	};

	return async (exchange: Exchange, reply: Answer): Promise<Kept> => {
		/* The age of a response counts from its header fields. */
		const now = clock.now();
		const {reader} = reply;
		const isStored = reader !== undefined && entryOf(exchange, reply, now) !== undefined;
		const {answer, rest} = isStored ? await collect(reply, reader, clock) : {answer: reply};
		if (rest !== undefined) {
			const storing = rest.then((whole) => update(exchange, whole ?? answer, now));
			return {answer, storing};
		}
		const done = update(exchange, answer, now);
		if (done !== undefined) {
			await waitAfterReply(done, exchange.request, answer, exchange.startedAt, clock);
		}
		return {answer, storing: undefined};
	};
};
