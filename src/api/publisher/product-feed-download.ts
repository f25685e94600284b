import {endpoint} from '../endpoint.ts';
import {jsonLines} from '../feeds/json-lines.ts';
import type {FeedRows, OpenRows} from '../feeds/open-rows.ts';
import {required} from '../input/param.ts';
import {id} from '../input/params.ts';
import {locale, vertical} from '../input/texts.ts';
import {data} from '../read/read.ts';
import {optional, shapeOf} from '../read/shape.ts';
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

/* A group is an object, but its fields are not documented. */
const group = optional(shapeOf({}));

/** Downloads the products of an advertiser. */
export const productFeedDownload = endpoint<ProductFeedDownloadParams, FeedRows<FeedProduct>>()({
	name: 'publisher.productFeed.download',
	summary: 'Downloads the products of an advertiser, which come as rows.',
	method: 'GET',
	path: '/publishers/{publisherId}/awinfeeds/download/{advertiserId}-{vertical}-{locale}.jsonl',
	bucket: 'feed',
	kinds: ['ok'],
	params: {advertiserId: required(id), vertical, locale: required(locale)},
	as: 'rows',
	read: (open: OpenRows) => data(open<FeedProduct>(jsonLines)),
	shape: shapeOf<FeedProduct>({
		meta: group,
		product_basic: group,
		price_and_availability: group,
		product_category: group,
		product_identifiers: group,
		product_detailed: group,
		shopping_campaign: group,
		delivery: group,
		tax: group,
	}),
	source: 'https://help.awin.com/apidocs/retail-publisher-productapidocumentation-1',
	certainty: 'documented',
});
