import type {Open} from '../rows/open.ts';

/** A product for a feed: https://help.awin.com/apidocs/retail-advertiser-productapidocumentation. Other fields are Google's. */
export type UploadedProduct = {
	readonly id: string;
	readonly title: string;
	readonly description: string;
	/** Where the product is. */
	readonly link: string;
	/** The URL of an image. */
	readonly image_link: string;
	readonly [field: string]: unknown;
};

/** The parameters of `advertiser.productFeed.upload`. */
export type ProductFeedUploadParams = {
	/** The kind of products. Awin documents only `retail`. @default 'retail' */
	readonly vertical?: Open<'retail'> | undefined;
	/** The language and the country, such as `en_GB`. Awin answers 404 to an unknown one. */
	readonly locale: string;
	/** At most 2,000,000 products. */
	readonly products: Iterable<UploadedProduct>;
};

/**
 * The outcome of an upload: https://help.awin.com/apidocs/retail-advertiser-productapidocumentation. An
 * answer with errors is a failure of the kind `refused`, although its status is 200.
 */
export type ProductFeedUploaded = {
	productsReceived: number;
	/** Grows with each upload. */
	version: number;
	/** Warnings with numbers of lines. Their form is not known. */
	info?: unknown;
};
