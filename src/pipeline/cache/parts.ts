import type {Clock} from '../clock.ts';
import type {Flights} from './flights.ts';
import type {Records} from './guard.ts';

/** What the middleware of the cache share. */
export type CacheParts = {
	readonly records: Records;
	readonly flights: Flights;
	readonly clock: Clock;
};
