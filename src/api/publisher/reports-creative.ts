import {endpoint} from '../endpoint.ts';
import {anySpan, regionalReportParams} from '../input/spans.ts';
import {list} from '../read/roots.ts';
import {listOf} from '../read/shape.ts';
import {creativeReportShape} from '../rows/report-shape.ts';
import type {CreativeReportRow} from '../rows/report.ts';
import type {RegionalReportParams} from '../rows/report-params.ts';

/** The parameters of `publisher.reports.creative`. */
export type PublisherReportsCreativeParams = RegionalReportParams;

/** Reports the figures of each creative in a region. */
export const publisherReportsCreative = endpoint<
	PublisherReportsCreativeParams,
	CreativeReportRow[]
>()({
	name: 'publisher.reports.creative',
	summary: 'Reports the figures of each creative in a region.',
	method: 'GET',
	path: '/publishers/{publisherId}/reports/creative',
	kinds: ['ok', 'cache-hit'],
	params: regionalReportParams,
	span: anySpan,
	read: list(),
	shape: listOf(creativeReportShape),
	source: 'https://help.awin.com/apidocs/get-publisher-creative-performance-report.md',
	certainty: 'documented',
});
