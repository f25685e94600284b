import type {Clock} from '../../pipeline/clock.ts';
import type {Emitter} from '../../pipeline/observe/emitter.ts';
import type {CallContext} from '../call.ts';
import type {AnyEndpoint} from '../endpoint.ts';
import type {QuotaLimit, QuotaView} from './quota-wait.ts';

/** What the calls of one account have in common, and what iterations need to know besides. */
export type AccountContext = CallContext & {
	readonly clock: Clock;
	/** Tells the observers of the client. */
	readonly emitter: Emitter;
	/** The limit of the quota, as far as the options say. `undefined` without a quota. */
	readonly quotaLimit: QuotaLimit | undefined;
};

/** What the iterations of one endpoint of an account have in common. */
export type IterateContext = {
	readonly declaration: AnyEndpoint;
	readonly fixed: CallContext['fixed'];
	readonly emitter: Emitter;
	/** Returns what is known of the quota. `undefined` without one. */
	readonly quota: () => QuotaView | undefined;
	/** Returns the current time, in epoch milliseconds. */
	readonly now: () => number;
};

/** Creates the context of the iterations of an endpoint. */
export const iterateContext = (
	{fixed, clients, clock, emitter, quotaLimit: limit}: AccountContext,
	declaration: AnyEndpoint,
): IterateContext => ({
	declaration,
	fixed,
	emitter,
	quota: () => limit && {limit, state: clients.api().quota, nowMs: clock.now()},
	now: clock.now,
});
