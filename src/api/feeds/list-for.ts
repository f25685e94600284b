import type {FeedListRow} from './list.ts';

/**
 * A feed of the list of `feeds.listFor`:
 * https://help.awin.com/developers/docs/downloading-a-list-of-your-product-feeds.
 */
export type PublisherFeedListRow = FeedListRow & {
	/** Such as `Google`. */
	'Datafeed Format': string;
};
