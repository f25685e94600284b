import type {PublisherFeedListRow} from '../../src/api/feeds/list-for.ts';
import type {FeedListRow} from '../../src/api/feeds/list.ts';
import {type At, endpoint} from '../endpoint.ts';

const hosts = {feeds: 'https://productdata.awin.com', ui: 'https://ui.awin.com'} as const;

const paths = {
	list: '/datafeed/list/apikey/{key}',
	download: '/datafeed/download/apikey/{key}/*',
	listFor: '/productdata-darwin-download/publisher/{publisherId}/{key}/1/feedList',
} as const;

const list = endpoint('GET', paths.list, hosts.feeds);
const download = endpoint('GET', paths.download, hosts.feeds);
const listFor = endpoint('GET', paths.listFor, hosts.ui);

const example: FeedListRow = {
	'Advertiser ID': 2001,
	'Advertiser Name': 'Example Shop',
	'Primary Region': 'GB',
	'Membership Status': 'active',
	'Feed ID': 4001,
	'Feed Name': 'Example feed',
	Language: 'en',
	Vertical: 'retail',
	'Last Imported': '2026-01-02 10:00:00',
	'Last Checked': '2026-01-02 11:00:00',
	'No of products': 2,
	URL: 'https://productdata.awin.com/datafeed/download/apikey/example-key/fid/4001/',
};

const newExample: PublisherFeedListRow = {
	...example,
	URL: 'https://ui.awin.com/productdata-darwin-download/publisher/1001/example-key/1/feed/F4001.csv.gz',
	'Datafeed Format': 'Google',
};

/** What a CSV has as a row. */
type Cells = Readonly<Record<string, string | number | null>>;

const csvOf = (columns: readonly string[], rows: readonly Cells[]) =>
	[columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
		.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
		.join('\r\n');

const csvHeaders = {'content-type': 'text/csv; charset=utf-8'};

const byteOrderMark = '\ufeff';

/** The gzip of `products` below, so that the mocks need no library. */
const gzipped =
	'H4sIAAAAAAACA0ssjy8oyk8pTS6Jz0zRgTHzEnNTeblMDQwMdVwrEnMLclIVijPyIUJGcKGMxBJeLgAEJ7FvQQAAAA==';

const products = 'aw_product_id,product_name\r\n5001,Example shoe\r\n5002,Example hat\r\n';

/**
 * `GET https://productdata.awin.com/datafeed/list/apikey/{key}`:
 * https://help.awin.com/developers/docs/product-feed-list-download
 *
 * @example
 * ```ts
 * import {feedList} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(feedList.success([{'Feed ID': 7}]));
 * ```
 */
export const feedList = {
	/** The path template of the endpoint. */
	path: paths.list,
	/** Responds with a CSV. Columns that a row omits are those of the example. */
	success: (rows: readonly Partial<FeedListRow>[] = [{}], at?: At) => {
		const filled = rows.map((row) => ({...example, ...row}));
		return list({status: 200, body: csvOf(Object.keys(example), filled), headers: csvHeaders}, at);
	},
	/** Responds with a page of HTML and the status 200. */
	html: (at?: At) =>
		list({status: 200, body: '<html></html>', headers: {'content-type': 'text/html'}}, at),
} as const;

/**
 * `GET https://ui.awin.com/productdata-darwin-download/publisher/{publisherId}/{key}/1/feedList`:
 * https://help.awin.com/developers/docs/downloading-a-list-of-your-product-feeds
 *
 * @example
 * ```ts
 * import {publisherFeedList} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(publisherFeedList.notFound());
 * ```
 */
export const publisherFeedList = {
	/** The path template of the endpoint. */
	path: paths.listFor,
	/** Responds with a CSV that begins with a byte order mark. Columns that a row omits are those of the example. */
	success: (rows: readonly Partial<PublisherFeedListRow>[] = [{}], at?: At) => {
		const filled = rows.map((row) => ({...newExample, ...row}));
		const body = byteOrderMark + csvOf(Object.keys(newExample), filled);
		return listFor({status: 200, body, headers: csvHeaders}, at);
	},
	/** Responds with 404, as one server got although others did not. */
	notFound: (at?: At) => listFor(404, at),
} as const;

/**
 * `GET https://productdata.awin.com/datafeed/download/apikey/{key}/…`:
 * https://help.awin.com/developers/docs/downloading-feeds-using-create-a-feed
 *
 * @example
 * ```ts
 * import {feedDownload} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(feedDownload.plain([{aw_product_id: '7', product_name: 'A hat'}]));
 * ```
 */
export const feedDownload = {
	/** The path template of the endpoint. */
	path: paths.download,
	/** Responds with a gzip of two products that calls itself `text/csv`, without `Content-Encoding`. */
	success: (at?: At) => {
		const body = Uint8Array.from(atob(gzipped), (character) => character.charCodeAt(0));
		return download({status: 200, body, headers: csvHeaders}, at);
	},
	/**
	 * Responds with a CSV that is not compressed: of products, whose columns are those of the first one, or with a text
	 * as it is.
	 */
	plain: (body: string | readonly Cells[] = products, at?: At) => {
		const text = typeof body === 'string' ? body : csvOf(Object.keys(body[0] ?? {}), body);
		return download({status: 200, body: text, headers: csvHeaders}, at);
	},
} as const;
