export {
	AwinError,
	isAbortedError,
	isAwinError,
	isBadGatewayError,
	isBadRequestError,
	isConflictError,
	isForbiddenError,
	isGatewayTimeoutError,
	isInvalidBodyError,
	isMissingDataError,
	isNetworkError,
	isNotAcceptableError,
	isNotFoundError,
	isPartialSuccessError,
	isQuotaExceededError,
	isServerError,
	isServiceUnavailableError,
	isTimeoutError,
	isTooManyRequestsError,
	isUnauthorizedError,
	isUndocumentedStatusError,
	isUnprocessableError,
	AbortedError,
	InvalidBodyError,
	NetworkError,
	QuotaExceededError,
	TimeoutError,
	UndocumentedStatusError,
	BadGatewayError,
	BadRequestError,
	ConflictError,
	ForbiddenError,
	GatewayTimeoutError,
	NotAcceptableError,
	NotFoundError,
	ServerError,
	ServiceUnavailableError,
	TooManyRequestsError,
	UnauthorizedError,
	UnprocessableError,
	MissingDataError,
	PartialSuccessError,
	keyvStore,
	memoryStore,
	awinLimits,
	memoryLimiter,
	expectData,
	unwrap,
	statusTable,
} from './core.ts';
export type {
	Applied,
	Reason,
	CacheClientOptions,
	QuotaOptions,
	Token,
	CacheStoreFailure,
	KeyvLike,
	MemoryStore,
	CacheEntry,
	CacheRecord,
	CacheStore,
	Clock,
	Handler,
	Middleware,
	AwinEvent,
	CallOutcome,
	ContextObserver,
	Logger,
	LogLevel,
	LogMethod,
	Observed,
	ObservedCall,
	ObservedScope,
	Observer,
	AcquireOptions,
	RateLimit,
	AcquireResult,
	ServerRateLimit,
	QuotaLimiter,
	QuotaState,
	QuotaWait,
	MemoryLimiterOptions,
	RetryBudgetState,
	ApiRequest,
	BodyForm,
	RequestBody,
	StreamedBody,
	CallSecrets,
	Method,
	PathNames,
	PathValue,
	PathValues,
	CacheOptions,
	CallRetryOptions,
	QuotaCall,
	RetryBudgetOptions,
	RetryOptions,
	RetryPolicy,
	Query,
	QueryValue,
	StandardSchemaV1,
	Answer,
	Attempt,
	BodyReader,
	CacheOutcome,
	Failure,
	FailureKind,
	NotRetried,
	Phase,
	Reply,
	WaitReason,
	Meta,
	AwinResult,
	Kind,
	SuccessKind,
	CommonOptions,
	RequestCall,
	RequestInput,
	RequestOptions,
	Verb,
	ErrorStatus,
	Status,
	SuccessStatus,
	UndocumentedStatus,
	CredentialScheme,
} from './core.ts';
export type {AwinClient, AwinClientOptions, Servers} from './api/sdk.ts';
export {createAwinClient} from './api/sdk.ts';
export {endpoints} from './api/endpoints.ts';
export type {AnyEndpoint, Credential, Endpoint, Upload} from './api/endpoint.ts';
export type {Param} from './api/input/param.ts';
export type {EndpointMethod, EndpointResult} from './api/bind.ts';
export type {EndpointOptions} from './api/endpoint-options.ts';
export type {RefusedResult} from './api/refused.ts';
export {isRefusedError, RefusedError} from './api/refused-error.ts';
export type {Accounts, Advertiser, DeepLinks, Feeds, Publisher} from './api/groups.ts';
export type {AdvertiserMethods, PublisherMethods} from './api/batch/methods.ts';
export type {Batch, BatchOptions, BatchOutcome, BatchSource} from './api/batch/outcome.ts';
export type {
	ConversionBatches,
	ConversionsSendAllOptions,
	ConversionsSendResult,
} from './api/batch/conversions.ts';
export type {LinkBatches, LinkGenerateBatchResult} from './api/batch/links.ts';
export type {ValidationBatches, ValidationsSendResult} from './api/batch/validations.ts';
export type {ValidationJobs, ValidationsWaitResult} from './api/batch/wait.ts';
export type {JobProgress, ValidationsWaitOptions} from './api/batch/wait-options.ts';
export type {RegionReport, RegionsReport, RegionsReportParams} from './api/regions.ts';
export {checkpointOf} from './api/iterate/checkpoint.ts';
export {
	IncompleteError,
	type IncompleteResult,
	isIncompleteError,
} from './api/iterate/incomplete.ts';
export type {
	AdvertiserIterations,
	AdvertiserTransactionsChangesParams,
	AdvertiserTransactionsIterateParams,
	PublisherIterations,
	PublisherTransactionsChangesParams,
	PublisherTransactionsIterateParams,
	TransactionIterations,
} from './api/iterate/methods.ts';
export type {ChangesOptions} from './api/iterate/changes.ts';
export type {OfferIteration, OffersIterateParams, OffersResult} from './api/iterate/offers.ts';
export type {
	TransactionQueriesIterateParams,
	TransactionQueriesResult,
	TransactionQueryIteration,
} from './api/iterate/transaction-queries.ts';
export type {TransactionIteration, TransactionsResult} from './api/iterate/transactions.ts';
export type {
	Checkpoint,
	IterateOptions,
	Iteration,
	IterationPage,
	IterationPlan,
	IterationProgress,
	IterationWindow,
	ToArrayOptions,
} from './api/iterate/types.ts';
export type {InstantParam, TemporalParam} from './api/time/instant.ts';
export {dateIn, instantOf, wallClockOf} from './api/time/wall-clock.ts';
export {isTimezone, type Timezone, timezones} from './api/time/zones.ts';
export {parseTransactionNotification} from './api/notification.ts';
export {NotificationError} from './errors/notification-error.ts';
export type {
	NotificationCommissionGroup,
	NotificationProduct,
	TransactionNotification,
} from './api/notification/row.ts';
export type {DeepLinkClickRefs, PublisherDeepLinkOptions} from './api/publisher/deep-link.ts';
export type {Account, AccountList, AccountsListParams, AccountType} from './api/accounts/list.ts';
export type {Money, NullableMoney} from './api/rows/money.ts';
export type {Open} from './api/rows/open.ts';
export type {DateTimeParam, DayParam, IdsParam, TextsParam} from './api/rows/params.ts';
export type {Region, RegionCode, ValidDomain} from './api/rows/region.ts';
export type {
	BasketProduct,
	ClickRefs,
	CommissionStatus,
	CustomParameter,
	TrackedPart,
	Transaction,
	TransactionPart,
} from './api/rows/transaction.ts';
export type {TransactionDateType, TransactionsByIdsParams} from './api/rows/transaction-params.ts';
export type {CreativeReportRow, ReportRow} from './api/rows/report.ts';
export type {ReportDateType} from './api/rows/report-params.ts';
export type {
	CampaignAmounts,
	CampaignQuantity,
	CampaignReportRow,
	CampaignTotals,
} from './api/rows/campaign-report.ts';
export type {
	AcceptedOrder,
	CommissionGroupAmount,
	ConversionReport,
	CustomerAcquisition,
	FailedOrder,
	OrderError,
} from './api/rows/conversion-orders.ts';
export type {ValidationItem, ValidationJob, ValidationReport} from './api/rows/validation.ts';
export type {
	Programme,
	ProgrammesListParams,
	Relationship,
} from './api/publisher/programmes-list.ts';
export type {
	CommissionRange,
	ProgrammeDetails,
	ProgrammeInfo,
	ProgrammeKpi,
	ProgrammesDetailsParams,
} from './api/publisher/programmes-details.ts';
export type {
	CommissionCondition,
	CommissionGroup,
	CommissionGroups,
	CommissionGroupsListParams,
} from './api/publisher/commission-groups.ts';
export type {CommissionSharingRule} from './api/publisher/commission-sharing-rules.ts';
export type {PublisherTransactionsListParams} from './api/publisher/transactions.ts';
export type {
	TransactionQueriesListParams,
	TransactionQueriesPage,
	TransactionQuery,
	TransactionQueryStatus,
} from './api/publisher/transaction-queries.ts';
export type {
	AdvertiserReportRow,
	PublisherReportsAdvertiserParams,
} from './api/publisher/reports-advertiser.ts';
export type {PublisherReportsCreativeParams} from './api/publisher/reports-creative.ts';
export type {PublisherReportsCampaignParams} from './api/publisher/reports-campaign.ts';
export type {
	GeneratedLink,
	LinkGenerateParams,
	LinkParameters,
	LinkRequest,
} from './api/publisher/link-generate.ts';
export type {
	LinkBatchFailure,
	LinkBatchItem,
	LinkBatchSuccess,
	LinkGenerateBatchParams,
} from './api/publisher/link-generate-batch.ts';
export type {LinkQuota} from './api/publisher/link-quota.ts';
export type {
	Offer,
	OffersFilters,
	OffersListParams,
	OffersPage,
	OfferVoucher,
} from './api/publisher/offers-list.ts';
export type {
	ProofOfPurchaseAnswer,
	ProofOfPurchaseOrder,
	ProofOfPurchaseParams,
} from './api/publisher/proof-of-purchase.ts';
export type {ProductFeedDownloadParams} from './api/publisher/product-feed-download.ts';
export type {
	ProductFeedUploaded,
	ProductFeedUploadParams,
	UploadedProduct,
} from './api/advertiser/product-feed-upload.ts';
export type {FeedProduct, ProductFeedGroup} from './api/publisher/product-feed-download.ts';
export type {CsvRow} from './api/feeds/csv.ts';
export type {FeedsDownloadParams} from './api/feeds/download.ts';
export type {FeedListRow} from './api/feeds/list.ts';
export type {PublisherFeedListRow} from './api/feeds/list-for.ts';
export type {FeedOptions, FeedRows} from './api/feeds/open-rows.ts';
export type {FeedsDownload} from './api/feeds/typed-download.ts';
export type {AdvertiserTransactionsListParams} from './api/advertiser/transactions.ts';
export type {
	AmendAction,
	AmendTrackingParametersAction,
	ApproveAction,
	DeclineAction,
	TransactionKey,
	ValidationAction,
	ValidationsSendParams,
	ValidationsSent,
} from './api/advertiser/validations-send.ts';
export type {ValidationsGetParams} from './api/advertiser/validations-get.ts';
export type {
	AdvertiserReportsPublisherParams,
	PublisherReportRow,
} from './api/advertiser/reports-publisher.ts';
export type {AdvertiserReportsCreativeParams} from './api/advertiser/reports-creative.ts';
export type {AdvertiserReportsCampaignParams} from './api/advertiser/reports-campaign.ts';
export type {AdvertiserPublisher} from './api/advertiser/publishers.ts';
export type {
	ConversionAttribution,
	ConversionBasketItem,
	ConversionOrder,
	ConversionsSendOptions,
	ConversionsSendParams,
} from './api/advertiser/conversions.ts';
export type {OffersCreated, OffersCreateParams} from './api/advertiser/offers-create.ts';
