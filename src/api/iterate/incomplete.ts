import {AwinError, type AwinErrorInit, errorMark} from '../../errors/awin-error.ts';
import {commonFields, failed} from '../../result/failed.ts';
import type {Meta} from '../../result/meta.ts';
import type {Failed} from '../../result/result.ts';

/** All pages have come, but with fewer rows than Awin has said: an outage. What has come is not the whole. */
export class IncompleteError extends AwinError {
	readonly kind = 'incomplete';
	readonly status = undefined;
	readonly retryable = true;
	/** How many rows came. */
	readonly received: number;
	/** How many rows there are, as Awin has said. */
	readonly total: number;

	override get name(): 'IncompleteError' {
		return 'IncompleteError';
	}

	/** See {@link AwinError}. */
	constructor(init: AwinErrorInit & {readonly received: number; readonly total: number}) {
		super(init);
		this.received = init.received;
		this.total = init.total;
	}
}

/** Whether a value is an `IncompleteError`. Works across copies of the package. */
export const isIncompleteError = (value: unknown): value is IncompleteError =>
	value instanceof Error && Reflect.get(value, errorMark) === 'incomplete';

/** The result of pages that have fewer rows than Awin has said. */
export type IncompleteResult = Failed<'incomplete', undefined, IncompleteError>;

/** Creates the result of pages that have fewer rows than Awin has said. */
export const incomplete = (meta: Meta, received: number, total: number): IncompleteResult => {
	const description = `the pages have ${received} rows, but Awin says that there are ${total}`;
	const init = {
		...commonFields({meta}, 'incomplete', description),
		description,
		hint: 'Go on from the checkpoint of this error later: it gives what is missing.',
		applied: 'no',
		received,
		total,
	} as const;
	return failed(new IncompleteError(init), {meta});
};
