import {AwinError, type AwinErrorInit, errorMark} from '../errors/awin-error.ts';

/**
 * Awin refused the request, although the status is a success: a link without a URL, an upload with errors. `applied` is
 * `no` for a call that only reads, and `unknown` otherwise: whether Awin took the rest of an upload is not documented.
 */
export class RefusedError extends AwinError {
	readonly kind = 'refused';
	readonly retryable = false;
	readonly status: number;

	override get name(): 'RefusedError' {
		return 'RefusedError';
	}

	/** See {@link AwinError}. */
	constructor(init: AwinErrorInit & {readonly status: number}) {
		super(init);
		this.status = init.status;
	}
}

/** Whether a value is a `RefusedError`. Works across copies of the package. */
export const isRefusedError = (value: unknown): value is RefusedError =>
	value instanceof Error && Reflect.get(value, errorMark) === 'refused';
