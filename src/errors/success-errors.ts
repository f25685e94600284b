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

	constructor(init: AwinErrorInit & {readonly status: number}) {
		super(init);
		this.status = init.status;
	}
}

/** A 206: the server refused a part of the request. `expectData` throws it. `body` has the data of the result. */
export class PartialSuccessError extends AwinError {
	readonly kind = 'partial';
	readonly retryable = false;
	readonly status = statusOf.partial;

	override get name(): 'PartialSuccessError' {
		return 'PartialSuccessError';
	}
}
