import type {AdvertiserReportRow} from '../../src/api/publisher/reports-advertiser.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: AdvertiserReportRow = {
	advertiserId: 2001,
	advertiserName: 'Example Shop',
	publisherId: 1001,
	publisherName: 'Example Publisher',
	region: 'GB',
	currency: 'GBP',
	impressions: 1000,
	clicks: 100,
	pendingNo: 1,
	pendingValue: 100,
	pendingComm: 5,
	confirmedNo: 2,
	confirmedValue: 200,
	confirmedComm: 10,
	bonusNo: 0,
	bonusValue: 0,
	bonusComm: 0,
	declinedNo: 1,
	declinedValue: 50,
	declinedComm: 2.5,
	totalNo: 4,
	totalValue: 350,
	totalComm: 17.5,
};

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
	path,
	/** Responds with an array of rows. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<AdvertiserReportRow>[] = [{}], at?: At) =>
		answer({status: 200, body: fill(example, rows)}, at),
	/** Responds with the rows in an envelope, as in some samples of Awin's documentation. */
	wrapped: (rows: readonly Partial<AdvertiserReportRow>[] = [{}], at?: At) =>
		answer(
			{
				status: 200,
				body: {body: fill(example, rows), statusCode: '200 OK', statusCodeValue: 200},
			},
			at,
		),
	/** Responds with 400, as for a request without `region`. */
	missingRegion: (at?: At) =>
		answer(
			{
				status: 400,
				body: {
					error: 'invalid.userinput',
					description: "Required parameter 'region' is not present",
				},
			},
			at,
		),
} as const;
