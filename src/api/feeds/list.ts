import {endpoint, type NoParams} from '../endpoint.ts';
import {feedListText} from '../read/text.ts';

/**
 * A feed of the list of `feeds.list`: https://help.awin.com/developers/docs/product-feed-list-download. The
 * names of the fields are those of the columns, and every value is a text, as in the CSV.
 */
export type FeedListRow = {
	'Advertiser ID': string;
	'Advertiser Name': string;
	'Primary Region': string;
	/** `active` for a programme that the publisher has joined. */
	'Membership Status': string;
	/** For `feedIds` of `feeds.download`. */
	'Feed ID': string;
	'Feed Name': string;
	Language: string;
	Vertical: string;
	/** When the feed changed. Neither form nor time zone is documented. */
	'Last Imported': string;
	/** Neither form nor time zone is documented. */
	'Last Checked': string;
	'No of products': string;
	/** Contains the key of the feeds: a secret. */
	URL: string;
};

/** Lists the feeds that a key gives access to. */
export const feedsList = endpoint<NoParams, string>()({
	name: 'feeds.list',
	summary: 'Lists the feeds that the key gives access to, as the text of a CSV.',
	method: 'GET',
	path: '/datafeed/list/apikey/{key}',
	server: 'feeds',
	credential: 'key-in-path',
	bucket: 'feed',
	kinds: ['ok', 'cache-hit'],
	params: {},
	as: 'text',
	read: feedListText,
	source: 'https://help.awin.com/developers/docs/product-feed-list-download',
	certainty: 'documented',
});
