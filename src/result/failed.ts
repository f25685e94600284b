import type {AwinError, AwinErrorInit} from '../errors/awin-error.ts';
import type {Context} from './context.ts';
import type {Failed} from './result.ts';

/** What an error says of its call. */
type OfCall = Pick<Context, 'meta'>;

/** The result of an error: `kind` and `status` are those of the error. */
type FailedResult<E extends AwinError> = E extends AwinError
	? Failed<E['kind'], E['status'], E>
	: never;

/** Creates the result of an error. */
export function failed<E extends AwinError>(error: E, call: OfCall): FailedResult<E>;
export function failed(
	error: AwinError,
	{meta}: OfCall,
): Failed<string, number | undefined, AwinError> {
	return {
		ok: false,
		kind: error.kind,
		status: error.status,
		data: undefined,
		error,
		location: undefined,
		retryAfterMs: undefined,
		storedAt: undefined,
		meta,
	};
}

/** The maximum length of a description in a message, in characters. `description` is not shortened. */
const maxDescriptionLength = 300;

/** Returns the fields that every error has. */
export const commonFields = (
	{meta}: OfCall,
	head: string,
	description: string,
): Pick<AwinErrorInit, 'message' | 'method' | 'template' | 'requestId'> => {
	const {method, template} = meta.request;
	const message = `${head}: ${method} ${template}: ${toOneLine(description.slice(0, maxDescriptionLength))}`;
	return {message, method, template, requestId: meta.requestId};
};

/* A message is one line so that text from a server cannot forge a log line. Most texts need no change. */
const toOneLine = (text: string): string =>
	/[^ -~]| {2}/.test(text) ? text.replaceAll(/[\s\p{Cc}]+/gu, ' ') : text;
