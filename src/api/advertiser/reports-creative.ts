import {endpoint} from '../endpoint.ts';
import {anySpan, regionalReportParams} from '../input/spans.ts';
import {list} from '../read/roots.ts';
import {listOf} from '../read/shape.ts';
import {creativeReportShape} from '../rows/report-shape.ts';
import type {CreativeReportRow} from '../rows/report.ts';
import type {RegionalReportParams} from '../rows/report-params.ts';

/** The parameters of `advertiser.reports.creative`. */
export type AdvertiserReportsCreativeParams = RegionalReportParams;

/** Reports the figures of each creative in a region. */
export const advertiserReportsCreative = endpoint<
	AdvertiserReportsCreativeParams,
	CreativeReportRow[]
>()({
	name: 'advertiser.reports.creative',
	summary: 'Reports the figures of each creative in a region.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/reports/creative',
	kinds: ['ok', 'cache-hit'],
	params: regionalReportParams,
	span: anySpan,
	read: list(),
	shape: listOf(creativeReportShape),
	source: 'https://help.awin.com/apidocs/get-advertiser-creative-performance-report.md',
	certainty: 'documented',
});
