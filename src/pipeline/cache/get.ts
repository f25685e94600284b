import type {ApiRequest} from '../../request/api-request.ts';
import {copyHeaders} from '../../response/fields.ts';
import type {Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Handler} from '../middleware.ts';
import {fromEntry, onlyIfCachedMiss} from './answers.ts';
import type {CacheContext} from './context.ts';
import {keep} from './keep.ts';
import {cacheKey} from './rules/bypass.ts';
import type {Directives} from './rules/cache-control.ts';
import {allowsStaleIfError, evaluate, type Verdict} from './rules/freshness.ts';
import {conditionalRequest, freshen, matches304} from './rules/validation.ts';
import {select, upsertVariant} from './rules/vary.ts';
import type {CacheEntry, CacheRecord} from './store/types.ts';
import {isWithinTtl} from './ttl.ts';
import {sendAgain} from './unexpected-304.ts';
import {waitAfterReply, waitForStore} from './wait-for-store.ts';

/** Handles a GET, or a POST that only reads, whose `Cache-Control` is already parsed. */
type CachedGet = (request: ApiRequest, directives: Directives) => Reply | Promise<Reply>;

const isPost = ({method}: ApiRequest): boolean => method === 'POST';

/** Whether the stored response is replaced, not revalidated (Fetch, cache mode `reload`). */
const isReload = ({init}: ApiRequest): boolean => init?.['cache'] === 'reload';

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

		const keepReply = keep({store, inFlight, clock});

		/** Sends the request, with the validators of the entry, and stores the response. */
		const forward = async (
			request: ApiRequest,
			key: string,
			entry: CacheEntry | undefined,
		): Promise<Reply> => {
			const exchange = inFlight.start(key);
			const startedAt = clock.elapsed();
			let storing: Promise<unknown> | undefined;
			try {
				const valid = isPost(request) || isReload(request) ? undefined : entry;
				let reply = await next(valid === undefined ? request : conditionalRequest(request, valid));
				if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) {
					if (valid !== undefined && matches304(reply, valid)) {
						const freshened = freshen(request, valid, reply, clock.now());
						if (freshened.storable && !exchange.invalidated) {
							const done = store.update(key, upsertVariant(request, freshened.entry));
							if (done !== undefined) await waitAfterReply(done, request, reply, startedAt, clock);
						}
						const {status, statusText = '', body, responseTime: storedAt} = freshened.entry;
						const headers = copyHeaders(freshened.entry.headers);
						tell(request, 'revalidated');
						const stored = {status, statusText, headers, body, storedAt};
						return {...reply, ...stored, cache: 'revalidated'};
					}
					/* The 304 does not match the entry. Without validators, the server has to send a body. */
					reply = await sendAgain(reply, request, startedAt, clock, next);
					if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) return reply;
				}
				if (reply.type === 'failure') return reply;
				const current = {request, key, entry, inFlight: exchange, startedAt};
				const kept = await keepReply(current, reply);
				({storing} = kept);
				tell(request, 'miss');
				return {...kept.answer, cache: 'miss'};
			} finally {
				if (storing === undefined) inFlight.end(exchange);
				else void storing.finally(() => inFlight.end(exchange));
			}
		};

		/** Revalidates a stale response that the call has already received. */
		const revalidateInBackground = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			if (revalidating.has(key)) return;
			revalidating.add(key);
			try {
				/* The caller's signal must not abort this exchange, and nobody reads its body. */
				await forward({...request, signal: undefined, as: 'bytes'}, key, entry);
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
			if (reply.type === 'answer') reply.reader?.cancel();
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
