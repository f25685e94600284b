import type {ApiRequest} from '../../request/api-request.ts';
import {copyHeaders} from '../../response/fields.ts';
import type {Answer, Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Handler} from '../middleware.ts';
import {fromEntry, onlyIfCachedMiss} from './answers.ts';
import type {CacheContext} from './context.ts';
import type {InFlight} from './in-flight.ts';
import {cacheKey} from './rules/bypass.ts';
import type {Directives} from './rules/cache-control.ts';
import {allowsStaleIfError, evaluate, type Verdict} from './rules/freshness.ts';
import {arrivalOf} from './rules/arrival.ts';
import {supersedes, toStorableEntry} from './rules/storage.ts';
import {conditionalRequest, freshen, matches304} from './rules/validation.ts';
import {removeVariant, select, upsertVariant} from './rules/vary.ts';
import type {UpdateDone} from './store/safe-store.ts';
import type {CacheEntry, CacheRecord} from './store/types.ts';
import {isWithinTtl, needsEntry} from './ttl.ts';
import {sendAgain} from './unexpected-304.ts';
import {waitAfterReply, waitForStore} from './wait-for-store.ts';

/** Handles a GET, or a POST that only reads, whose `Cache-Control` is already parsed. */
type CachedGet = (request: ApiRequest, directives: Directives) => Reply | Promise<Reply>;

const isPost = ({method}: ApiRequest): boolean => method === 'POST';

/** Whether a stale response may replace this failure (RFC 5861 §4). */
const isServerFailure = (reply: Reply): boolean =>
	reply.type === 'answer'
		? reply.status >= 500
		: reply.kind === 'network' || reply.kind === 'timeout';

/**
 * Creates the handler of GET: it answers from the store while the stored response is fresh, and otherwise
 * revalidates it (RFC 9111 §4). It handles a 304 as defined in §4.3.4.
 *
 * A POST with `bodyKey` is answered from the store only because of `cache.ttlMs`. It is never revalidated, because a
 * validator that matches lets a POST fail with 412 (RFC 9110 §13.1.2).
 */
export const get =
	({store, inFlight, clock, tell}: CacheContext) =>
	(next: Handler): CachedGet => {
		const revalidating = new Set<string>();

		/** Stores a response, or removes the stored one if the response shows that it is out of date. */
		const update = (
			request: ApiRequest,
			reply: Answer,
			key: string,
			entry: CacheEntry | undefined,
			exchange: InFlight,
		): UpdateDone => {
			const now = clock.now();
			const isWanted = needsEntry(request, reply, entry);
			const storable =
				exchange.invalidated || (isPost(request) && !isWanted)
					? undefined
					: toStorableEntry(request, reply, now, isWanted);
			if (storable !== undefined) return store.update(key, upsertVariant(request, storable));
			if (!supersedes(reply)) return undefined;
			if (!exchange.invalidated) inFlight.invalidate(key);
			/* The common case for an API without validators: nothing is stored, so nothing has to be removed. */
			if (entry === undefined && !exchange.overlapped) return undefined;
			return store.update(key, removeVariant(request, arrivalOf(reply, now)));
		};

		/** Sends the request, with the validators of the entry, and stores the response. */
		const forward = async (
			request: ApiRequest,
			key: string,
			entry: CacheEntry | undefined,
		): Promise<Reply> => {
			const exchange = inFlight.start(key);
			const startedAt = clock.elapsed();
			try {
				const valid = isPost(request) ? undefined : entry;
				let reply = await next(valid === undefined ? request : conditionalRequest(request, valid));
				if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) {
					if (valid !== undefined && matches304(reply, valid)) {
						const freshened = freshen(request, valid, reply, clock.now());
						if (freshened.storable && !exchange.invalidated) {
							const done = store.update(key, upsertVariant(request, freshened.entry));
							if (done !== undefined) await waitAfterReply(done, request, reply, startedAt, clock);
						}
						const {status, body, responseTime: storedAt} = freshened.entry;
						const headers = copyHeaders(freshened.entry.headers);
						tell(request, 'revalidated');
						return {...reply, status, headers, body, cache: 'revalidated', storedAt};
					}
					/* The 304 does not match the entry. Without validators, the server has to send a body. */
					reply = await sendAgain(reply, request, startedAt, clock, next);
					if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) return reply;
				}
				if (reply.type === 'failure') return reply;
				const done = update(request, reply, key, entry, exchange);
				if (done !== undefined) await waitAfterReply(done, request, reply, startedAt, clock);
				tell(request, 'miss');
				return {...reply, cache: 'miss'};
			} finally {
				inFlight.end(exchange);
			}
		};

		/** Revalidates a stale response that the call has already received. */
		const revalidateInBackground = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			if (revalidating.has(key)) return;
			revalidating.add(key);
			try {
				/* The caller's signal must not abort this exchange. */
				await forward({...request, signal: undefined}, key, entry);
			} catch {
				/* If the cause is a programming error, the next call that waits for the server rejects with it. */
			} finally {
				revalidating.delete(key);
			}
		};

		/** Sends the request, and returns the stale response if the server fails. */
		const forwardOrUseStale = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			const reply = await forward(request, key, entry);
			const now = clock.now();
			if (!isServerFailure(reply) || !allowsStaleIfError(entry, now)) return reply;
			const {attempts, quotaWaitMs} = reply;
			tell(request, 'stale');
			return {...fromEntry(request, entry, now, 'stale'), attempts, quotaWaitMs};
		};

		const lookup = (
			request: ApiRequest,
			directives: Directives,
			key: string,
			record: CacheRecord | undefined,
		): Reply | Promise<Reply> => {
			const entry = select(record, request);
			const allowStale =
				request.cache !== false && request.cache.allowStale === true && !isPost(request);
			const now = clock.now();
			let verdict: Verdict = 'revalidate';
			if (entry !== undefined) {
				if (isWithinTtl(entry, request, directives, now)) verdict = 'fresh';
				else if (!isPost(request)) verdict = evaluate(entry, directives, now, allowStale);
			}
			if (entry !== undefined && verdict !== 'revalidate') {
				tell(request, verdict);
				if (verdict === 'stale') void revalidateInBackground(request, key, entry);
				return fromEntry(request, entry, now, verdict);
			}
			if (directives.has('only-if-cached')) return onlyIfCachedMiss(request);
			return entry !== undefined && allowStale
				? forwardOrUseStale(request, key, entry)
				: forward(request, key, entry);
		};

		/** Looks up what a store returns later. The time that it takes counts for the deadline. */
		const lookupLater = async (
			request: ApiRequest,
			directives: Directives,
			key: string,
			found: Promise<CacheRecord | undefined>,
		): Promise<Reply> => {
			const startedAt = clock.elapsed();
			const outcome = await waitForStore(found, request, request.deadlineMs, clock);
			if ('failure' in outcome) return outcome.failure;
			const deadlineMs = request.deadlineMs - (clock.elapsed() - startedAt);
			return lookup({...request, deadlineMs}, directives, key, outcome.value);
		};

		return (request, directives) => {
			const key = cacheKey(request);
			const found = store.read(key);
			return found instanceof Promise
				? lookupLater(request, directives, key, found)
				: lookup(request, directives, key, found);
		};
	};
