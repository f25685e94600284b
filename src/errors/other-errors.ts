import type {StandardSchemaV1} from '@standard-schema/spec';
import type {UndocumentedStatus} from '../status.ts';
import {AwinError, type AwinErrorInit} from './awin-error.ts';

/** A status that Awin does not document and that is not a 2xx. */
export class UndocumentedStatusError extends AwinError {
	readonly kind = 'undocumented';
	readonly status: UndocumentedStatus;

	override get name(): 'UndocumentedStatusError' {
		return 'UndocumentedStatusError';
	}

	constructor(init: AwinErrorInit & {readonly status: UndocumentedStatus}) {
		super(init);
		this.status = init.status;
	}
}

/** No response: the connection failed or broke, a redirect was not followed, or there was no token. */
export class NetworkError extends AwinError {
	readonly kind = 'network';
	readonly status = undefined;

	override get name(): 'NetworkError' {
		return 'NetworkError';
	}
}

/** No response within `attemptTimeoutMs`, `deadlineMs` or `totalTimeoutMs`. */
export class TimeoutError extends AwinError {
	readonly kind = 'timeout';
	readonly status = undefined;

	override get name(): 'TimeoutError' {
		return 'TimeoutError';
	}
}

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class AbortedError extends AwinError {
	readonly kind = 'aborted';
	readonly status = undefined;

	override get name(): 'AbortedError' {
		return 'AbortedError';
	}
}

/** The wait for the quota exceeded `maxWaitMs`. Nothing was sent. */
export class QuotaExceededError extends AwinError {
	readonly kind = 'quota-exceeded';
	readonly status = undefined;

	override get name(): 'QuotaExceededError' {
		return 'QuotaExceededError';
	}
}

/** A success whose body is truncated, larger than `maxBodyBytes`, not the declared JSON, or against the schema. */
export class InvalidBodyError extends AwinError {
	readonly kind = 'invalid-body';
	readonly status = undefined;

	override get name(): 'InvalidBodyError' {
		return 'InvalidBodyError';
	}
	/** The status of the response, if one was received. */
	readonly responseStatus: number | undefined;
	/** The issues that the schema reported; empty if the schema was not the cause. */
	readonly issues: readonly StandardSchemaV1.Issue[];

	constructor(
		init: AwinErrorInit & {
			readonly responseStatus?: number | undefined;
			readonly issues?: readonly StandardSchemaV1.Issue[];
		},
	) {
		super(init);
		this.responseStatus = init.responseStatus;
		this.issues = init.issues ?? [];
	}
}
