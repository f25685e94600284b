import type {
	AccountList,
	AccountsListParams,
	AdvertiserPublisher,
	AdvertiserReportRow,
	AdvertiserReportsCampaignParams,
	AdvertiserReportsCreativeParams,
	AdvertiserReportsPublisherParams,
	AdvertiserTransactionsListParams,
	AwinClient,
	CampaignReportRow,
	CommissionGroups,
	CommissionGroupsListParams,
	CommissionSharingRule,
	ConversionReport,
	ConversionsSendOptions,
	ConversionsSendParams,
	CreativeReportRow,
	EndpointOptions,
	FeedListRow,
	FeedOptions,
	FeedProduct,
	FeedRows,
	FeedsDownloadParams,
	GeneratedLink,
	LinkBatchItem,
	LinkGenerateBatchParams,
	LinkGenerateParams,
	LinkQuota,
	OffersCreated,
	OffersCreateParams,
	OffersListParams,
	OffersPage,
	ProductFeedDownloadParams,
	ProductFeedUploaded,
	ProductFeedUploadParams,
	Programme,
	ProgrammeDetails,
	ProgrammesDetailsParams,
	ProgrammesListParams,
	ProofOfPurchaseAnswer,
	ProofOfPurchaseParams,
	PublisherReportRow,
	PublisherFeedListRow,
	PublisherReportsAdvertiserParams,
	PublisherReportsCampaignParams,
	PublisherReportsCreativeParams,
	PublisherTransactionsListParams,
	Transaction,
	TransactionQueriesListParams,
	TransactionQueriesPage,
	TransactionsByIdsParams,
	ValidationJob,
	ValidationReport,
	ValidationsGetParams,
	ValidationsSendParams,
	ValidationsSent,
} from 'awin-sdk';
import {expectTypeOf, it} from 'vitest';

declare const awin: AwinClient;
const publisher = awin.publisher(1);
const advertiser = awin.advertiser(2);
const feeds = awin.feeds('feed-key-5b2d9e');

type Result = {readonly ok: boolean; readonly data: unknown};

/** The arguments of a method, and the data of its success. */
type Signature<Method extends (...args: never) => Promise<Result>> = [
	args: Parameters<Method>,
	data: Extract<Awaited<ReturnType<Method>>, {readonly ok: true}>['data'],
];

type Options = EndpointOptions | undefined;

/** A method whose parameters are all optional. */
type Optional<Params, Data> = [args: [params?: Params | undefined, options?: Options], data: Data];

/** A method that needs parameters. */
type Needs<Params, Data> = [args: [params: Params, options?: Options], data: Data];

type None = Readonly<Record<string, never>>;

it('accounts', () => {
	expectTypeOf<Signature<typeof awin.accounts.list>>().toEqualTypeOf<
		Optional<AccountsListParams, AccountList>
	>();
});

it('publisher', () => {
	expectTypeOf<Signature<typeof publisher.programmes.list>>().toEqualTypeOf<
		Optional<ProgrammesListParams, Programme[]>
	>();
	expectTypeOf<Signature<typeof publisher.programmes.details>>().toEqualTypeOf<
		Needs<ProgrammesDetailsParams, ProgrammeDetails>
	>();
	expectTypeOf<Signature<typeof publisher.commissionGroups.list>>().toEqualTypeOf<
		Needs<CommissionGroupsListParams, CommissionGroups>
	>();
	expectTypeOf<Signature<typeof publisher.commissionSharingRules.list>>().toEqualTypeOf<
		Optional<None, CommissionSharingRule[]>
	>();
	expectTypeOf<Signature<typeof publisher.transactions.list>>().toEqualTypeOf<
		Needs<PublisherTransactionsListParams, Transaction[]>
	>();
	expectTypeOf<Signature<typeof publisher.transactions.byIds>>().toEqualTypeOf<
		Needs<TransactionsByIdsParams, Transaction[]>
	>();
	expectTypeOf<Signature<typeof publisher.transactionQueries.list>>().toEqualTypeOf<
		Needs<TransactionQueriesListParams, TransactionQueriesPage>
	>();
	expectTypeOf<Signature<typeof publisher.reports.advertiser>>().toEqualTypeOf<
		Needs<PublisherReportsAdvertiserParams, AdvertiserReportRow[]>
	>();
	expectTypeOf<Signature<typeof publisher.reports.creative>>().toEqualTypeOf<
		Needs<PublisherReportsCreativeParams, CreativeReportRow[]>
	>();
	expectTypeOf<Signature<typeof publisher.reports.campaign>>().toEqualTypeOf<
		Needs<PublisherReportsCampaignParams, CampaignReportRow[]>
	>();
	expectTypeOf<Signature<typeof publisher.linkBuilder.generate>>().toEqualTypeOf<
		Needs<LinkGenerateParams, GeneratedLink>
	>();
	expectTypeOf<Signature<typeof publisher.linkBuilder.generateBatch>>().toEqualTypeOf<
		Needs<LinkGenerateBatchParams, LinkBatchItem[]>
	>();
	expectTypeOf<Signature<typeof publisher.linkBuilder.quota>>().toEqualTypeOf<
		Optional<None, LinkQuota>
	>();
	expectTypeOf<Signature<typeof publisher.offers.list>>().toEqualTypeOf<
		Optional<OffersListParams, OffersPage>
	>();
	expectTypeOf<Signature<typeof publisher.productFeed.download>>().toEqualTypeOf<
		[
			args: [params: ProductFeedDownloadParams, options?: (Options & FeedOptions) | undefined],
			data: FeedRows<FeedProduct>,
		]
	>();
	expectTypeOf<Signature<typeof publisher.proofOfPurchase.send>>().toEqualTypeOf<
		[
			args: [advertiserId: number, orders: ProofOfPurchaseParams, options?: Options],
			data: ProofOfPurchaseAnswer,
		]
	>();
});

it('advertiser', () => {
	expectTypeOf<Signature<typeof advertiser.transactions.list>>().toEqualTypeOf<
		Needs<AdvertiserTransactionsListParams, Transaction[]>
	>();
	expectTypeOf<Signature<typeof advertiser.transactions.byIds>>().toEqualTypeOf<
		Needs<TransactionsByIdsParams, Transaction[]>
	>();
	expectTypeOf<Signature<typeof advertiser.validations.send>>().toEqualTypeOf<
		Needs<ValidationsSendParams, ValidationsSent | undefined>
	>();
	expectTypeOf<Signature<typeof advertiser.validations.list>>().toEqualTypeOf<
		Optional<None, ValidationJob[]>
	>();
	expectTypeOf<Signature<typeof advertiser.validations.get>>().toEqualTypeOf<
		[
			args: [jobId: string, query?: ValidationsGetParams | undefined, options?: Options],
			data: ValidationReport,
		]
	>();
	expectTypeOf<Signature<typeof advertiser.reports.publisher>>().toEqualTypeOf<
		Needs<AdvertiserReportsPublisherParams, PublisherReportRow[]>
	>();
	expectTypeOf<Signature<typeof advertiser.reports.creative>>().toEqualTypeOf<
		Needs<AdvertiserReportsCreativeParams, CreativeReportRow[]>
	>();
	expectTypeOf<Signature<typeof advertiser.reports.campaign>>().toEqualTypeOf<
		Needs<AdvertiserReportsCampaignParams, CampaignReportRow[]>
	>();
	expectTypeOf<Signature<typeof advertiser.publishers.list>>().toEqualTypeOf<
		Optional<None, AdvertiserPublisher[]>
	>();
	expectTypeOf<Signature<typeof advertiser.conversions.send>>().toEqualTypeOf<
		[
			args: [
				orders: ConversionsSendParams,
				more?: ConversionsSendOptions | undefined,
				options?: Options,
			],
			data: ConversionReport | undefined,
		]
	>();
	expectTypeOf<Signature<typeof advertiser.offers.create>>().toEqualTypeOf<
		Needs<OffersCreateParams, OffersCreated>
	>();
	expectTypeOf<Signature<typeof advertiser.productFeed.upload>>().toEqualTypeOf<
		Needs<ProductFeedUploadParams, ProductFeedUploaded | undefined>
	>();
});

it('feeds', () => {
	expectTypeOf<Signature<typeof feeds.list>>().toEqualTypeOf<Optional<None, FeedListRow[]>>();
	expectTypeOf<Signature<typeof feeds.download<'a' | 'b'>>>().toEqualTypeOf<
		[
			args: [params: FeedsDownloadParams<'a' | 'b'>, options?: (Options & FeedOptions) | undefined],
			data: FeedRows<{readonly a: string; readonly b: string}>,
		]
	>();
	expectTypeOf<Signature<typeof feeds.listFor>>().toEqualTypeOf<
		[args: [publisherId: number, options?: Options], data: PublisherFeedListRow[]]
	>();
});
