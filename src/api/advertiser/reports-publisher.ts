import type {ReportSpanParams} from '../rows/report-params.ts';
import type {ReportRow} from '../rows/report.ts';

/** The parameters of `advertiser.reports.publisher`, which has no region. */
export type AdvertiserReportsPublisherParams = ReportSpanParams;

/**
 * The figures of one publisher: https://help.awin.com/apidocs/get-publisher-performance-report. Publishers
 * without activity are left out.
 */
export type PublisherReportRow = ReportRow & {
	/** Awin documents the name. Whether it is a list or a text is unknown. */
	tags?: string[] | string | null;
};
