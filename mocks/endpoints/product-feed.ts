import type {ProductFeedUploaded} from '../../src/api/advertiser/product-feed-upload.ts';
import type {FeedProduct} from '../../src/api/publisher/product-feed-download.ts';
import {type At, endpoint} from '../endpoint.ts';

const paths = {
	download: '/publishers/{publisherId}/awinfeeds/download/{advertiserId}-{vertical}-{locale}.jsonl',
	upload: '/advertisers/{advertiserId}/awinfeeds/{vertical}/{locale}/products',
} as const;

const download = endpoint('GET', paths.download);
const upload = endpoint('POST', paths.upload);

const example: FeedProduct = {
	meta: {advertiser_id: 2001},
	product_basic: {
		id: '5001',
		title: 'Example shoe',
		description: 'A shoe that does not exist.',
		link: 'https://shop.example/shoe',
		image_link: 'https://shop.example/shoe.jpg',
	},
	price_and_availability: {price: '10.00 GBP', availability: 'in_stock'},
	product_category: null,
	product_identifiers: null,
	product_detailed: null,
	shopping_campaign: null,
	delivery: null,
	tax: null,
};

const linesOf = (rows: readonly object[]): string =>
	rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const headers = {'content-type': 'application/jsonlines'};

const localeNotFound = {status: 404, body: {message: 'Locale not found'}};

/**
 * `GET /publishers/{publisherId}/awinfeeds/download/{advertiserId}-{vertical}-{locale}.jsonl`:
 * https://help.awin.com/apidocs/retail-publisher-productapidocumentation-1
 *
 * @example
 * ```ts
 * import {productFeedDownload} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(productFeedDownload.localeNotFound());
 * ```
 */
export const productFeedDownload = {
	/** The path template of the endpoint. */
	path: paths.download,
	/** Responds with JSON Lines. Groups that a product omits are those of the example. */
	success: (rows: readonly Partial<FeedProduct>[] = [{}], at?: At) => {
		const filled = rows.map((row) => ({...example, ...row}));
		return download({status: 200, body: linesOf(filled), headers}, at);
	},
	/** Responds with 200 and a product, and then with an error as the last line. */
	endsWithError: (error: object = {error: 500, message: 'Internal error'}, at?: At) =>
		download({status: 200, body: linesOf([example, error]), headers}, at),
	/** Responds with 401, as for a missing or invalid token. The form is that of feeds. */
	unauthorized: (at?: At) =>
		download(
			{
				status: 401,
				body: {
					error: 401,
					message: 'Full authentication is required to access this resource.',
				},
			},
			at,
		),
	/** Responds with 403. */
	forbidden: (at?: At) =>
		download({status: 403, body: {error: 403, message: 'Access Denied.'}}, at),
	/** Responds with 404, as for a locale that the advertiser has no feed for. */
	localeNotFound: (at?: At) => download(localeNotFound, at),
} as const;

/**
 * `POST /advertisers/{advertiserId}/awinfeeds/{vertical}/{locale}/products`:
 * https://help.awin.com/apidocs/retail-advertiser-productapidocumentation
 *
 * @example
 * ```ts
 * import {productFeedUpload} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(productFeedUpload.withErrors());
 * ```
 */
export const productFeedUpload = {
	/** The path template of the endpoint. */
	path: paths.upload,
	/** Responds with the number of products, and with warnings if you pass `info`. */
	success: (body: Partial<ProductFeedUploaded> = {}, at?: At) =>
		upload({status: 200, body: {productsReceived: 10, version: 8, ...body}}, at),
	/** Responds with 200 although there are errors. Their form is not documented. */
	withErrors: (
		errors: readonly unknown[] = [{line: 1, message: 'The field link is missing'}],
		at?: At,
	) => upload({status: 200, body: {productsReceived: 0, version: 8, errors}}, at),
	/** Responds with 404, as for a locale that the advertiser has no feed for. */
	localeNotFound: (at?: At) => upload(localeNotFound, at),
} as const;
