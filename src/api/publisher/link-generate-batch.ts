import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {listOf, record} from '../input/params.ts';
import {anyOf, boolean, listOf as listShape, number, shapeOf, string} from '../read/shape.ts';
import {readLinkBatch} from './link-batch-reader.ts';
import {linkParams, type LinkRequest} from './link-generate.ts';

/** What `linkBuilder.generateBatch` takes: at most 100 requests. Short links cannot be made in a batch. */
export type LinkGenerateBatchParams = readonly LinkRequest[];

/** The link of one request. */
export type LinkBatchSuccess = {
	/** Whether the item has a link. */
	ok: true;
	/** The request that this item answers. */
	request: LinkRequest;
	/** The link. */
	data: {
		/** The tracking link. */
		url: string;
	};
};

/** One request without a link. */
export type LinkBatchFailure = {
	/** Whether the item has a link. */
	ok: false;
	/** The request that this item answers. */
	request: LinkRequest;
	/** The status of the item, such as 400. The status of the answer is 200 nevertheless. */
	status: number;
	/** Such as `deeplinkNotPermitted`. Empty if Awin gives no text. */
	description: string;
};

/**
 * The outcome of one request of a batch, in the order of what was sent:
 * https://help.awin.com/apidocs/generatebatchlinks.
 */
export type LinkBatchItem = LinkBatchSuccess | LinkBatchFailure;

const requestShape = shapeOf<Pick<LinkRequest, 'advertiserId'>>({advertiserId: number});

/** The number of requests of a call, at most. */
export const maxRequests = 100;

/** The request for a link of a batch. */
export const linkRequest = record(linkParams);

/** Generates up to 100 tracking links. The outcome of each request is an item of the data. */
export const linkGenerateBatch = endpoint<
	{
		/** The requests: 1 to 100. */
		readonly requests: LinkGenerateBatchParams;
	},
	LinkBatchItem[]
>()({
	name: 'publisher.linkBuilder.generateBatch',
	summary: 'Generates up to 100 tracking links. Each request succeeds or fails for itself.',
	method: 'POST',
	path: '/publishers/{publisherId}/linkbuilder/generate-batch',
	kinds: ['ok', 'cache-hit'],
	reads: true,
	params: {requests: required(listOf(linkRequest, 1, maxRequests))},
	toParams: (requests: LinkGenerateBatchParams) => ({requests}),
	read: readLinkBatch,
	shape: listShape(
		anyOf(
			shapeOf<LinkBatchSuccess>({
				ok: boolean,
				request: requestShape,
				data: shapeOf<LinkBatchSuccess['data']>({url: string}),
			}),
			shapeOf<LinkBatchFailure>({
				ok: boolean,
				request: requestShape,
				status: number,
				description: string,
			}),
		),
	),
	source: 'https://help.awin.com/apidocs/generatebatchlinks.md',
	certainty: 'documented',
});
