import {bind, type EndpointMethod} from '../bind.ts';
import {linkGenerateBatch, linkRequest, maxRequests} from '../publisher/link-generate-batch.ts';
import type {LinkRequest} from '../publisher/link-generate.ts';
import type {Batch, BatchOptions, BatchSource} from './outcome.ts';
import {type BatchContext, sendAll} from './send-all.ts';

/** The result of one call of `linkBuilder.generateAll`. */
export type LinkGenerateBatchResult = Awaited<ReturnType<EndpointMethod<typeof linkGenerateBatch>>>;

/** The batches of the link builder. */
export type LinkBatches = {
	/**
	 * Generates any number of tracking links, in calls of up to 100, one after the other. Yields the outcome of each call
	 * as it comes; an outcome is asked for before the next call is made. `safeToResend` has the requests without a link.
	 *
	 * @throws TypeError if `requests` or an option is invalid. An invalid request ends the batch with a `TypeError` that
	 * has its index, after the requests before it are sent.
	 * @example
	 * ```ts
	 * import {createAwinClient} from 'awin-sdk';
	 *
	 * const awin = createAwinClient({token: process.env.AWIN_TOKEN});
	 * const requests = [{advertiserId: 2001, destinationUrl: 'https://shop.example/page'}];
	 * for await (const {result} of awin.publisher(45628).linkBuilder.generateAll(requests)) {
	 * 	for (const item of result.data ?? []) console.log(item.ok ? item.data.url : item.description);
	 * }
	 * ```
	 */
	readonly generateAll: (
		requests: BatchSource<LinkRequest>,
		options?: BatchOptions,
	) => Batch<LinkRequest, LinkGenerateBatchResult>;
};

/* A request changes nothing, so each one without a link can be sent again. */
const withoutLink = (
	sent: readonly LinkRequest[],
	{data}: LinkGenerateBatchResult,
): readonly LinkRequest[] => sent.filter((_, index) => data?.[index]?.ok !== true);

/** Creates the batches of the link builder. */
export const linkBatches = (context: BatchContext): LinkBatches => {
	const {generateBatch} = bind(context, {generateBatch: linkGenerateBatch});
	return {
		generateAll: (requests, options) =>
			sendAll(
				{
					endpoint: linkGenerateBatch,
					option: 'requests',
					item: linkRequest,
					size: maxRequests,
					paceMs: 0,
					send: generateBatch,
					notApplied: withoutLink,
				},
				context.clock,
				requests,
				options,
			),
	};
};
