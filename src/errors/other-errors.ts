import type {StandardSchemaV1} from '@standard-schema/spec';
import type {UndocumentedStatus} from '../status.ts';
import {AwinError, type AwinErrorInit} from './awin-error.ts';

/** Whether the failure is temporary. */
type RetryableInit = {
	/** Whether the failure is temporary. */
	readonly retryable?: boolean | undefined;
};

/** A status that Awin does not document and that is not a 2xx. */
export class UndocumentedStatusError extends AwinError {
	readonly kind = 'undocumented';
	readonly status: UndocumentedStatus;
	readonly retryable = false;

	override get name(): 'UndocumentedStatusError' {
		return 'UndocumentedStatusError';
	}

	/** See {@link AwinError}. */
	constructor(init: AwinErrorInit & {readonly status: UndocumentedStatus}) {
		super(init);
		this.status = init.status;
	}
}

/** No response, or a stream that broke: the connection failed, a redirect was not followed, or there was no token. */
export class NetworkError extends AwinError {
	readonly kind = 'network';
	readonly status = undefined;
	/** `false` if the same call cannot succeed, for example because of a redirect that is not followed. */
	readonly retryable: boolean;

	override get name(): 'NetworkError' {
		return 'NetworkError';
	}

	/** See {@link AwinError}. */
	constructor(init: AwinErrorInit & RetryableInit) {
		super(init);
		this.retryable = init.retryable ?? true;
	}
}

/** No response within `attemptTimeoutMs`, `deadlineMs` or `totalTimeoutMs`, or silence in a stream. */
export class TimeoutError extends AwinError {
	readonly kind = 'timeout';
	readonly status = undefined;
	readonly retryable = true;

	override get name(): 'TimeoutError' {
		return 'TimeoutError';
	}
}

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class AbortedError extends AwinError {
	readonly kind = 'aborted';
	readonly status = undefined;
	readonly retryable = false;

	override get name(): 'AbortedError' {
		return 'AbortedError';
	}
}

/** The wait for the quota exceeded `maxWaitMs`. Nothing was sent. */
export class QuotaExceededError extends AwinError {
	readonly kind = 'quota-exceeded';
	readonly status = undefined;
	readonly retryable = true;

	override get name(): 'QuotaExceededError' {
		return 'QuotaExceededError';
	}
}

/**
 * A success whose body is truncated, larger than `maxBodyBytes`, not JSON though the call wants JSON, or against the
 * schema. `body` is the first 16 kB of what came, as text.
 */
export class InvalidBodyError extends AwinError {
	readonly kind = 'invalid-body';
	readonly status = undefined;
	/** `true` only if the body is truncated: any other body would be the same the next time. */
	readonly retryable: boolean;

	override get name(): 'InvalidBodyError' {
		return 'InvalidBodyError';
	}
	/** The status of the response, if one was received. */
	readonly responseStatus: number | undefined;
	/** The issues that the schema reported; empty if the schema was not the cause. */
	readonly issues: readonly StandardSchemaV1.Issue[];

	/** See {@link AwinError}. */
	constructor(
		init: AwinErrorInit &
			RetryableInit & {
				readonly responseStatus?: number | undefined;
				readonly issues?: readonly StandardSchemaV1.Issue[];
			},
	) {
		super(init);
		this.retryable = init.retryable ?? false;
		this.responseStatus = init.responseStatus;
		this.issues = init.issues ?? [];
	}
}
