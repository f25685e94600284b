import {endpoint} from '../endpoint.ts';
import {anySpan, reportParams} from '../input/spans.ts';
import {list} from '../read/roots.ts';
import {anyOf, listOf, optional, shapeOf, string} from '../read/shape.ts';
import {reportFields} from '../rows/report-shape.ts';
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

/** Reports the figures of each publisher. */
export const advertiserReportsPublisher = endpoint<
	AdvertiserReportsPublisherParams,
	PublisherReportRow[]
>()({
	name: 'advertiser.reports.publisher',
	summary: 'Reports the figures of each publisher.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/reports/publisher',
	kinds: ['ok', 'cache-hit'],
	params: reportParams,
	span: anySpan,
	read: list(),
	shape: listOf(
		shapeOf<PublisherReportRow>({
			...reportFields,
			tags: optional(anyOf(string, listOf(string))),
		}),
	),
	source: 'https://help.awin.com/apidocs/get-publisher-performance-report.md',
	certainty: 'documented',
});
