import {InvalidBodyError} from '../errors/other-errors.ts';
import type {AwinResult, Failed, SuccessKind} from '../result/result.ts';
import {RefusedError} from './refused-error.ts';

/** The result of an endpoint that can refuse a request with the status of a success. */
export type RefusedResult = Failed<'refused', number, RefusedError>;

type InvalidBody = Extract<AwinResult, {kind: 'invalid-body'}>;

/** Creates the result of a body that says that Awin refused the request. Its text is redacted already. */
export const refused = (result: InvalidBody): RefusedResult => {
	const {method, template} = result.meta.request;
	const {issues, requestId, responseStatus: status = 0} = result.error;
	const [{message: description} = {message: ''}] = issues;
	const error = new RefusedError({
		message: `${status} refused: ${method} ${template}: ${oneLine(description)}`,
		description,
		hint: 'The status is a success, but the body says that nothing was done.',
		method,
		template,
		requestId,
		applied: 'no',
		status,
	});
	return {...result, kind: 'refused', status, error};
};

/* A message is one line so that text from a server cannot forge a log line. */
const oneLine = (text: string): string => text.slice(0, 300).replaceAll(/[\s\p{Cc}]+/gu, ' ');

/**
 * Creates the result of a success whose data is not what the type says, because the endpoint has no such success, or
 * because of `description`.
 */
export const unexpected = (
	{meta, status}: Extract<AwinResult, {ok: true; kind: SuccessKind}>,
	description = `the endpoint does not answer with ${status}`,
): InvalidBody => {
	const {method, template} = meta.request;
	return {
		ok: false,
		kind: 'invalid-body',
		status: undefined,
		data: undefined,
		error: new InvalidBodyError({
			message: `invalid-body (${status}): ${method} ${template}: ${description}`,
			description,
			hint: 'The request was processed. `responseStatus` has the status.',
			method,
			template,
			requestId: meta.requestId,
			applied: 'yes',
			responseStatus: status,
		}),
		location: undefined,
		retryAfterMs: undefined,
		storedAt: undefined,
		meta,
	};
};
