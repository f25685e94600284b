import type {RegionalReportParams} from '../rows/report-params.ts';
import type {ReportRow} from '../rows/report.ts';

/** The parameters of `publisher.reports.advertiser`. */
export type PublisherReportsAdvertiserParams = RegionalReportParams;

/**
 * The figures of one advertiser: https://help.awin.com/apidocs/get-advertiser-performance-report. A body in
 * the form `{body, statusCode}` is unwrapped.
 */
export type AdvertiserReportRow = ReportRow;
