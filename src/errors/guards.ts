import {type AwinError, errorMark} from './awin-error.ts';
import type * as other from './other-errors.ts';
import type * as status from './status-errors.ts';

const marked = (value: unknown): string | undefined => {
	if (!(value instanceof Error)) return undefined;
	const mark: unknown = Reflect.get(value, errorMark);
	return typeof mark === 'string' ? mark : undefined;
};

/** Whether a value is an error of this package, of whichever copy of it. */
export const isAwinError = (value: unknown): value is AwinError => marked(value) !== undefined;

const guard =
	<E extends AwinError>(kind: E['kind']) =>
	(value: unknown): value is E =>
		marked(value) === kind;

/** Whether a value is a {@link status.BadRequestError}. */
export const isBadRequestError = guard<status.BadRequestError>('bad-request');
/** Whether a value is an {@link status.UnauthorizedError}. */
export const isUnauthorizedError = guard<status.UnauthorizedError>('unauthorized');
/** Whether a value is a {@link status.ForbiddenError}. */
export const isForbiddenError = guard<status.ForbiddenError>('forbidden');
/** Whether a value is a {@link status.NotFoundError}. */
export const isNotFoundError = guard<status.NotFoundError>('not-found');
/** Whether a value is a {@link status.NotAcceptableError}. */
export const isNotAcceptableError = guard<status.NotAcceptableError>('not-acceptable');
/** Whether a value is a {@link status.ConflictError}. */
export const isConflictError = guard<status.ConflictError>('conflict');
/** Whether a value is an {@link status.UnprocessableError}. */
export const isUnprocessableError = guard<status.UnprocessableError>('unprocessable');
/** Whether a value is a {@link status.TooManyRequestsError}. */
export const isTooManyRequestsError = guard<status.TooManyRequestsError>('too-many-requests');
/** Whether a value is a {@link status.ServerError}. */
export const isServerError = guard<status.ServerError>('server-error');
/** Whether a value is a {@link status.BadGatewayError}. */
export const isBadGatewayError = guard<status.BadGatewayError>('bad-gateway');
/** Whether a value is a {@link status.ServiceUnavailableError}. */
export const isServiceUnavailableError = guard<status.ServiceUnavailableError>('unavailable');
/** Whether a value is a {@link status.GatewayTimeoutError}. */
export const isGatewayTimeoutError = guard<status.GatewayTimeoutError>('gateway-timeout');
/** Whether a value is an {@link other.UndocumentedStatusError}. */
export const isUndocumentedStatusError = guard<other.UndocumentedStatusError>('undocumented');
/** Whether a value is a {@link other.NetworkError}. */
export const isNetworkError = guard<other.NetworkError>('network');
/** Whether a value is a {@link other.TimeoutError}. */
export const isTimeoutError = guard<other.TimeoutError>('timeout');
/** Whether a value is an {@link other.AbortedError}. */
export const isAbortedError = guard<other.AbortedError>('aborted');
/** Whether a value is a {@link other.QuotaExceededError}. */
export const isQuotaExceededError = guard<other.QuotaExceededError>('quota-exceeded');
/** Whether a value is an {@link other.InvalidBodyError}. */
export const isInvalidBodyError = guard<other.InvalidBodyError>('invalid-body');
