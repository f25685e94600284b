import type {AnyResult} from '../../result/unwrap.ts';
import {validationAction} from '../advertiser/validation-action.ts';
import {
	maxActions,
	type ValidationAction,
	validationsSend,
} from '../advertiser/validations-send.ts';
import {bind, type EndpointMethod} from '../bind.ts';
import type {Batch, BatchOptions, BatchSource} from './outcome.ts';
import {type BatchContext, sendAll} from './send-all.ts';

/** The result of one call of `validations.sendAll`: the job that executes its actions. */
export type ValidationsSendResult = Awaited<ReturnType<EndpointMethod<typeof validationsSend>>>;

/** The batches of `validations`. */
export type ValidationBatches = {
	/**
	 * Sends any number of actions, in calls of up to 40,000, one after the other. Each call starts a job, for `wait`.
	 * Yields the outcome of each call as it comes; an outcome is asked for before the next call is made. No action is sent
	 * twice.
	 *
	 * @throws TypeError if `actions` or an option is invalid. An invalid action ends the batch with a `TypeError` that has
	 * its index, after the actions before it are sent.
	 * @example
	 * ```ts
	 * import {createAwinClient, type ValidationAction} from 'awin-sdk';
	 *
	 * const awin = createAwinClient({token: process.env.AWIN_TOKEN});
	 * const actions: ValidationAction[] = [];
	 * for await (const {result} of awin.advertiser(2001).validations.sendAll(actions)) {
	 * 	console.log(result.data?.jobId);
	 * }
	 * ```
	 */
	readonly sendAll: (
		actions: BatchSource<ValidationAction>,
		options?: BatchOptions,
	) => Batch<ValidationAction, ValidationsSendResult>;
};

/* The actions of a call become one job, or none does. */
const allOrNone = (
	sent: readonly ValidationAction[],
	{error}: AnyResult,
): readonly ValidationAction[] => (error?.applied === 'no' ? sent : []);

/** Creates the batches of `validations`. */
export const validationBatches = (context: BatchContext): ValidationBatches => {
	const {send} = bind(context, {send: validationsSend});
	return {
		sendAll: (actions, options) =>
			sendAll(
				{
					endpoint: validationsSend,
					option: 'actions',
					item: validationAction,
					size: maxActions,
					paceMs: 0,
					send,
					notApplied: allOrNone,
				},
				context.clock,
				actions,
				options,
			),
	};
};
