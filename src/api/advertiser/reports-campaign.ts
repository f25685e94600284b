import type {IdsParam} from '../rows/params.ts';
import type {CampaignReportParams} from '../rows/report-params.ts';

export type {CampaignReportRow} from '../rows/campaign-report.ts';

/** The parameters of `advertiser.reports.campaign`. */
export type AdvertiserReportsCampaignParams = CampaignReportParams & {
	/** Only the figures of these publishers. */
	readonly publisherIds?: IdsParam | undefined;
};
