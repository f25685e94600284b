import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {id} from '../input/params.ts';
import {listOf, shapeOf, string} from '../read/shape.ts';
import {feedListShapes, readFeedList} from './list-rows.ts';
import type {FeedListRow} from './list.ts';

/**
 * A feed of the list of `feeds.listFor`:
 * https://help.awin.com/developers/docs/downloading-a-list-of-your-product-feeds.
 */
export type PublisherFeedListRow = FeedListRow & {
	/** Such as `Google`. */
	'Datafeed Format': string;
};

/** Lists the feeds of a publisher. */
export const feedsListFor = endpoint<
	{
		/** The publisher whose feeds are listed. */
		readonly publisherId: number;
	},
	PublisherFeedListRow[]
>()({
	name: 'feeds.listFor',
	summary: 'Lists the feeds of a publisher, those in the format of Google as well.',
	method: 'GET',
	path: '/productdata-darwin-download/publisher/{publisherId}/{key}/1/feedList',
	server: 'ui',
	credential: 'key-in-path',
	bucket: 'feed',
	kinds: ['ok', 'cache-hit'],
	params: {publisherId: required(id)},
	toParams: (publisherId: number) => ({publisherId}),
	as: 'text',
	read: readFeedList<PublisherFeedListRow>,
	shape: listOf(shapeOf<PublisherFeedListRow>({...feedListShapes, 'Datafeed Format': string})),
	source: 'https://help.awin.com/developers/docs/downloading-a-list-of-your-product-feeds',
	certainty: 'documented',
});
