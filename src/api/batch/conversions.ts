import {awinLimits} from '../../pipeline/quota/awin-limits.ts';
import {
	type ConversionOrder,
	conversionOrder,
	conversionsSend,
	type ConversionsSendOptions,
	maxOrders,
} from '../advertiser/conversions.ts';
import {bind, type EndpointMethod} from '../bind.ts';
import {writeParam} from '../input/param.ts';
import type {Batch, BatchOptions, BatchSource} from './outcome.ts';
import {notAppliedOrders} from './rejected-orders.ts';
import {type BatchContext, readBatchOptions, sendAll} from './send-all.ts';

/** The options of `conversions.sendAll`. */
export type ConversionsSendAllOptions = BatchOptions & ConversionsSendOptions;

/** The result of one call of `conversions.sendAll`. */
export type ConversionsSendResult = Awaited<ReturnType<EndpointMethod<typeof conversionsSend>>>;

/** The batches of `conversions`. */
export type ConversionBatches = {
	/**
	 * Sends any number of orders, in calls of up to 1,000, one after the other, each at least 10 seconds after the end of
	 * the one before. Yields the outcome of each call as it comes; an outcome is asked for before the next call is made.
	 * No order is sent twice.
	 *
	 * A `paceMs` below 10 seconds also lifts the limit `conversion` of the quota from these calls.
	 *
	 * @throws TypeError if `orders` or an option is invalid. An invalid order ends the batch with a `TypeError` that has
	 * its index, after the orders before it are sent.
	 * @example
	 * ```ts
	 * import {type ConversionOrder, createAwinClient} from 'awin-sdk';
	 *
	 * const awin = createAwinClient({token: process.env.AWIN_TOKEN});
	 * const orders: ConversionOrder[] = [];
	 * for await (const {sent, result} of awin.advertiser(2001).conversions.sendAll(orders)) {
	 * 	console.log(sent.length, result.kind);
	 * }
	 * ```
	 */
	readonly sendAll: (
		orders: BatchSource<ConversionOrder>,
		options?: ConversionsSendAllOptions,
	) => Batch<ConversionOrder, ConversionsSendResult>;
};

const {intervalMs} = awinLimits.conversion;

/* For a pace that is shorter than the limit. */
const unlimited = {...conversionsSend, bucket: () => undefined};

/** Creates the batches of `conversions`. */
export const conversionBatches = (context: BatchContext): ConversionBatches => {
	const calls = bind(context, {limited: conversionsSend, unlimited});
	return {
		sendAll: (orders, batchOptions) => {
			const {webhook, ...options} = readBatchOptions(batchOptions, ['webhook']);
			const {paceMs = intervalMs} = options;
			writeParam(conversionsSend.params.webhook, webhook, 'webhook', 'UTC');
			const send = paceMs < intervalMs ? calls.unlimited : calls.limited;
			return sendAll(
				{
					endpoint: conversionsSend,
					option: 'orders',
					item: conversionOrder,
					size: maxOrders,
					paceMs: intervalMs,
					send: (items, callOptions) => send(items, {webhook}, callOptions),
					notApplied: notAppliedOrders,
				},
				context.clock,
				orders,
				options,
			);
		},
	};
};
