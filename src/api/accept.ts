import {cancelRest} from '../response/chunks.ts';
import type {AwinResult, SuccessKind} from '../result/result.ts';
import type {AnyEndpoint} from './endpoint.ts';
import {data, type Reading} from './read/read.ts';
import {unexpected} from './refused.ts';

/** A success of the core. */
type Accepted = Extract<AwinResult, {ok: true; kind: SuccessKind}>;

/**
 * The kinds of success that an endpoint may have without declaring them, if there is data. Not `partial`: a part of a
 * list would look like the whole.
 */
const usable: ReadonlySet<SuccessKind> = new Set(['created', 'accepted', 'undocumented']);

const notModified =
	'the server answered with 304 to a validator in `headers` of the client or of a middleware, so there is no data';

/* Nobody will read it, and it would keep its connection. */
const close = (body: unknown): void => {
	if (body instanceof ReadableStream) cancelRest(body.getReader());
};

/**
 * Makes the success of an endpoint from that of the core. A success without the data that the endpoint has is
 * `invalid-body`.
 *
 * @param read - Reads the data if it is not JSON.
 */
export const accept = (
	{kinds, as}: AnyEndpoint,
	result: Accepted,
	read: () => Reading<unknown>,
): AwinResult => {
	if (result.kind === 'not-modified') return unexpected(result, {message: notModified});
	const isDeclared = kinds.includes(result.kind);
	if (result.kind === 'no-content') return isDeclared ? result : unexpected(result);
	if (!isDeclared && !usable.has(result.kind)) {
		close(result.data);
		return unexpected(result);
	}
	/* The schema of the call has read JSON already. */
	const reading = as === undefined ? data(result.data) : read();
	if (reading.type !== 'data') return unexpected(result, reading);
	const mayBeMissing = isDeclared || as === 'any';
	if (reading.data === undefined && !mayBeMissing) return unexpected(result);
	return as === undefined ? result : {...result, data: reading.data};
};
