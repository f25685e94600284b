import type {AdvertiserReportsCampaignParams} from '../../../src/api/advertiser/reports-campaign.ts';
import type {AdvertiserReportsCreativeParams} from '../../../src/api/advertiser/reports-creative.ts';
import type {
	AdvertiserReportsPublisherParams,
	PublisherReportRow,
} from '../../../src/api/advertiser/reports-publisher.ts';
import type {
	AdvertiserReportRow,
	PublisherReportsAdvertiserParams,
} from '../../../src/api/publisher/reports-advertiser.ts';
import type {PublisherReportsCampaignParams} from '../../../src/api/publisher/reports-campaign.ts';
import type {PublisherReportsCreativeParams} from '../../../src/api/publisher/reports-creative.ts';
import type {CampaignReportRow} from '../../../src/api/rows/campaign-report.ts';
import type {CreativeReportRow} from '../../../src/api/rows/report.ts';
import type {Facts} from '../fact.ts';

export const publisherReportsAdvertiserParams = {
	startDate: 'DOC rep-adv',
	endDate: 'DOC rep-adv',
	region: 'DOC rep-adv',
	dateType: 'DOC rep-adv',
	timezone: 'DOC rep-adv',
} as const satisfies Facts<PublisherReportsAdvertiserParams>;

export const publisherReportsCreativeParams = {
	startDate: 'DOC rep-pub-creative',
	endDate: 'DOC rep-pub-creative',
	region: 'DOC rep-pub-creative',
	dateType: 'DOC rep-pub-creative',
	timezone: 'DOC rep-pub-creative',
} as const satisfies Facts<PublisherReportsCreativeParams>;

export const advertiserReportsPublisherParams = {
	startDate: 'DOC rep-publisher',
	endDate: 'DOC rep-publisher',
	dateType: 'DOC rep-publisher',
	timezone: 'DOC rep-publisher',
} as const satisfies Facts<AdvertiserReportsPublisherParams>;

export const advertiserReportsCreativeParams = {
	startDate: 'DOC rep-adv-creative',
	endDate: 'DOC rep-adv-creative',
	region: 'DOC rep-adv-creative',
	dateType: 'DOC rep-adv-creative',
	timezone: 'DOC rep-adv-creative',
} as const satisfies Facts<AdvertiserReportsCreativeParams>;

const campaignParams = {
	startDate: 'DOC wiki-campaign',
	endDate: 'DOC wiki-campaign',
	campaign: 'DOC wiki-campaign',
	includeNumbersWithoutCampaign: 'DOC wiki-campaign',
	interval: 'DOC wiki-campaign',
	timezone: 'DOC wiki-campaign',
} as const;

export const publisherReportsCampaignParams = {
	...campaignParams,
	advertiserIds: 'DOC rep-pub-campaign',
	'advertiserIds[]': 'DOC rep-pub-campaign',
} as const satisfies Facts<PublisherReportsCampaignParams>;

export const advertiserReportsCampaignParams = {
	...campaignParams,
	publisherIds: 'DOC rep-adv-campaign',
	'publisherIds[]': 'DOC rep-adv-campaign',
} as const satisfies Facts<AdvertiserReportsCampaignParams>;

export const advertiserReportRow = {
	advertiserId: 'DOC wiki-rep-adv',
	advertiserName: 'DOC wiki-rep-adv',
	publisherId: 'DOC wiki-rep-adv',
	publisherName: 'DOC wiki-rep-adv',
	region: 'DOC wiki-rep-adv',
	currency: 'DOC wiki-rep-adv',
	impressions: 'DOC wiki-rep-adv',
	clicks: 'DOC wiki-rep-adv',
	date: 'SEEN affiliatemcp, unsure',
	pendingNo: 'DOC wiki-rep-adv',
	pendingValue: 'DOC wiki-rep-adv',
	pendingComm: 'DOC wiki-rep-adv',
	confirmedNo: 'DOC wiki-rep-adv',
	confirmedValue: 'DOC wiki-rep-adv',
	confirmedComm: 'DOC wiki-rep-adv',
	bonusNo: 'DOC wiki-rep-adv',
	bonusValue: 'DOC wiki-rep-adv',
	bonusComm: 'DOC wiki-rep-adv',
	declinedNo: 'DOC wiki-rep-adv',
	declinedValue: 'DOC wiki-rep-adv',
	declinedComm: 'DOC wiki-rep-adv',
	totalNo: 'DOC wiki-rep-adv, unsure',
	totalValue: 'DOC wiki-rep-adv, unsure',
	totalComm: 'DOC wiki-rep-adv, unsure',
} as const satisfies Facts<AdvertiserReportRow>;

export const publisherReportRow = {
	...advertiserReportRow,
	tags: 'DOC rep-publisher, unsure',
	'tags[]': 'DOC rep-publisher, unsure',
} as const satisfies Facts<PublisherReportRow>;

export const creativeReportRow = {
	...advertiserReportRow,
	creativeId: 'DOC rep-pub-creative',
	creativeName: 'DOC rep-pub-creative',
	tagName: 'DOC rep-pub-creative',
} as const satisfies Facts<CreativeReportRow>;

export const campaignReportRow = {
	date: 'SEEN airbyte',
	publisherId: 'SEEN airbyte',
	publisherName: 'SEEN airbyte',
	advertiserId: 'SEEN affiliatemcp, unsure',
	advertiserName: 'SEEN affiliatemcp, unsure',
	campaign: 'SEEN airbyte',
	totals: 'SEEN airbyte',
	'totals.quantity': 'SEEN airbyte',
	'totals.quantity.click': 'SEEN airbyte',
	'totals.quantity.pending': 'SEEN airbyte',
	'totals.quantity.approved': 'SEEN airbyte',
	'totals.quantity.bonus': 'SEEN airbyte',
	'totals.quantity.declined': 'SEEN airbyte',
	'totals.quantity.total': 'SEEN airbyte',
	'totals.saleAmount': 'SEEN airbyte',
	'totals.saleAmount.pending': 'SEEN airbyte',
	'totals.saleAmount.approved': 'SEEN airbyte',
	'totals.saleAmount.bonus': 'SEEN airbyte',
	'totals.saleAmount.declined': 'SEEN airbyte',
	'totals.saleAmount.total': 'SEEN airbyte',
	'totals.commissionAmount': 'SEEN airbyte',
	'totals.commissionAmount.pending': 'SEEN airbyte',
	'totals.commissionAmount.approved': 'SEEN airbyte',
	'totals.commissionAmount.bonus': 'SEEN airbyte',
	'totals.commissionAmount.declined': 'SEEN airbyte',
	'totals.commissionAmount.total': 'SEEN airbyte',
} as const satisfies Facts<CampaignReportRow>;
