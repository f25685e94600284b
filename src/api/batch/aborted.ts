import {AbortedError} from '../../errors/other-errors.ts';
import {commonFields, failed} from '../../result/failed.ts';
import type {Meta} from '../../result/meta.ts';
import type {AnyEndpoint} from '../endpoint.ts';
import type {AbortedResult} from './outcome.ts';

/** Creates the result of a batch that the signal aborts while it has no items to send. */
export const abortedUnsent = (
	{method, path}: Pick<AnyEndpoint, 'method' | 'path'>,
	{reason}: AbortSignal,
): AbortedResult => {
	const meta: Meta = {
		request: {method, template: path},
		headers: new Headers(),
		requestId: undefined,
		cache: 'none',
		durationMs: 0,
		attempts: [],
		notRetried: undefined,
	};
	const description = 'the caller aborted the batch; nothing was sent';
	const init = {
		...commonFields({meta}, 'aborted', description),
		description,
		cause: reason,
		applied: 'no',
	} as const;
	return failed(new AbortedError(init), {meta});
};
