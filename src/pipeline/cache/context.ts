import type {Clock} from '../clock.ts';
import type {Flights} from './in-flight.ts';
import type {Records} from './store/safe-store.ts';

/** What the middleware of the cache share. */
export type CacheParts = {
	readonly records: Records;
	readonly flights: Flights;
	readonly clock: Clock;
};
