import {endpoint, type NoParams} from '../endpoint.ts';
import {listOf, shapeOf} from '../read/shape.ts';
import {feedListShapes, readFeedList} from './list-rows.ts';

/**
 * A feed of the list of `feeds.list`: https://help.awin.com/developers/docs/product-feed-list-download. The
 * names of the fields are those of the columns. Columns that are not listed here are texts.
 */
export type FeedListRow = {
	/** The id of the advertiser. */
	'Advertiser ID': number;
	/** The name of the advertiser. */
	'Advertiser Name': string;
	/** The region of the programme. */
	'Primary Region': string;
	/** `active` for a programme that the publisher has joined. */
	'Membership Status': string;
	/** For `feedIds` of `feeds.download`. A text if it is more than digits, such as `F123`. */
	'Feed ID': number | string;
	/** The name of the feed. */
	'Feed Name': string;
	/** The language of the feed. */
	Language: string;
	/** The kind of products. */
	Vertical: string;
	/** When the feed changed. Neither form nor time zone is documented. */
	'Last Imported': string;
	/** Neither form nor time zone is documented. */
	'Last Checked': string;
	/** `null` if the list does not say it. */
	'No of products': number | null;
	/** Contains the key of the feeds: a secret. */
	URL: string;
};

/** Lists the feeds that a key gives access to. */
export const feedsList = endpoint<NoParams, FeedListRow[]>()({
	name: 'feeds.list',
	summary: 'Lists the feeds that the key gives access to.',
	method: 'GET',
	path: '/datafeed/list/apikey/{key}',
	server: 'feeds',
	credential: 'key-in-path',
	bucket: 'feed',
	kinds: ['ok', 'cache-hit'],
	params: {},
	as: 'text',
	read: readFeedList<FeedListRow>,
	shape: listOf(shapeOf<FeedListRow>(feedListShapes)),
	source: 'https://help.awin.com/developers/docs/product-feed-list-download',
	certainty: 'documented',
});
