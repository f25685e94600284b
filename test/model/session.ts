import {awinClient} from '../helpers/awin-client.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import type {AwinClientOptions} from 'awin-sdk';
import {awinModel, type ModelOptions} from './awin.ts';

/** Options of {@link session}. */
export type SessionOptions = Omit<ModelOptions, 'clock'> & {
	/** The time at which it starts, in epoch milliseconds. @default after all that the tests ask for */
	readonly startMs?: number;
	readonly client?: Partial<AwinClientOptions>;
};

/** A model of Awin with a client for it, and the clock of both. */
export const session = ({startMs = Date.UTC(2027, 5, 1), client, ...options}: SessionOptions) => {
	const clock = virtualClock({startMs});
	const model = awinModel({clock, ...options});
	/* Another client is another process that goes on, with the quota of the first. */
	const connect = () =>
		awinClient('http://localhost', clock, {fetch: model.fetch, quota: {}, ...client});
	return {clock, ...model, connect, awin: connect()};
};
