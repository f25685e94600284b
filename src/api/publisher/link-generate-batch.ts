import type {LinkRequest} from './link-generate.ts';

/** What `linkBuilder.generateBatch` takes: at most 100 requests. Short links cannot be made in a batch. */
export type LinkGenerateBatchParams = readonly LinkRequest[];

/** The link of one request. */
export type LinkBatchSuccess = {
	ok: true;
	/** The request that this item answers. */
	request: LinkRequest;
	data: {url: string};
};

/** One request without a link. */
export type LinkBatchFailure = {
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
