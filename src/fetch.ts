import {ownProperties} from './errors/invalid-option.ts';
import type {Clock} from './pipeline/clock.ts';
import type {Handler} from './pipeline/middleware.ts';
import {totalTimeout} from './pipeline/total-timeout.ts';
import type {ApiRequest} from './request/api-request.ts';
import type {RequestDefaults} from './request/build-request.ts';
import {collectSecrets} from './request/call-secrets.ts';
import {resolveCallPolicy} from './request/call-policy.ts';
import {emptyHeaders} from './request/headers.ts';
import {fromBodyInit} from './request/fetch-body.ts';
import {readStream} from './request/read-stream.ts';
import {bodyStream} from './response/body-stream.ts';
import {copyHeaders} from './response/fields.ts';
import {nullBodyStatuses} from './response/null-body.ts';
import {aborted, type Answer, type Failure, failure} from './response/reply.ts';
import {isStatus, statusTable} from './status.ts';
import type {AwinResult} from './result/result.ts';

/** The dependencies of {@link createFetch}. */
export type FetchOptions = {
	readonly pipeline: Handler;
	readonly defaults: RequestDefaults;
	/** Turns a reply into a result. Used to create the error of a call that failed without a response. */
	readonly interpret: (pipeline: Handler) => Handler<AwinResult>;
	/** The maximum size of the body of a request, in bytes. */
	readonly maxBodyBytes: number;
	readonly clock: Clock;
};

/**
 * Creates a `fetch` that uses the pipeline. It takes the arguments of `fetch` and resolves with a standard `Response`
 * for any status. Like `fetch`, it rejects with the reason of an abort, or with a `TypeError` if no response came. The
 * `cause` of the `TypeError` is the typed error. The body of the response arrives as it comes, except that of an error
 * and that of a GET that uses the cache. If it breaks, it ends with such a `TypeError`, too.
 */
export const createFetch =
	({pipeline, defaults, interpret, maxBodyBytes, clock}: FetchOptions): typeof fetch =>
	async (input, init) => {
		/* As in Fetch, `signal: null` removes the signal of a Request. */
		const inputSignal = input instanceof Request ? input.signal : undefined;
		const signal = (init?.signal === undefined ? inputSignal : init.signal) ?? undefined;
		signal?.throwIfAborted();
		const fetchRequest = toRequest(input, init, defaults);
		const apiRequest = toApiRequest(fetchRequest, signal, defaults);
		const toError = async (failed: Failure, message: string): Promise<unknown> => {
			/* As in Fetch, the reason itself, even if it is `null`. */
			if (failed.kind === 'aborted' && failed.cause !== undefined) return failed.cause;
			const {error} = await interpret(async () => failed)(apiRequest);
			return new TypeError(message, {cause: error});
		};
		const ownBody = init?.body ?? undefined;
		const request =
			ownBody === undefined ? apiRequest : {...apiRequest, body: fromBodyInit(ownBody)};
		/* The body of a `Request` is a stream, so it is read here to be sent at every attempt. */
		const unread = ownBody === undefined ? fetchRequest.body : null;
		const readAndSend =
			(stream: NonNullable<Request['body']>): Handler =>
			async (limited) => {
				const read = await withBody(limited, stream, maxBodyBytes, clock);
				/* The limit includes the time of the body, so the pipeline must not start another one. */
				return read.failure !== undefined
					? read.failure
					: pipeline({...read.request, totalTimeoutMs: Infinity});
			};
		const send = unread === null ? pipeline : totalTimeout({clock})(readAndSend(unread));
		const reply = await send(request);
		if (reply.type === 'failure') throw await toError(reply, 'fetch failed');
		const stream =
			reply.reader && bodyStream(reply.reader, (failed) => toError(failed, 'terminated'));
		return toResponse(reply, stream);
	};

const toRequest = (
	input: RequestInfo | URL,
	init: RequestInit | undefined,
	{baseUrl}: RequestDefaults,
): Request => {
	/*
	 * Without the signal, because a Request never unlinks from it. With a body that has no content type and is not
	 * read: the Request then checks that the method allows one.
	 */
	const hasBody = init?.body !== undefined && init.body !== null;
	const initWithoutSignal = {
		...init,
		signal: null,
		...(hasBody && {body: new Uint8Array(0)}),
	};
	return input instanceof Request
		? new Request(input, initWithoutSignal)
		: new Request(new URL(input, `${baseUrl}/`), initWithoutSignal);
};

/** The request with its body, or the failure of reading it. */
type WithBody =
	| {readonly request: ApiRequest; readonly failure?: undefined}
	| {readonly failure: Failure};

/**
 * Reads the body, so that it can be sent at every attempt. The time that this takes counts toward the deadline.
 *
 * @throws TypeError if the body is larger than `maxBytes`, or if its stream fails.
 */
const withBody = async (
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

const toApiRequest = (
	request: Request,
	signal: AbortSignal | undefined,
	defaults: RequestDefaults,
): ApiRequest => {
	const {origin} = new URL(defaults.baseUrl);
	const {method} = request;
	const url = new URL(request.url);
	if (url.origin !== origin) {
		throw new TypeError(
			'The URL must have the origin of `baseUrl`, because the credential is sent with the request.',
		);
	}
	url.hash = '';
	const headers = emptyHeaders();
	headers['user-agent'] = defaults.userAgent;
	Object.assign(headers, defaults.headers);
	for (const [name, value] of request.headers) headers[name] = value;
	const cacheControl = cacheModes.get(request.cache);
	if (cacheControl !== undefined) headers['cache-control'] ??= cacheControl;
	const policy = resolveCallPolicy(method, ownProperties({}), defaults.policy);
	/* The response of a GET that uses the cache may be stored, so it is read in full. A HEAD may update that. */
	const isBuffered =
		(method === 'GET' || method === 'HEAD') &&
		policy.cache !== false &&
		request.cache !== 'no-store';
	return {
		...policy,
		...(request.cache === 'no-store' && {cache: false}),
		method,
		url: url.href,
		template: url.pathname,
		headers,
		body: undefined,
		signal,
		redirect: request.redirect,
		credentialDigest: '',
		secrets: collectSecrets(),
		as: isBuffered ? 'bytes' : 'stream',
		maxBodyBytes: undefined,
		idleTimeoutMs: policy.attemptTimeoutMs,
		schema: undefined,
	};
};

/** The `Cache-Control` request directives (RFC 9111) that correspond to the cache modes of Fetch. */
const cacheModes: ReadonlyMap<RequestCache, string> = new Map([
	/* As in Fetch. Many servers never respond to `no-cache` with a 304. */
	['no-cache', 'max-age=0'],
	['reload', 'no-cache'],
	['only-if-cached', 'only-if-cached'],
]);

const toResponse = (
	{status, headers, body, url, redirected}: Answer,
	stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined,
): Response => {
	const statusText = isStatus(status) ? statusTable[status].text : '';
	/* A copy, because the bytes may be shared with the cache. */
	const responseBody = nullBodyStatuses.has(status) ? null : (stream ?? body.slice());
	/* The constructor accepts only 200 to 599, but a server can send other statuses. */
	const init = {
		status: status < 200 || status > 599 ? 599 : status,
		statusText,
		headers: copyHeaders(headers),
	};
	const response = new Response(responseBody, init);
	for (const [key, value] of Object.entries({status, url, redirected})) {
		Object.defineProperty(response, key, {value, configurable: true});
	}
	return response;
};
