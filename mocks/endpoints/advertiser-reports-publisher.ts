import type {PublisherReportRow} from '../../src/api/advertiser/reports-publisher.ts';
import {type At, endpoint, fill} from '../endpoint.ts';
import {exampleReportRow} from './report-row.ts';

const rowWithoutBonus = Object.fromEntries(
	Object.entries(exampleReportRow).filter(([name]) => !name.startsWith('bonus')),
);

const example: PublisherReportRow = {
	...exampleReportRow,
	date: '2026-01-02',
	tags: 'example-tag',
};

const path = '/advertisers/{advertiserId}/reports/publisher';
const answer = endpoint('GET', path);

/**
 * `GET /advertisers/{advertiserId}/reports/publisher`:
 * https://help.awin.com/apidocs/get-publisher-performance-report
 *
 * @example
 * ```ts
 * import {advertiserReportsPublisher} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(advertiserReportsPublisher.success([{clicks: 12}]));
 * ```
 */
export const advertiserReportsPublisher = {
	/** The path template of the endpoint. */
	path,
	/** Responds with an array of rows. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<PublisherReportRow>[] = [{}], at?: At) =>
		answer({status: 200, body: fill(example, rows)}, at),
	/** Responds with a row without the figures of the bonus, as seen. */
	withoutBonus: (at?: At) => answer({status: 200, body: [rowWithoutBonus]}, at),
} as const;
