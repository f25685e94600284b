import type {AdvertiserReportRow} from '../../src/api/publisher/reports-advertiser.ts';
import {type At, endpoint, fill} from '../endpoint.ts';
import {exampleReportRow, missingRegion} from './report-row.ts';

const path = '/publishers/{publisherId}/reports/advertiser';
const answer = endpoint('GET', path);

/**
 * `GET /publishers/{publisherId}/reports/advertiser`:
 * https://help.awin.com/apidocs/get-advertiser-performance-report
 *
 * @example
 * ```ts
 * import {reportsAdvertiser} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(reportsAdvertiser.success([{clicks: 12}]));
 * ```
 */
export const reportsAdvertiser = {
	/** The path template of the endpoint. */
	path,
	/** Responds with an array of rows. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<AdvertiserReportRow>[] = [{}], at?: At) =>
		answer({status: 200, body: fill(exampleReportRow, rows)}, at),
	/** Responds with the rows in an envelope, as in some samples of Awin's documentation. */
	wrapped: (rows: readonly Partial<AdvertiserReportRow>[] = [{}], at?: At) =>
		answer(
			{
				status: 200,
				body: {body: fill(exampleReportRow, rows), statusCode: '200 OK', statusCodeValue: 200},
			},
			at,
		),
	/** Responds with 400, as for a request without `region`. */
	missingRegion: (at?: At) => answer(missingRegion, at),
} as const;
