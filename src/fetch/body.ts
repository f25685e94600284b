import type {Clock} from '../pipeline/clock.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {readStream} from './read-stream.ts';
import {aborted, type Failure, failure} from '../response/reply.ts';

/** The request with its body, or the failure of reading it. */
type WithBody =
	| {readonly request: ApiRequest; readonly failure?: undefined}
	| {readonly failure: Failure};

/**
 * Reads the body, so that it can be sent at every attempt. The time that this takes counts toward the deadline.
 *
 * @throws TypeError if the body is larger than `maxBytes`, or if its stream fails.
 */
export const withBody = async (
	request: ApiRequest,
	stream: NonNullable<Request['body']>,
	maxBytes: number,
	clock: Clock,
): Promise<WithBody> => {
	const {signal, deadlineMs} = request;
	const startedAt = clock.elapsed();
	const limits = {signal, timeoutMs: deadlineMs, maxBytes, after: clock.after};
	const read = await readStream(stream, limits);
	switch (read.type) {
		case 'bytes': {
			const leftMs = deadlineMs - (clock.elapsed() - startedAt);
			return {request: {...request, body: read.bytes, deadlineMs: leftMs}};
		}
		case 'too-large':
			throw new TypeError(`The body of the request must not be larger than ${maxBytes} bytes.`);
		case 'failed':
			throw new TypeError('The body of the request could not be read.', {cause: read.cause});
		case 'timeout': {
			const message = `the body of the request could not be read within ${deadlineMs} ms`;
			return {failure: failure({kind: 'timeout', phase: 'connect', message})};
		}
		case 'aborted':
			return {failure: aborted(read.signal, 'connect')};
	}
};
