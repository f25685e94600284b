export type {StandardSchemaV1} from '@standard-schema/spec';
export type {AwinClient} from './client.ts';
export {createAwinClient} from './client.ts';
export type {Applied, Reason} from './errors/awin-error.ts';
export {AwinError} from './errors/awin-error.ts';
export {
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
} from './errors/guards.ts';
export {
	AbortedError,
	InvalidBodyError,
	NetworkError,
	QuotaExceededError,
	TimeoutError,
	UndocumentedStatusError,
} from './errors/other-errors.ts';
export {
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
} from './errors/status-errors.ts';
export {MissingDataError, PartialSuccessError} from './errors/success-errors.ts';
export type {CacheClientOptions} from './options/cache.ts';
export type {AwinClientOptions} from './options/options.ts';
export type {QuotaOptions} from './options/quota.ts';
export type {Token} from './pipeline/authorize.ts';
export type {CacheStoreFailure} from './pipeline/cache/store/circuit-breaker.ts';
export {type KeyvLike, keyvStore} from './pipeline/cache/store/keyv-store.ts';
export {type MemoryStore, memoryStore} from './pipeline/cache/store/memory-store.ts';
export type {CacheEntry, CacheRecord, CacheStore} from './pipeline/cache/store/types.ts';
export type {Clock} from './pipeline/clock.ts';
export type {Handler, Middleware} from './pipeline/middleware.ts';
export type {AwinEvent, CallOutcome} from './pipeline/observe/events.ts';
export type {Logger, LogLevel, LogMethod} from './pipeline/observe/logger.ts';
export type {ContextObserver, ObservedScope, Observer} from './pipeline/observe/observer.ts';
export {awinLimits} from './pipeline/quota/awin-limits.ts';
export type {
	AcquireOptions,
	RateLimit,
	AcquireResult,
	ServerRateLimit,
	QuotaLimiter,
	QuotaState,
	QuotaWait,
} from './pipeline/quota/types.ts';
export {memoryLimiter, type MemoryLimiterOptions} from './pipeline/quota/memory-limiter.ts';
export type {RetryBudgetState} from './pipeline/retry/budget.ts';
export type {ApiRequest, BodyForm, RequestBody, StreamedBody} from './request/api-request.ts';
export type {CredentialScheme} from './request/call-options.ts';
export type {CallSecrets} from './request/call-secrets.ts';
export type {Method} from './request/methods.ts';
export type {Observed, ObservedCall} from './request/observed.ts';
export type {PathNames, PathValue, PathValues} from './request/path-template.ts';
export type {
	CacheOptions,
	CallRetryOptions,
	QuotaCall,
	RetryBudgetOptions,
	RetryOptions,
	RetryPolicy,
} from './request/policy.ts';
export type {Query, QueryValue} from './request/query.ts';
export type {
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
} from './response/reply.ts';
export type {Meta} from './result/meta.ts';
export {expectData} from './result/expect-data.ts';
export type {AwinResult, Kind, SuccessKind} from './result/result.ts';
export {unwrap} from './result/unwrap.ts';
export type {CommonOptions, RequestCall, RequestInput, RequestOptions, Verb} from './signatures.ts';
export type {ErrorStatus, Status, SuccessStatus, UndocumentedStatus} from './status.ts';
export {statusTable} from './status.ts';
