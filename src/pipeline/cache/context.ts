import type {Clock} from '../clock.ts';
import type {InFlightExchanges} from './in-flight.ts';
import type {SafeStore} from './store/safe-store.ts';

/** The state that the middleware of the cache share. */
export type CacheContext = {
	readonly store: SafeStore;
	readonly inFlight: InFlightExchanges;
	readonly clock: Clock;
};
