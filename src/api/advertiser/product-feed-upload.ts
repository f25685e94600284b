import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {jsonLines, productsParam} from '../input/products.ts';
import {locale, vertical} from '../input/texts.ts';
import {misfit, type Reading, refusal} from '../read/read.ts';
import {asRow, object} from '../read/roots.ts';
import {reasonIn} from '../read/reason.ts';
import {anything, number, shapeOf} from '../read/shape.ts';
import type {Open} from '../rows/open.ts';

/** A product for a feed: https://help.awin.com/apidocs/retail-advertiser-productapidocumentation. Other fields are Google's. */
export type UploadedProduct = {
	/** The id of the product. */
	readonly id: string;
	/** The title of the product. */
	readonly title: string;
	/** The description of the product. */
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
	/**
	 * At most 2,000,000 products. An array is checked before anything is sent. Of another iterable, each product is
	 * checked when it is sent, and the first one that lacks a field ends the upload: the call rejects with a
	 * `TypeError` then.
	 */
	readonly products: Iterable<UploadedProduct> | AsyncIterable<UploadedProduct>;
};

/**
 * The outcome of an upload: https://help.awin.com/apidocs/retail-advertiser-productapidocumentation. An
 * answer with errors is a failure of the kind `refused`, although its status is 200.
 */
export type ProductFeedUploaded = {
	/** The number of products that Awin received. */
	productsReceived: number;
	/** Grows with each upload. */
	version: number;
	/** Warnings with numbers of lines. Their form is not known. */
	info?: unknown;
};

const readObject = object<Record<string, unknown>>();

/* An answer with errors has the status 200 as well. Their form is not documented. */
const readUploaded = (body: unknown): Reading<ProductFeedUploaded> => {
	const reading = readObject(body, undefined);
	if (reading.type !== 'data') return reading;
	const {errors, error, message, description, productsReceived} = {...noFields, ...reading.data};
	const reason = reasonIn(errors) ?? reasonIn(error);
	if (reason !== undefined) return refusal(reason);
	if (typeof productsReceived === 'number') return asRow(reading.data);
	const text = reasonIn(description) ?? reasonIn(message);
	return text === undefined ? misfit('must be a number', ['productsReceived']) : refusal(text);
};

const noFields = {
	errors: undefined,
	error: undefined,
	message: undefined,
	description: undefined,
	productsReceived: undefined,
};

/** Uploads the products of an advertiser. */
export const productFeedUpload = endpoint<ProductFeedUploadParams, ProductFeedUploaded>()({
	name: 'advertiser.productFeed.upload',
	summary: 'Uploads up to 2,000,000 products, as a stream of JSON Lines.',
	method: 'POST',
	path: '/advertisers/{advertiserId}/awinfeeds/{vertical}/{locale}/products',
	kinds: ['ok', 'created', 'accepted'],
	refuses: true,
	params: {vertical, locale: required(locale), products: required(productsParam)},
	upload: ({products}) => jsonLines(products),
	read: readUploaded,
	shape: shapeOf<ProductFeedUploaded>({productsReceived: number, version: number, info: anything}),
	source: 'https://help.awin.com/apidocs/retail-advertiser-productapidocumentation',
	certainty: 'documented',
});
