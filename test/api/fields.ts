import type {Fact} from './fact.ts';
import * as accounts from './facts/accounts.ts';
import * as feeds from './facts/feeds.ts';
import * as linksAndOffers from './facts/links-and-offers.ts';
import * as ordersAndValidations from './facts/orders-and-validations.ts';
import * as programmes from './facts/programmes.ts';
import * as reports from './facts/reports.ts';
import * as transactions from './facts/transactions.ts';

/** The fields of a type: of the parameters of an endpoint, or of its answer. */
type Fields = {
	/** The endpoint, by method and path. */
	readonly endpoint: string;
	readonly params?: Readonly<Record<string, Fact>>;
	readonly answer?: Readonly<Record<string, Fact>>;
};

const publisher = '/publishers/{publisherId}';
const advertiser = '/advertisers/{advertiserId}';

/** What is known of the fields of every endpoint. Without `params` or `answer`, it has none, or none is known. */
export const fields: readonly Fields[] = [
	{
		endpoint: 'GET /accounts',
		params: accounts.accountsListParams,
		answer: accounts.accountList,
	},
	{
		endpoint: `GET ${publisher}/programmes`,
		params: programmes.programmesListParams,
		answer: programmes.programme,
	},
	{
		endpoint: `GET ${publisher}/programmedetails`,
		params: programmes.programmesDetailsParams,
		answer: programmes.programmeDetails,
	},
	{
		endpoint: `GET ${publisher}/commissiongroups`,
		params: programmes.commissionGroupsListParams,
		answer: programmes.commissionGroups,
	},
	{
		endpoint: `GET ${publisher}/commissionsharingrules`,
		answer: programmes.commissionSharingRule,
	},
	{
		endpoint: `GET ${publisher}/transactions/`,
		params: transactions.publisherTransactionsListParams,
		answer: transactions.transaction,
	},
	{
		endpoint: `GET ${publisher}/transactions`,
		params: transactions.publisherTransactionsByIdsParams,
		answer: transactions.transaction,
	},
	{
		endpoint: 'GET /publisher/{publisherId}/transactionqueries',
		params: transactions.transactionQueriesListParams,
		answer: transactions.transactionQueriesPage,
	},
	{
		endpoint: `GET ${publisher}/reports/advertiser`,
		params: reports.publisherReportsAdvertiserParams,
		answer: reports.advertiserReportRow,
	},
	{
		endpoint: `GET ${publisher}/reports/creative`,
		params: reports.publisherReportsCreativeParams,
		answer: reports.creativeReportRow,
	},
	{
		endpoint: `GET ${publisher}/reports/campaign`,
		params: reports.publisherReportsCampaignParams,
		answer: reports.campaignReportRow,
	},
	{
		endpoint: `POST ${publisher}/linkbuilder/generate`,
		params: linksAndOffers.linkGenerateParams,
		answer: linksAndOffers.generatedLink,
	},
	{
		endpoint: `POST ${publisher}/linkbuilder/generate-batch`,
		params: linksAndOffers.linkGenerateBatchParams,
		answer: linksAndOffers.linkBatchItem,
	},
	{
		endpoint: `GET ${publisher}/linkbuilder/quota`,
		answer: linksAndOffers.linkQuota,
	},
	{
		endpoint: 'POST /publisher/{publisherId}/promotions',
		params: linksAndOffers.offersListParams,
		answer: linksAndOffers.offersPage,
	},
	{
		endpoint: `GET ${publisher}/awinfeeds/download/{advertiserId}-{vertical}-{locale}.jsonl`,
		params: feeds.productFeedDownloadParams,
		answer: feeds.feedProduct,
	},
	{
		endpoint: `POST ${publisher}/advertiser/{advertiserId}/orders`,
		params: ordersAndValidations.proofOfPurchaseOrder,
	},
	{
		endpoint: 'GET /datafeed/list/apikey/{key}',
		answer: feeds.feedListRow,
	},
	{
		endpoint: `GET /datafeed/download/apikey/{key}/fid/{feedIds}/format/{format}/language/{language}/delimiter/{delimiter}/compression/{compression}/columns/{columns}/`,
		params: feeds.feedsDownloadParams,
	},
	{
		endpoint: 'GET /productdata-darwin-download/publisher/{publisherId}/{key}/1/feedList',
		answer: feeds.publisherFeedListRow,
	},
	{
		endpoint: `GET ${advertiser}/transactions/`,
		params: transactions.advertiserTransactionsListParams,
		answer: transactions.transaction,
	},
	{
		endpoint: `GET ${advertiser}/transactions`,
		params: transactions.advertiserTransactionsByIdsParams,
		answer: transactions.transaction,
	},
	{
		endpoint: `POST ${advertiser}/transactions/batch`,
		params: ordersAndValidations.validationAction,
		answer: ordersAndValidations.validationsSent,
	},
	{
		endpoint: `GET ${advertiser}/transactions/jobs`,
		answer: ordersAndValidations.validationJob,
	},
	{
		endpoint: `GET ${advertiser}/transactions/jobs/{jobId}`,
		params: ordersAndValidations.validationsGetParams,
		answer: ordersAndValidations.validationReport,
	},
	{
		endpoint: `GET ${advertiser}/reports/publisher`,
		params: reports.advertiserReportsPublisherParams,
		answer: reports.publisherReportRow,
	},
	{
		endpoint: `GET ${advertiser}/reports/creative`,
		params: reports.advertiserReportsCreativeParams,
		answer: reports.creativeReportRow,
	},
	{
		endpoint: `GET ${advertiser}/reports/campaign`,
		params: reports.advertiserReportsCampaignParams,
		answer: reports.campaignReportRow,
	},
	{
		endpoint: `GET ${advertiser}/publishers`,
		answer: ordersAndValidations.advertiserPublisher,
	},
	{
		endpoint: 'POST /s2s/advertiser/{advertiserId}/orders',
		params: {
			...ordersAndValidations.conversionOrder,
			...ordersAndValidations.conversionsSendOptions,
		},
		answer: ordersAndValidations.conversionReport,
	},
	{
		endpoint: 'POST /promotion/advertiser/{advertiserId}',
		params: linksAndOffers.offersCreateParams,
	},
	{
		endpoint: `POST ${advertiser}/awinfeeds/{vertical}/{locale}/products`,
		params: {...feeds.productFeedUploadParams, ...feeds.uploadedProduct},
		answer: feeds.productFeedUploaded,
	},
];
