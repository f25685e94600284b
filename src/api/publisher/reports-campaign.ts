import {endpoint} from '../endpoint.ts';
import {id, oneOrMore} from '../input/params.ts';
import {campaignReportParams, days400} from '../input/spans.ts';
import {campaignReportShape, readCampaignReport} from '../rows/campaign-report-reader.ts';
import type {CampaignReportRow} from '../rows/campaign-report.ts';
import type {IdsParam} from '../rows/params.ts';
import type {CampaignReportParams} from '../rows/report-params.ts';

/** The parameters of `publisher.reports.campaign`. */
export type PublisherReportsCampaignParams = CampaignReportParams & {
	/** Only the figures of these advertisers. */
	readonly advertiserIds?: IdsParam | undefined;
};

/** Reports the figures of each campaign, over at most 400 days. */
export const publisherReportsCampaign = endpoint<
	PublisherReportsCampaignParams,
	CampaignReportRow[]
>()({
	name: 'publisher.reports.campaign',
	summary: 'Reports the figures of each campaign, over at most 400 days.',
	method: 'GET',
	path: '/publishers/{publisherId}/reports/campaign',
	kinds: ['ok', 'cache-hit'],
	params: {...campaignReportParams, advertiserIds: oneOrMore(id)},
	span: days400,
	read: readCampaignReport,
	shape: campaignReportShape,
	source: 'https://help.awin.com/apidocs/get-campaign-data-for-publisher-report.md',
	certainty: 'documented',
});
