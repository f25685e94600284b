import type {StandardSchemaV1} from '@standard-schema/spec';
import type {UndocumentedStatus} from '../status.ts';
import {AwinError, type AwinErrorInit} from './awin-error.ts';

/** A status that stands in no row of the table and is no success. */
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

/** No answer: no connection, a connection that broke, a redirect that is not followed, or no token. */
export class NetworkError extends AwinError {
	readonly kind = 'network';
	readonly status = undefined;

	override get name(): 'NetworkError' {
		return 'NetworkError';
	}
}

/** No answer in the time that the caller allows. */
export class TimeoutError extends AwinError {
	readonly kind = 'timeout';
	readonly status = undefined;

	override get name(): 'TimeoutError' {
		return 'TimeoutError';
	}
}

/** The caller's signal fired. `cause` is the caller's reason. */
export class AbortedError extends AwinError {
	readonly kind = 'aborted';
	readonly status = undefined;

	override get name(): 'AbortedError' {
		return 'AbortedError';
	}
}

/** The wait for a slot of the quota was longer than the caller allows; nothing was sent. */
export class QuotaExceededError extends AwinError {
	readonly kind = 'quota-exceeded';
	readonly status = undefined;

	override get name(): 'QuotaExceededError' {
		return 'QuotaExceededError';
	}
}

/** A success whose body is cut off, not JSON though JSON was promised, too large, or against the schema. */
export class InvalidBodyError extends AwinError {
	readonly kind = 'invalid-body';
	readonly status = undefined;

	override get name(): 'InvalidBodyError' {
		return 'InvalidBodyError';
	}
	/** The status that came with the body. */
	readonly responseStatus: number | undefined;
	/** What the schema found; empty where no schema was asked. */
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
