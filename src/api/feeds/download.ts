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

/** A product of a feed: the values of the `columns`, which are texts. */
export type FeedRow = Record<string, string>;
