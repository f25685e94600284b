import type {
	ProductFeedUploaded,
	ProductFeedUploadParams,
	UploadedProduct,
} from '../../../src/api/advertiser/product-feed-upload.ts';
import type {FeedsDownloadParams} from '../../../src/api/feeds/download.ts';
import type {PublisherFeedListRow} from '../../../src/api/feeds/list-for.ts';
import type {FeedListRow} from '../../../src/api/feeds/list.ts';
import type {
	FeedProduct,
	ProductFeedDownloadParams,
} from '../../../src/api/publisher/product-feed-download.ts';
import type {Facts} from '../fact.ts';

export const productFeedDownloadParams = {
	advertiserId: 'DOC feed-dl',
	vertical: 'DOC feed-dl',
	locale: 'DOC feed-dl',
} as const satisfies Facts<ProductFeedDownloadParams>;

export const feedProduct = {
	meta: 'DOC feed-dl',
	product_basic: 'DOC feed-dl',
	price_and_availability: 'DOC feed-dl',
	product_category: 'DOC feed-dl',
	product_identifiers: 'DOC feed-dl',
	product_detailed: 'DOC feed-dl',
	shopping_campaign: 'DOC feed-dl',
	delivery: 'DOC feed-dl',
	tax: 'DOC feed-dl',
} as const satisfies Facts<FeedProduct>;

export const productFeedUploadParams = {
	vertical: 'DOC feed-up',
	locale: 'DOC feed-up',
	/* The body itself, one product a line. */
	products: 'DOC feed-up',
} as const satisfies Facts<ProductFeedUploadParams>;

export const uploadedProduct = {
	id: 'DOC feed-up',
	title: 'DOC feed-up',
	description: 'DOC feed-up',
	link: 'DOC feed-up',
	image_link: 'DOC feed-up',
} as const satisfies Facts<UploadedProduct>;

export const productFeedUploaded = {
	productsReceived: 'DOC feed-up',
	version: 'DOC feed-up',
	info: 'DOC feed-up, unsure',
} as const satisfies Facts<ProductFeedUploaded>;

export const feedListRow = {
	'Advertiser ID': 'DOC feed-list',
	'Advertiser Name': 'DOC feed-list',
	'Primary Region': 'DOC feed-list',
	'Membership Status': 'DOC feed-list',
	'Feed ID': 'DOC feed-list',
	'Feed Name': 'DOC feed-list',
	Language: 'DOC feed-list',
	Vertical: 'DOC feed-list',
	'Last Imported': 'DOC feed-list',
	'Last Checked': 'DOC feed-list',
	'No of products': 'DOC feed-list',
	URL: 'DOC feed-list',
} as const satisfies Facts<FeedListRow>;

export const publisherFeedListRow = {
	...feedListRow,
	'Datafeed Format': 'DOC feed-list-new',
} as const satisfies Facts<PublisherFeedListRow>;

export const feedsDownloadParams = {
	feedIds: 'DOC feed-create',
	'feedIds[]': 'DOC feed-create',
	language: 'DOC feed-create',
	'columns[]': 'DOC feed-create',
	format: 'DOC feed-create',
	delimiter: 'DOC feed-create',
	compression: 'DOC feed-create',
} as const satisfies Facts<FeedsDownloadParams>;
