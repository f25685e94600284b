import type {InvalidBodyError} from '../errors/other-errors.ts';
import type {Answer} from '../response/reply.ts';
import type {Context} from './context.ts';
import {failWithBody} from './fail.ts';
import type {Failed} from './result.ts';

/** Why the content of a stream cannot be used. */
export type ContentProblem = {
	readonly message: string;
	readonly path: readonly (string | number)[];
	/** The text that cannot be used. The error has its beginning. */
	readonly text: string;
	/** Whether the same call may succeed later. */
	readonly retryable: boolean;
	readonly cause: unknown;
};

/** The stream of a call, for who reads more in it than bytes. */
export type StreamContent = {
	readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
	/** Creates the result of content that cannot be used, without secrets. */
	readonly fail: (problem: ContentProblem) => Failed<'invalid-body', undefined, InvalidBodyError>;
};

/* Outside the streams, so that nothing shows the secrets. */
const contents = new WeakMap<object, StreamContent['fail']>();

/** More than an error shows of a text, so that the error recognizes a long one. */
const maxTextLength = 20_000;

/** Notes the call that a stream belongs to, for {@link contentOf}. */
export const noteStream = (stream: object, {status}: Answer, context: Context): void => {
	contents.set(stream, ({message, path, text, retryable, cause}) => {
		const body = new TextEncoder().encode(text.slice(0, maxTextLength));
		const problem = {message, issues: [{message, path}], cause};
		return failWithBody({status, headers: undefined, body}, problem, context, 'yes', retryable);
	});
};

/**
 * Returns the stream of a call with `as: 'stream'`.
 *
 * @throws TypeError if the data is anything else.
 */
export const contentOf = (data: unknown): StreamContent => {
	if (data instanceof ReadableStream) {
		const fail = contents.get(data);
		if (fail !== undefined) return {body: data, fail};
	}
	throw new TypeError('The data is no stream of a call.');
};
