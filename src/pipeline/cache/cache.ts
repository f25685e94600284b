import {headerValue} from '../../request/headers.ts';
import type {EagerHandler, Handler} from '../middleware.ts';
import {type Emitter, silentEmitter} from '../observe/emitter.ts';
import {observeCache} from '../observe/observe-cache.ts';
import {get} from './get.ts';
import {freshenWithHead} from './head.ts';
import {trackInFlight} from './in-flight.ts';
import {invalidate} from './invalidate.ts';
import {isCacheable, isRead} from './rules/bypass.ts';
import {parseDirectives} from './rules/cache-control.ts';
import {safeStore, type SafeStoreOptions} from './store/safe-store.ts';
import {refetchUnexpected304} from './unexpected-304.ts';

/** The options of {@link cache}. */
export type CacheMiddlewareOptions = SafeStoreOptions & {
	/** @default tells nobody */
	readonly emitter?: Emitter;
};

/**
 * Creates the cache middleware: a private cache as defined by RFC 9111. It answers from fresh stored responses
 * without a request, revalidates stale ones, and removes the responses that a write invalidates. A failing
 * store counts as a cache miss and never fails the call.
 *
 * @returns A middleware that records on each reply where the response came from: `cache` and `storedAt`.
 */
export const cache = (options: CacheMiddlewareOptions): ((next: Handler) => EagerHandler) => {
	const {clock, emitter = silentEmitter} = options;
	const tell = observeCache(emitter, clock);
	const context = {store: safeStore(options), inFlight: trackInFlight(), clock, tell};
	return (next) => {
		const cachedGet = get(context)(next);
		const cachedHead = freshenWithHead(context)(next);
		const uncached = refetchUnexpected304(clock)(next);
		const write = invalidate(context)(next);
		return (request) => {
			if (!isRead(request)) return write(request);
			const directives = parseDirectives(headerValue(request.headers, 'cache-control'));
			if (!isCacheable(request, directives)) return uncached(request);
			const isGet = request.method === 'GET' || request.bodyKey !== undefined;
			return isGet ? cachedGet(request, directives) : cachedHead(request);
		};
	};
};
