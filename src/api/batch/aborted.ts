import type {Meta} from '../../result/meta.ts';
import type {AnyEndpoint} from '../endpoint.ts';
import {abortedAfter, type AbortedResult} from '../iterate/aborted.ts';

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
	return abortedAfter(meta, reason);
};
