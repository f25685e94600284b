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
