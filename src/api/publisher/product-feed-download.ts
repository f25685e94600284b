import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {id} from '../input/params.ts';
import {locale, vertical} from '../input/texts.ts';
import {asStream} from '../read/text.ts';
import type {Open} from '../rows/open.ts';

/** The parameters of `publisher.productFeed.download`. */
export type ProductFeedDownloadParams = {
	/** The advertiser whose feed it is. */
	readonly advertiserId: number;
	/** The kind of products. Awin documents only `retail`. @default 'retail' */
	readonly vertical?: Open<'retail'> | undefined;
	/** The language and the country, such as `en_GB`. Awin answers 404 to an unknown one. */
	readonly locale: string;
};

/** The groups of fields of a product. */
export const productFeedGroups = [
	'meta',
	'product_basic',
	'price_and_availability',
	'product_category',
	'product_identifiers',
	'product_detailed',
	'shopping_campaign',
	'delivery',
	'tax',
] as const;

/** The name of a group of fields of a product. */
export type ProductFeedGroup = (typeof productFeedGroups)[number];

/**
 * A product, which is one line of the feed:
 * https://help.awin.com/apidocs/retail-publisher-productapidocumentation-1. The documentation names the
 * groups, after Google's product data. Which of their fields are sent, and of which types, is not known.
 */
export type FeedProduct = {
	[Group in ProductFeedGroup]?: Record<string, unknown> | null;
};

/** Downloads the products of an advertiser. */
export const productFeedDownload = endpoint<
	ProductFeedDownloadParams,
	ReadableStream<Uint8Array<ArrayBuffer>>
>()({
	name: 'publisher.productFeed.download',
	summary: 'Downloads the products of an advertiser, as a stream of JSON Lines.',
	method: 'GET',
	path: '/publishers/{publisherId}/awinfeeds/download/{advertiserId}-{vertical}-{locale}.jsonl',
	bucket: 'feed',
	kinds: ['ok'],
	params: {advertiserId: required(id), vertical, locale: required(locale)},
	as: 'stream',
	read: asStream,
	source: 'https://help.awin.com/apidocs/retail-publisher-productapidocumentation-1',
	certainty: 'documented',
});
