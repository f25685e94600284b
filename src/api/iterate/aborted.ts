import {AbortedError} from '../../errors/other-errors.ts';
import {commonFields, failed} from '../../result/failed.ts';
import type {Meta} from '../../result/meta.ts';
import type {AwinResult} from '../../result/result.ts';

/** The result of a call that the caller aborted. */
export type AbortedResult = Extract<AwinResult, {readonly kind: 'aborted'}>;

/**
 * Creates the result of an abort while no call is under way.
 *
 * @param meta - That of the last call.
 */
export const abortedAfter = (meta: Meta, reason: unknown): AbortedResult => {
	const description = 'the caller aborted the iteration';
	const fields = commonFields({meta}, 'aborted', description);
	return failed(new AbortedError({...fields, description, applied: 'no', cause: reason}), {meta});
};
