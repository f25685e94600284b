import type {EndpointMethod, EndpointResult} from '../bind.ts';
import type {EndpointOptions} from '../endpoint-options.ts';
import type {CsvRow} from './csv.ts';
import type {FeedsDownloadParams, feedsDownload} from './download.ts';
import type {FeedOptions, FeedRows} from './open-rows.ts';

/** The method `feeds.download`. A row has a text for each of the columns, whose names are literal types. */
export type FeedsDownload = <Column extends string>(
	params: FeedsDownloadParams<Column>,
	options?: EndpointOptions & FeedOptions,
) => Promise<EndpointResult<FeedRows<CsvRow<Column>>, 'ok'>>;

/** Types the rows of a download: the reader refuses a feed that lacks one of the columns. */
export function typedByColumns(download: EndpointMethod<typeof feedsDownload>): FeedsDownload;
export function typedByColumns(download: unknown): unknown {
	return download;
}
