import type {Applied} from '../errors/awin-error.ts';
import {InvalidBodyError} from '../errors/other-errors.ts';
import {commonFields, failed} from '../result/failed.ts';
import type {AwinResult, Failed, SuccessKind} from '../result/result.ts';
import {RefusedError} from './refused-error.ts';

/** The result of an endpoint that can refuse a request with the status of a success. */
export type RefusedResult = Failed<'refused', number, RefusedError>;

type InvalidBody = Extract<AwinResult, {kind: 'invalid-body'}>;

const hints = {
	no: 'The status is a success, but the body says that nothing was done.',
	unknown:
		'The status is a success, but the body reports errors. A part may have been applied: look at the state before sending it again.',
} as const;

/**
 * Creates the result of a body that says that Awin refused the request. Its text is redacted already.
 *
 * @param applied - `no` for a call that only reads.
 */
export const refused = (
	{error, meta}: InvalidBody,
	applied: Exclude<Applied, 'yes'>,
	hint: string = hints[applied],
): RefusedResult => {
	const {issues, responseStatus: status = 0} = error;
	const [{message: description} = {message: ''}] = issues;
	const init = {
		...commonFields({meta}, `${status} refused`, description),
		description,
		hint,
		applied,
		status,
	};
	return failed(new RefusedError(init), {meta});
};

/**
 * Creates the result of a success whose data is not what the type says, because the endpoint has no such success, or
 * because of `description`.
 */
export const unexpected = (
	{meta, status}: Extract<AwinResult, {ok: true; kind: SuccessKind}>,
	issue?: {readonly message: string; readonly path?: readonly (string | number)[]},
): InvalidBody => {
	const description = issue?.message ?? `the endpoint does not answer with ${status}`;
	const init = {
		...commonFields({meta}, `invalid-body (${status})`, description),
		description,
		hint: 'The server reported success: look at the state before sending again what changes something.',
		applied: 'yes',
		responseStatus: status,
		issues: issue?.path === undefined ? [] : [{message: description, path: issue.path}],
	} as const;
	return failed(new InvalidBodyError(init), {meta});
};
