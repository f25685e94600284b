import type {ApiRequest} from '../../request/api-request.ts';
import type {Observed} from '../../request/observed.ts';
import type {CacheStoreFailure} from '../cache/store/circuit-breaker.ts';
import {invokeCallback} from '../callback.ts';
import type {Clock} from '../clock.ts';
import type {Middleware} from '../middleware.ts';
import type {Emitter} from './emitter.ts';

/** The dependencies of what observes the cache. */
export type ObserveCacheOptions = {readonly emitter: Emitter; readonly clock: Clock};

/** Tells the observers what the cache did for a call. Tells nothing of a call that did not use it. */
export const observeCache =
	({emitter, clock}: ObserveCacheOptions): Middleware =>
	(next) => {
		const observe = async (request: ApiRequest, {call}: Observed) => {
			const reply = await next(request);
			const {cache: outcome} = reply;
			if (outcome !== 'none') emitter.emit({type: 'cache', at: clock.now(), call, outcome});
			return reply;
		};
		return (request) =>
			request.observed === undefined ? next(request) : observe(request, request.observed);
	};

/** Tells `cache.onError` and the observers that the store fails. */
export const onStoreFailure =
	(onError: (failure: CacheStoreFailure) => unknown, {emitter, clock}: ObserveCacheOptions) =>
	(failure: CacheStoreFailure): void => {
		invokeCallback('cache.onError', onError, failure);
		const {message} = failure;
		emitter.emit({type: 'store-failure', at: clock.now(), store: 'cache', message});
	};
