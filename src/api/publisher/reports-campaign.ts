import type {IdsParam} from '../rows/params.ts';
import type {CampaignReportParams} from '../rows/report-params.ts';

export type {CampaignReportRow} from '../rows/campaign-report.ts';

/** The parameters of `publisher.reports.campaign`. */
export type PublisherReportsCampaignParams = CampaignReportParams & {
	/** Only the figures of these advertisers. */
	readonly advertiserIds?: IdsParam | undefined;
};
