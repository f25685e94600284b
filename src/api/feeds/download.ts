import {endpoint} from '../endpoint.ts';
import {required, withDefault} from '../input/param.ts';
import {commaList, id} from '../input/params.ts';
import {matching, text, textWithoutComma} from '../input/texts.ts';
import {either} from '../input/variants.ts';
import {asStream} from '../read/text.ts';
import type {Open} from '../rows/open.ts';

/** The compressions of a feed. `gzip` is documented; `zip` was seen. */
export const feedCompressions = ['gzip', 'zip'] as const;

/**
 * The parameters of `feeds.download`:
 * https://help.awin.com/developers/docs/downloading-feeds-using-create-a-feed. A feed has at most 2,500,000
 * products.
 */
export type FeedsDownloadParams = {
	/** The ids of the feeds, from `feeds.list`. */
	readonly feedIds: number | string | readonly (number | string)[];
	/** The language of the feeds, such as `en`. Every documented URL has one. */
	readonly language: string;
	/** The names of the columns, in this order, such as `product_name`. */
	readonly columns: readonly string[];
	/** @default 'csv' */
	readonly format?: Open<'csv'> | undefined;
	/** What separates the columns of a CSV. @default ',' */
	readonly delimiter?: string | undefined;
	/** The body is recognized by its first bytes, because the header field is not dependable. @default 'gzip' */
	readonly compression?: Open<(typeof feedCompressions)[number]> | undefined;
};

/** Downloads feeds. */
export const feedsDownload = endpoint<
	FeedsDownloadParams,
	ReadableStream<Uint8Array<ArrayBuffer>>
>()({
	name: 'feeds.download',
	summary: 'Downloads feeds, as a stream of bytes that are compressed as `compression` says.',
	method: 'GET',
	path: '/datafeed/download/apikey/{key}/fid/{feedIds}/format/{format}/language/{language}/delimiter/{delimiter}/compression/{compression}/columns/{columns}/',
	server: 'feeds',
	credential: 'key-in-path',
	bucket: 'feed',
	kinds: ['ok'],
	params: {
		feedIds: required(commaList(either(id, matching(/^\d+$/, 'its digits')))),
		language: required(text()),
		columns: required(commaList(textWithoutComma)),
		format: withDefault(text(), 'csv'),
		delimiter: withDefault(
			matching(
				/^[^\d\w\\/.]$/,
				'a character that is no letter, no digit, and none of `\\`, `/`, `.` and `_`',
			),
			',',
		),
		compression: withDefault(text(), 'gzip'),
	},
	as: 'stream',
	read: asStream,
	source: 'https://help.awin.com/developers/docs/downloading-feeds-using-create-a-feed',
	certainty: 'documented',
});
