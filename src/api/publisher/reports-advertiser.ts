import {endpoint} from '../endpoint.ts';
import {anySpan, regionalReportParams} from '../input/spans.ts';
import {list} from '../read/roots.ts';
import {listOf, shapeOf} from '../read/shape.ts';
import {reportFields} from '../rows/report-shape.ts';
import type {RegionalReportParams} from '../rows/report-params.ts';
import type {ReportRow} from '../rows/report.ts';

/** The parameters of `publisher.reports.advertiser`. */
export type PublisherReportsAdvertiserParams = RegionalReportParams;

/**
 * The figures of one advertiser: https://help.awin.com/apidocs/get-advertiser-performance-report. A body in
 * the form `{body, statusCode}` is unwrapped.
 */
export type AdvertiserReportRow = ReportRow;

/** Reports the figures of each advertiser in a region. */
export const publisherReportsAdvertiser = endpoint<
	PublisherReportsAdvertiserParams,
	AdvertiserReportRow[]
>()({
	name: 'publisher.reports.advertiser',
	summary: 'Reports the figures of each advertiser in a region.',
	method: 'GET',
	path: '/publishers/{publisherId}/reports/advertiser',
	kinds: ['ok', 'cache-hit'],
	params: regionalReportParams,
	span: anySpan,
	read: list(),
	shape: listOf(shapeOf<AdvertiserReportRow>(reportFields)),
	source: 'https://help.awin.com/apidocs/get-advertiser-performance-report.md',
	certainty: 'documented',
});
