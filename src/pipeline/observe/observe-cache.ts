import type {ApiRequest} from '../../request/api-request.ts';
import type {CacheOutcome} from '../../response/reply.ts';
import type {CacheStoreFailure} from '../cache/store/circuit-breaker.ts';
import {invokeCallback} from '../callback.ts';
import type {Clock} from '../clock.ts';
import type {Emitter} from './emitter.ts';

/** Creates what tells the observers of a call where its response comes from. */
export const observeCache =
	(emitter: Emitter, clock: Clock) =>
	({observed}: ApiRequest, outcome: CacheOutcome): void => {
		if (observed === undefined) return;
		emitter.emit({type: 'cache', at: clock.now(), call: observed.call, outcome});
	};

/** Creates what tells `cache.onError` and the observers that the store fails. */
export const onStoreFailure =
	(onError: (failure: CacheStoreFailure) => unknown, emitter: Emitter, clock: Clock) =>
	(failure: CacheStoreFailure): void => {
		invokeCallback('cache.onError', onError, failure);
		const {message} = failure;
		emitter.emit({type: 'store-failure', at: clock.now(), store: 'cache', message});
	};
