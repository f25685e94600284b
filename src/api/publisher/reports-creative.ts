import type {RegionalReportParams} from '../rows/report-params.ts';

export type {CreativeReportRow} from '../rows/report.ts';

/** The parameters of `publisher.reports.creative`. */
export type PublisherReportsCreativeParams = RegionalReportParams;
