import type {Clock} from '../clock.ts';
import type {ApiRequest} from '../../request/api-request.ts';
import type {CacheOutcome} from '../../response/reply.ts';
import type {InFlightExchanges} from './in-flight.ts';
import type {SafeStore} from './store/safe-store.ts';

/** The state that the middleware of the cache share. */
export type CacheContext = {
	readonly store: SafeStore;
	readonly inFlight: InFlightExchanges;
	readonly clock: Clock;
	/** Tells the observers of a call where its response comes from. */
	readonly tell: (request: ApiRequest, outcome: CacheOutcome) => void;
};
