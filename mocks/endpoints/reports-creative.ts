import type {CreativeReportRow} from '../../src/api/rows/report.ts';
import {type At, endpoint, fill} from '../endpoint.ts';
import {exampleCreativeRow, missingRegion} from './report-row.ts';

const reportsAt = <const Path extends string>(path: Path) => {
	const answer = endpoint('GET', path);
	return {
		/** The path template of the endpoint. */
		path,
		/** Responds with an array of rows. Properties that a row omits are those of the example. */
		success: (rows: readonly Partial<CreativeReportRow>[] = [{}], at?: At) =>
			answer({status: 200, body: fill(exampleCreativeRow, rows)}, at),
		/** Responds with 400, as for a request without `region`. */
		missingRegion: (at?: At) => answer(missingRegion, at),
	} as const;
};

/**
 * `GET /publishers/{publisherId}/reports/creative`:
 * https://help.awin.com/apidocs/get-publisher-creative-performance-report
 *
 * @example
 * ```ts
 * import {reportsCreative} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(reportsCreative.success([{clicks: 12}]));
 * ```
 */
export const reportsCreative = reportsAt('/publishers/{publisherId}/reports/creative');

/**
 * `GET /advertisers/{advertiserId}/reports/creative`:
 * https://help.awin.com/apidocs/get-advertiser-creative-performance-report
 *
 * @example
 * ```ts
 * import {advertiserReportsCreative} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(advertiserReportsCreative.success([{clicks: 12}]));
 * ```
 */
export const advertiserReportsCreative = reportsAt('/advertisers/{advertiserId}/reports/creative');
