import type {ApiRequest} from '../../request/api-request.ts';
import {type Answer, answer, type Reply} from '../../response/reply.ts';
import {statusOf} from '../../status.ts';
import type {EagerHandler, Handler} from '../middleware.ts';
import {admit, supersedes} from './rules/storage.ts';
import {after} from './unexpected-304.ts';
import {decide, standsIn} from './rules/decide.ts';
import {parseDirectives} from './rules/cache-control.ts';
import {arrivalOf, askedAt, fromEntry} from './rules/entry.ts';
import {fieldIn, toHeaders} from './rules/stored-fields.ts';
import {confirms, freshen} from './rules/validation.ts';
import type {Flight} from './in-flight.ts';
import type {ChangeDone} from './store/safe-store.ts';
import type {CacheParts} from './context.ts';
import {httpKey} from './rules/bypass.ts';
import type {CacheEntry, CacheRecord} from './store/types.ts';
import {drop, put, select} from './rules/vary.ts';

/** An exchange with the server, and what was stored when it began. */
type Asked = {
	readonly key: string;
	readonly entry: CacheEntry | undefined;
	readonly flight: Flight;
};

/** Adds the stored validators, byte for byte (RFC 9111 §4.3.1); none is made up. */
const withValidators = (request: ApiRequest, entry: CacheEntry): ApiRequest => {
	const etag = fieldIn(entry.headers, 'etag');
	const lastModified = fieldIn(entry.headers, 'last-modified');
	if (etag === undefined && lastModified === undefined) return request;
	const headers: Record<string, string> = {'cache-control': 'max-age=0', ...request.headers};
	if (etag !== undefined) headers['if-none-match'] = etag;
	if (lastModified !== undefined) headers['if-modified-since'] = lastModified;
	return {...request, headers};
};

/** What a call gets that wants a stored answer only, where there is none to use (RFC 9111 §5.2.1.7). */
const notStored = (request: ApiRequest): Answer =>
	answer({
		status: statusOf['gateway-timeout'],
		headers: new Headers(),
		body: new Uint8Array(),
		url: request.url,
	});

/** Failures of the server or of the way to it, which a stored answer may stand in for (RFC 5861 §4). */
const isServerFailure = (reply: Reply): boolean =>
	reply.type === 'answer'
		? reply.status >= 500
		: reply.kind === 'network' || reply.kind === 'timeout';

/**
 * Answers GET from what is stored while it is fresh, and else confirms it with the server (RFC 9111 §4). The
 * treatment of a 304 is that of §4.3.4.
 */
export const validate =
	({records, flights, clock}: CacheParts) =>
	(next: Handler): EagerHandler => {
		const confirming = new Set<string>();

		/** Keeps an answer, or forgets what it shows to be out of date. */
		const store = (request: ApiRequest, reply: Answer, {key, entry, flight}: Asked): ChangeDone => {
			const now = clock.now();
			const admitted = flight.isOutdated ? undefined : admit(request, reply, now);
			if (admitted !== undefined) return records.update(key, put(request, admitted));
			if (!supersedes(reply)) return undefined;
			if (!flight.isOutdated) flights.outdate(key);
			// Most answers of most APIs end here: where nothing is stored, the store is not asked again.
			if (entry === undefined && !flight.isCrossed) return undefined;
			return records.update(key, drop(request, askedAt(arrivalOf(reply, now))));
		};

		/** Asks the server, with the validators of what is stored, and stores what comes. */
		const ask = async (
			request: ApiRequest,
			key: string,
			entry: CacheEntry | undefined,
		): Promise<Reply> => {
			const flight = flights.start(key);
			try {
				let reply = await next(entry === undefined ? request : withValidators(request, entry));
				if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) {
					if (entry !== undefined && confirms(reply, entry)) {
						const freshened = freshen(request, entry, reply, clock.now());
						if (freshened.storable && !flight.isOutdated) {
							const stored = records.update(key, put(request, freshened.entry));
							if (stored !== undefined) await stored;
						}
						const {status, body, storedAt} = freshened.entry;
						const headers = toHeaders(freshened.entry.headers);
						return {...reply, status, headers, body, cache: 'revalidated', storedAt};
					}
					// The validators may be what misled the server; without them it has to send a body.
					reply = after(reply, await next(request));
					if (reply.type === 'answer' && reply.status === statusOf['cache-hit']) return reply;
				}
				if (reply.type === 'failure') return reply;
				const stored = store(request, reply, {key, entry, flight});
				if (stored !== undefined) await stored;
				return {...reply, cache: 'miss'};
			} finally {
				flights.land(flight);
			}
		};

		/** Confirms what was used while it was stale, behind the back of a call that is answered by then. */
		const confirmLater = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			if (confirming.has(key)) return;
			confirming.add(key);
			try {
				// The call's signal must not end this exchange.
				await ask({...request, signal: undefined}, key, entry);
			} catch {
				// A mistake in the call: it is told where the server has to be asked first.
			} finally {
				confirming.delete(key);
			}
		};

		/** Asks the server; what is stored stands in for an answer that shows it to be out of order. */
		const askOrFallBack = async (request: ApiRequest, key: string, entry: CacheEntry) => {
			const reply = await ask(request, key, entry);
			const now = clock.now();
			if (!isServerFailure(reply) || !standsIn(entry, now)) return reply;
			const {attempts, quotaWaitMs} = reply;
			return {...fromEntry(request, entry, now), attempts, quotaWaitMs};
		};

		const answerWith = (request: ApiRequest, key: string, record: CacheRecord | undefined) => {
			const entry = select(record, request);
			const directives = parseDirectives(request.headers['cache-control']);
			const allowStale = request.cache !== false && request.cache.allowStale === true;
			const now = clock.now();
			const verdict = entry === undefined ? 'ask' : decide(entry, directives, now, allowStale);
			if (entry !== undefined && verdict !== 'ask') {
				if (verdict === 'stale') void confirmLater(request, key, entry);
				return fromEntry(request, entry, now);
			}
			if (directives.has('only-if-cached')) return notStored(request);
			return entry !== undefined && allowStale
				? askOrFallBack(request, key, entry)
				: ask(request, key, entry);
		};

		return (request) => {
			const key = httpKey(request.credential, request.url);
			const found = records.read(key);
			return found instanceof Promise
				? found.then((record) => answerWith(request, key, record))
				: answerWith(request, key, found);
		};
	};
