import {statusOf} from '../status.ts';
import {AwinError, type AwinErrorInit} from './awin-error.ts';

/* The server reported success, but it is not the success that the caller of `expectData` needs. */

/** A success without data, such as a 204. `expectData` throws it. */
export class MissingDataError extends AwinError {
	readonly kind = 'missing-data';
	readonly retryable = false;
	readonly status: number;

	override get name(): 'MissingDataError' {
		return 'MissingDataError';
	}

	/** See {@link AwinError}. */
	constructor(init: AwinErrorInit & {readonly status: number}) {
		super(init);
		this.status = init.status;
	}
}

/** A 206: the server refused a part of the request. `expectData` throws it. `data` is that of the result. */
export class PartialSuccessError extends AwinError {
	readonly kind = 'partial';
	readonly retryable = false;
	readonly status = statusOf.partial;

	override get name(): 'PartialSuccessError' {
		return 'PartialSuccessError';
	}
	/** The data of the result, as the server sent it: not redacted, so it is in neither the JSON nor the output of logs. */
	declare readonly data: unknown;

	/** See {@link AwinError}. */
	constructor(init: AwinErrorInit & {readonly data?: unknown}) {
		super(init);
		Object.defineProperty(this, 'data', {value: init.data, enumerable: false});
	}
}
