import {endpoint} from '../endpoint.ts';
import {required, withDefault} from '../input/param.ts';
import {commaList, id} from '../input/params.ts';
import {matching, text, textWithoutComma} from '../input/texts.ts';
import {either} from '../input/variants.ts';
import {data} from '../read/read.ts';
import type {Open} from '../rows/open.ts';
import {csv, type CsvRow} from './csv.ts';
import type {FeedRows, OpenRows} from './open-rows.ts';

/** The compressions of a feed. `gzip` is documented; `zip` was seen. */
export const feedCompressions = ['gzip', 'zip'] as const;

/**
 * The parameters of `feeds.download`:
 * https://help.awin.com/developers/docs/downloading-feeds-using-create-a-feed. A feed has at most 2,500,000
 * products.
 */
export type FeedsDownloadParams<Column extends string = string> = {
	/** The ids of the feeds, from `feeds.list`. */
	readonly feedIds: number | string | readonly (number | string)[];
	/** The language of the feeds, such as `en`. Every documented URL has one. */
	readonly language: string;
	/** The names of the columns, in this order, such as `product_name`. */
	readonly columns: readonly Column[];
	/** Rows are read of a CSV only. Any other form is for `body` of the data. @default 'csv' */
	readonly format?: Open<'csv'> | undefined;
	/** What separates the columns of a CSV. @default ',' */
	readonly delimiter?: string | undefined;
	/**
	 * Rows are read of a gzip and of what is not compressed, whichever was asked for: a gzip is recognized by its first
	 * bytes. A zip is for `body` of the data.
	 *
	 * @default 'gzip'
	 */
	readonly compression?: Open<(typeof feedCompressions)[number]> | undefined;
};

/** Downloads feeds. */
export const feedsDownload = endpoint<FeedsDownloadParams, FeedRows<CsvRow>>()({
	name: 'feeds.download',
	summary: 'Downloads feeds, whose products come as rows.',
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
				/^[^\d\w\\/."\r\n\ufeff\ud800-\udfff]$/,
				'a character that is no letter, no digit, no end of a line, and none of `"`, `\\`, `/`, `.` and `_`',
			),
			',',
		),
		compression: withDefault(text(), 'gzip'),
	},
	as: 'rows',
	/* The parameters are those that are sent: the columns are one text. No column has a comma. */
	read: (open: OpenRows, {columns, delimiter = ','}: FeedsDownloadParams) => {
		const names = [columns].flat().join(',').split(',');
		return data(open((options) => csv({...options, columns: names, delimiter})));
	},
	source: 'https://help.awin.com/developers/docs/downloading-feeds-using-create-a-feed',
	certainty: 'documented',
});
