import {type AwinError, errorMark} from './awin-error.ts';
import type * as other from './other-errors.ts';
import type {StatusError} from './status-errors.ts';
import type * as success from './success-errors.ts';
import type {ErrorStatus} from '../status.ts';

/** The error class of a kind. */
type ErrorOf<K extends AnyError['kind']> = Extract<AnyError, {readonly kind: K}>;
type AnyError =
	| StatusError<ErrorStatus>
	| InstanceType<(typeof other)[keyof typeof other]>
	| InstanceType<(typeof success)[keyof typeof success]>;

const kindOf = (value: unknown): unknown =>
	value instanceof Error ? Reflect.get(value, errorMark) : undefined;

/**
 * Whether a value is an error of this package. Works across copies of the package.
 *
 * @example
 * ```ts
 * import {isAwinError, unwrap} from 'awin-sdk';
 *
 * try {
 * 	await unwrap(awin.get('/accounts'));
 * } catch (error) {
 * 	if (!isAwinError(error)) throw error;
 * 	console.log(error.kind, error.retryable);
 * }
 * ```
 */
export const isAwinError = (value: unknown): value is AwinError =>
	typeof kindOf(value) === 'string';

const guard =
	<K extends AnyError['kind']>(kind: K) =>
	(value: unknown): value is ErrorOf<K> =>
		kindOf(value) === kind;

/** Whether a value is a `BadRequestError`. Works across copies of the package. */
export const isBadRequestError = guard('bad-request');
/** Whether a value is an `UnauthorizedError`. Works across copies of the package. */
export const isUnauthorizedError = guard('unauthorized');
/** Whether a value is a `ForbiddenError`. Works across copies of the package. */
export const isForbiddenError = guard('forbidden');
/** Whether a value is a `NotFoundError`. Works across copies of the package. */
export const isNotFoundError = guard('not-found');
/** Whether a value is a `NotAcceptableError`. Works across copies of the package. */
export const isNotAcceptableError = guard('not-acceptable');
/** Whether a value is a `ConflictError`. Works across copies of the package. */
export const isConflictError = guard('conflict');
/** Whether a value is an `UnprocessableError`. Works across copies of the package. */
export const isUnprocessableError = guard('unprocessable');
/** Whether a value is a `TooManyRequestsError`. Works across copies of the package. */
export const isTooManyRequestsError = guard('too-many-requests');
/** Whether a value is a `ServerError`. Works across copies of the package. */
export const isServerError = guard('server-error');
/** Whether a value is a `BadGatewayError`. Works across copies of the package. */
export const isBadGatewayError = guard('bad-gateway');
/** Whether a value is a `ServiceUnavailableError`. Works across copies of the package. */
export const isServiceUnavailableError = guard('unavailable');
/** Whether a value is a `GatewayTimeoutError`. Works across copies of the package. */
export const isGatewayTimeoutError = guard('gateway-timeout');
/** Whether a value is an `UndocumentedStatusError`. Works across copies of the package. */
export const isUndocumentedStatusError = guard('undocumented');
/** Whether a value is a `NetworkError`. Works across copies of the package. */
export const isNetworkError = guard('network');
/** Whether a value is a `TimeoutError`. Works across copies of the package. */
export const isTimeoutError = guard('timeout');
/** Whether a value is an `AbortedError`. Works across copies of the package. */
export const isAbortedError = guard('aborted');
/** Whether a value is a `QuotaExceededError`. Works across copies of the package. */
export const isQuotaExceededError = guard('quota-exceeded');
/** Whether a value is an `InvalidBodyError`. Works across copies of the package. */
export const isInvalidBodyError = guard('invalid-body');
/** Whether a value is a `MissingDataError`. Works across copies of the package. */
export const isMissingDataError = guard('missing-data');
/** Whether a value is a `PartialSuccessError`. Works across copies of the package. */
export const isPartialSuccessError = guard('partial');
