import type {ApiRequest} from '../../request/api-request.ts';
import {type Answer, answer, type Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {Handler} from '../middleware.ts';
import type {CacheContext} from './context.ts';
import type {InFlight} from './in-flight.ts';
import {cacheKey} from './rules/bypass.ts';
import type {Directives} from './rules/cache-control.ts';
import {allowsStaleIfError, currentAgeMs, evaluate, type Verdict} from './rules/freshness.ts';
import {arrivalOf, requestTimeOf, supersedes, toStorableEntry} from './rules/storage.ts';
import {toHeaders} from './rules/stored-fields.ts';
import {conditionalRequest, freshen, matches304} from './rules/validation.ts';
import {removeVariant, select, upsertVariant} from './rules/vary.ts';
import type {UpdateDone} from './store/safe-store.ts';
import type {CacheEntry, CacheRecord} from './store/types.ts';
import {isWithinTtl, needsEntry} from './ttl.ts';
import {mergeAttempts} from './unexpected-304.ts';

/** Answers a GET whose `Cache-Control` has been read. */
type CachedGet = (request: ApiRequest, directives: Directives) => Reply | Promise<Reply>;

/** Makes the answer from an entry, with its `Age` (RFC 9111 §4, §5.1). */
const fromEntry = (
	request: ApiRequest,
	entry: CacheEntry,
	now: number,
	cache: 'fresh' | 'stale',
): Answer => {
	const headers = toHeaders(entry.headers);
	headers.set('age', String(Math.max(0, Math.floor(currentAgeMs(entry, now) / 1000))));
	const {status, body, responseTime: storedAt} = entry;
	return answer({status, headers, body, url: request.url, cache, storedAt});
};

/** The answer to `only-if-cached` if no stored response can be used (RFC 9111 §5.2.1.7). */
const onlyIfCachedMiss = ({url}: ApiRequest): Answer =>
	answer({
		status: statusOf['gateway-timeout'],
		headers: new Headers(),
		body: new Uint8Array(),
		url,
	});

/** Failures that a stale response may replace (RFC 5861 §4). */
const isServerFailure = (reply: Reply): boolean =>
	reply.type === 'answer'
		? reply.status >= 500
		: reply.kind === 'network' || reply.kind === 'timeout';

/**
 * Answers GET from the store while the stored response is fresh, and else revalidates it (RFC 9111 §4). A 304
 * is handled as §4.3.4 says.
 */
export const get =
	({store, inFlight, clock}: CacheContext) =>
	(next: Handler): CachedGet => {
		const revalidating = new Set<string>();

		/** Stores a response, or removes what it shows to be out of date. */
		const update = (
			request: ApiRequest,
			reply: Answer,
			key: string,
			entry: CacheEntry | undefined,
			exchange: InFlight,
		): UpdateDone => {
			const now = clock.now();
			const isWanted = needsEntry(request, reply, entry);
			const storable = exchange.invalidated
				? undefined
				: toStorableEntry(request, reply, now, isWanted);
			if (storable !== undefined) return store.update(key, upsertVariant(request, storable));
			if (!supersedes(reply)) return undefined;
			if (!exchange.invalidated) inFlight.invalidate(key);
			/* Most responses of most APIs end here: if nothing is stored, the store is not asked again. */
			if (entry === undefined && !exchange.overlapped) return undefined;
			return store.update(key, removeVariant(request, requestTimeOf(arrivalOf(reply, now))));
		};

		/** Applies a 304 to the entry that was revalidated. */
		const applyNotModified = async (
			request: ApiRequest,
			reply: Answer,
			key: string,
			entry: CacheEntry,
			exchange: InFlight,
		): Promise<Reply> => {
			const freshened = freshen(request, entry, reply, clock.now());
			if (freshened.storable && !exchange.invalidated) {
				const done = store.update(key, upsertVariant(request, freshened.entry));
				if (done !== undefined) await done;
			}
			const {status, body, responseTime: storedAt} = freshened.entry;
			const headers = toHeaders(freshened.entry.headers);
			return {...reply, status, headers, body, cache: 'revalidated', storedAt};
		};

		/** Sends the request, with the validators of the entry, and stores the response. */
		const forward = async (
			request: ApiRequest,
			key: string,
			entry: CacheEntry | undefined,
		): Promise<Reply> => {
			const exchange = inFlight.start(key);
			try {
				let reply = await next(entry === undefined ? request : conditionalRequest(request, entry));
				if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) {
					if (entry !== undefined && matches304(reply, entry)) {
						return await applyNotModified(request, reply, key, entry, exchange);
					}
					/* The validators may have misled the server. Without them it has to send a body. */
					reply = mergeAttempts(reply, await next(request));
					if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) return reply;
				}
				if (reply.type === 'failure') return reply;
				const done = update(request, reply, key, entry, exchange);
				if (done !== undefined) await done;
				return {...reply, cache: 'miss'};
			} finally {
				inFlight.end(exchange);
			}
		};

		/** Revalidates a stale response that has answered the call already. */
		const revalidateInBackground = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			if (revalidating.has(key)) return;
			revalidating.add(key);
			try {
				/* The signal of the call must not end this exchange. */
				await forward({...request, signal: undefined}, key, entry);
			} catch {
				/* A programmer's mistake rejects the next call that waits for the server. */
			} finally {
				revalidating.delete(key);
			}
		};

		/** Sends the request, and falls back to the stale response if the server fails. */
		const forwardOrUseStale = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			const reply = await forward(request, key, entry);
			const now = clock.now();
			if (!isServerFailure(reply) || !allowsStaleIfError(entry, now)) return reply;
			const {attempts, quotaWaitMs} = reply;
			return {...fromEntry(request, entry, now, 'stale'), attempts, quotaWaitMs};
		};

		const lookup = (
			request: ApiRequest,
			directives: Directives,
			key: string,
			record: CacheRecord | undefined,
		): Reply | Promise<Reply> => {
			const entry = select(record, request);
			const allowStale = request.cache !== false && request.cache.allowStale === true;
			const now = clock.now();
			let verdict: Verdict = 'revalidate';
			if (entry !== undefined) {
				verdict = isWithinTtl(entry, request, directives, now)
					? 'fresh'
					: evaluate(entry, directives, now, allowStale);
			}
			if (entry !== undefined && verdict !== 'revalidate') {
				if (verdict === 'stale') void revalidateInBackground(request, key, entry);
				return fromEntry(request, entry, now, verdict);
			}
			if (directives.has('only-if-cached')) return onlyIfCachedMiss(request);
			return entry !== undefined && allowStale
				? forwardOrUseStale(request, key, entry)
				: forward(request, key, entry);
		};

		return (request, directives) => {
			const key = cacheKey(request);
			const found = store.read(key);
			return found instanceof Promise
				? found.then((record) => lookup(request, directives, key, record))
				: lookup(request, directives, key, found);
		};
	};
