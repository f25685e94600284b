import ky from 'ky';
import type {ApiRequest, RequestBody} from '../request/api-request.ts';
import {readBody} from '../response/read-body.ts';
import {answer, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {failedPhase} from './failed-phase.ts';
import type {Handler} from './handler.ts';

/** What the transport needs. */
export type TransportOptions = {
	readonly fetch: typeof fetch;
	/** The largest body of a success, in bytes after decompression. */
	readonly maxBodyBytes: number;
	readonly clock: Clock;
};

/** As much of the body of an error as is kept, in bytes. */
const maxErrorBodyBytes = 1024 * 1024;

/** Sends one request through ky and reads the answer to its end. The innermost handler of the pipeline. */
export const kyTransport =
	({fetch, maxBodyBytes, clock}: TransportOptions): Handler =>
	async (request) => {
		let response: Response;
		try {
			response = await ky(request.url, {
				method: request.method,
				headers: request.headers,
				redirect: 'manual',
				fetch,
				retry: 0,
				throwHttpErrors: false,
				timeout: false,
				...(request.signal && {signal: request.signal}),
				...(request.body !== undefined && {body: await bodyOf(request.body)}),
			});
		} catch (cause) {
			const phase = failedPhase(cause);
			const message = phase === 'connect' ? 'no connection was made' : 'the connection broke';
			return failure({kind: 'network', phase, message, cause});
		}
		return read(request, response, maxBodyBytes, clock);
	};

const bodyOf = async (body: RequestBody): Promise<BodyInit> =>
	typeof body === 'function' ? body() : body;

const read = async (
	request: ApiRequest,
	response: Response,
	maxBodyBytes: number,
	clock: Clock,
): Promise<Reply> => {
	const {status, headers} = response;
	const success = response.ok;
	const maxBytes = success ? maxBodyBytes : Math.min(maxErrorBodyBytes, maxBodyBytes);
	/* What Content-Length says of a HEAD is the length that a GET would have. */
	if (request.method === 'HEAD') {
		void response.body?.cancel().catch(() => {});
		return answer({status, headers, body: new Uint8Array(0), url: request.url});
	}
	const body = await readBody(response, maxBytes, !success, clock.after);
	if (body.ok) return answer({status, headers, body: body.bytes, url: request.url});
	if (!success) return answer({status, headers, body: new Uint8Array(0), url: request.url});
	const {message, cause, phase} = body;
	return failure({kind: 'invalid-body', phase, message, cause, status, headers});
};
