import ky, {isNetworkError} from 'ky';
import {ownProperties} from '../errors/invalid-option.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {type BodyBytes, type ReadMode, readBody} from '../response/read-body.ts';
import {aborted, answer, type Failure, failure, type Reply} from '../response/reply.ts';
import type {Clock} from './clock.ts';
import {failedPhase} from './failed-phase.ts';
import type {Handler} from './middleware.ts';
import {isRedirect} from './follow-redirects.ts';
import {withUsualNames} from './header-names.ts';
import {type RedirectMode, redirectModes} from './redirect-mode.ts';

/** The dependencies of {@link kyTransport}. */
export type TransportOptions = {
	readonly fetch: typeof fetch;
	/** The maximum size of the body of a success, in bytes after decompression. */
	readonly maxBodyBytes: number;
	readonly clock: Clock;
};

/** How much of the body of an error is kept, in bytes. */
const maxErrorBodyBytes = 1024 * 1024;

/**
 * Creates the innermost handler of the pipeline. It sends one request through ky and reads the body of the response.
 * A body that is too large or that breaks off is an `invalid-body` failure. For an error status, the reply is then
 * an answer with an empty body, so that the status is not lost.
 */
export const kyTransport = ({fetch, maxBodyBytes, clock}: TransportOptions): Handler => {
	const {modeFor, canFollow} = redirectModes();
	return async (request) => {
		const {signal} = request;
		let body: BodyInit | undefined;
		try {
			body = typeof request.body === 'function' ? await request.body() : request.body;
		} catch (cause) {
			const message = 'the request body could not be created';
			return failure({kind: 'network', phase: 'connect', message, cause});
		}
		if (signal?.aborted) return aborted(signal, 'connect');
		let response: Response;
		try {
			response = await sendOnce(fetch, request, body, modeFor(request));
			if (response.status === 0 && canFollow(request, response)) {
				response = await sendOnce(fetch, request, body, 'follow');
			}
		} catch (error) {
			/* The error of ky contains the request and its URL. The error that it wraps describes the problem. */
			const cause = isNetworkError(error) ? error.cause : error;
			const phase = failedPhase(cause);
			const message = phase === 'connect' ? 'no connection was made' : 'the connection broke';
			return failure({kind: 'network', phase, message, cause});
		}
		if (response.status === 0) return withoutStatus(response);
		if (isFromElsewhere(request, response)) {
			await readBody(response, {type: 'discard'}, clock.after);
			const {status, headers} = response;
			const message = 'a redirect led to another origin';
			return failure({kind: 'network', phase: 'done', message, status, headers});
		}
		const readMode = readModeFor(request, response, maxBodyBytes);
		return toReply(request, response, await readBody(response, readMode, clock.after));
	};
};

/**
 * Makes ky call `fetch` once, with the URL and an init of ours: mocks and wrappers expect that form, and a body or
 * header fields that went through ky would be copied three times (docs/performance.md). Neither object has a
 * prototype, so that nobody reads a polluted one.
 */
const sendOnce = (
	fetch: TransportOptions['fetch'],
	{method, url, headers, signal}: ApiRequest,
	body: BodyInit | undefined,
	redirect: RedirectMode,
): Promise<Response> => {
	const init = ownProperties({
		method,
		headers: withUsualNames(headers),
		redirect,
		...(body !== undefined && {body}),
		/* Fetch requires it for a stream: the response is read after the whole request is sent. */
		...(body instanceof ReadableStream && {duplex: 'half'}),
		...(signal !== undefined && {signal}),
	});
	const options = {
		method,
		redirect,
		fetch: async () => fetch(url, init),
		retry: 0,
		throwHttpErrors: false,
		timeout: false as const,
		/* Own, so that ky does not read a polluted one. */
		json: undefined,
	};
	return ky(url, ownProperties(options));
};

/** The failure that stands for a response that tells nothing. */
const withoutStatus = ({type}: Response): Failure => {
	if (type === 'opaqueredirect') {
		const message = 'the browser hid a redirect, so its status and its target are unknown';
		return failure({kind: 'network', phase: 'done', message});
	}
	const message = `\`fetch\` returned a response of type \`${type}\`, which has no status`;
	return failure({kind: 'network', phase: type === 'error' ? 'request' : 'done', message});
};

/** Whether `fetch` has followed a redirect to another origin. */
const isFromElsewhere = (request: ApiRequest, {redirected, url}: Response): boolean =>
	redirected && URL.parse(url)?.origin !== new URL(request.url).origin;

const toReply = (request: ApiRequest, response: Response, body: BodyBytes): Reply => {
	const {status, headers, redirected} = response;
	const url = redirected ? response.url : request.url;
	if (body.ok || !response.ok) {
		const bytes = body.ok ? body.bytes : new Uint8Array(0);
		const reply = answer({status, headers, body: bytes, url});
		return redirected ? {...reply, redirected} : reply;
	}
	const {message, cause, phase} = body;
	return failure({kind: 'invalid-body', phase, message, cause, status, headers});
};

/**
 * How to read a body: the body of a success in full, the body of an error up to a limit. The bodies of HEAD and of
 * redirects that are followed are discarded.
 */
const readModeFor = (request: ApiRequest, response: Response, maxBodyBytes: number): ReadMode => {
	const followed = isRedirect(response) && request.redirect !== 'manual';
	if (followed || request.method === 'HEAD') return {type: 'discard'};
	if (response.ok) return {type: 'full', maxBytes: maxBodyBytes};
	return {type: 'truncate', maxBytes: Math.min(maxErrorBodyBytes, maxBodyBytes)};
};
