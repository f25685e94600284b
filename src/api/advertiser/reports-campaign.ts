import {endpoint} from '../endpoint.ts';
import {id, oneOrMore} from '../input/params.ts';
import {campaignReportParams, days400} from '../input/spans.ts';
import {campaignReportShape, readCampaignReport} from '../rows/campaign-report-reader.ts';
import type {CampaignReportRow} from '../rows/campaign-report.ts';
import type {IdsParam} from '../rows/params.ts';
import type {CampaignReportParams} from '../rows/report-params.ts';

/** The parameters of `advertiser.reports.campaign`. */
export type AdvertiserReportsCampaignParams = CampaignReportParams & {
	/** Only the figures of these publishers. */
	readonly publisherIds?: IdsParam | undefined;
};

/** Reports the figures of each campaign, over at most 400 days. */
export const advertiserReportsCampaign = endpoint<
	AdvertiserReportsCampaignParams,
	CampaignReportRow[]
>()({
	name: 'advertiser.reports.campaign',
	summary: 'Reports the figures of each campaign, over at most 400 days.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/reports/campaign',
	kinds: ['ok', 'cache-hit'],
	params: {...campaignReportParams, publisherIds: oneOrMore(id)},
	span: days400,
	read: readCampaignReport,
	shape: campaignReportShape,
	source: 'https://help.awin.com/apidocs/get-campaign-data-for-advertiser-report.md',
	certainty: 'documented',
});
