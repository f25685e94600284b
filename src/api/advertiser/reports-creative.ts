import type {RegionalReportParams} from '../rows/report-params.ts';

export type {CreativeReportRow} from '../rows/report.ts';

/** The parameters of `advertiser.reports.creative`. */
export type AdvertiserReportsCreativeParams = RegionalReportParams;
