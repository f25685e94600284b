import {ownProperties} from './errors/invalid-option.ts';
import type {Clock} from './pipeline/clock.ts';
import type {Handler} from './pipeline/middleware.ts';
import {totalTimeout} from './pipeline/total-timeout.ts';
import type {ApiRequest} from './request/api-request.ts';
import type {RequestDefaults} from './request/build-request.ts';
import {collectSecrets} from './request/call-secrets.ts';
import {resolveCallPolicy} from './request/call-policy.ts';
import {emptyHeaders} from './request/headers.ts';
import {invalidMethod, isMethod} from './request/methods.ts';
import {readStream} from './request/read-stream.ts';
import {copyHeaders} from './response/fields.ts';
import {aborted, type Answer, type Failure, failure} from './response/reply.ts';
import {isStatus, statusOf, statusTable} from './status.ts';
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
 * `cause` of the `TypeError` is the typed error.
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
		const {body} = fetchRequest;
		const sendWith =
			(stream: NonNullable<Request['body']>): Handler =>
			async (limited) => {
				const request = await withBody(limited, stream, maxBodyBytes, clock);
				/* The limit includes the time of the body, so the pipeline must not start another one. */
				return 'type' in request ? request : pipeline({...request, totalTimeoutMs: Infinity});
			};
		const send = body === null ? pipeline : totalTimeout({clock})(sendWith(body));
		const reply = await send(apiRequest);
		if (reply.type === 'answer') return toResponse(reply);
		/* As in Fetch, the reason itself, even if it is `null`. */
		if (reply.kind === 'aborted' && reply.cause !== undefined) throw reply.cause;
		const {error} = await interpret(async () => reply)(apiRequest);
		throw new TypeError('fetch failed', {cause: error});
	};

const toRequest = (
	input: RequestInfo | URL,
	init: RequestInit | undefined,
	{baseUrl}: RequestDefaults,
): Request => {
	/* Without the signal, because a Request never unlinks from it. */
	const initWithoutSignal = {...init, signal: null};
	return input instanceof Request
		? new Request(input, initWithoutSignal)
		: new Request(new URL(input, `${baseUrl}/`), initWithoutSignal);
};

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
): Promise<ApiRequest | Failure> => {
	const {signal, deadlineMs} = request;
	const startedAt = clock.elapsed();
	const limits = {signal, timeoutMs: deadlineMs, maxBytes, after: clock.after};
	const read = await readStream(stream, limits);
	switch (read.type) {
		case 'bytes': {
			const leftMs = deadlineMs - (clock.elapsed() - startedAt);
			return {...request, body: read.bytes, deadlineMs: leftMs};
		}
		case 'too-large':
			throw new TypeError(`The body of the request must not be larger than ${maxBytes} bytes.`);
		case 'failed':
			throw new TypeError('The body of the request could not be read.', {cause: read.cause});
		case 'timeout': {
			const message = `the body of the request could not be read within ${deadlineMs} ms`;
			return failure({kind: 'timeout', phase: 'connect', message});
		}
		case 'aborted':
			return aborted(read.signal, 'connect');
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
	if (!isMethod(method)) throw invalidMethod(method);
	url.hash = '';
	const headers = emptyHeaders();
	headers['user-agent'] = defaults.userAgent;
	Object.assign(headers, defaults.headers);
	for (const [name, value] of request.headers) headers[name] = value;
	const cacheControl = cacheModes.get(request.cache);
	if (cacheControl !== undefined) headers['cache-control'] ??= cacheControl;
	return {
		...resolveCallPolicy(method, ownProperties({}), defaults.policy),
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

/** The statuses for which the `Response` constructor does not accept a body (Fetch, "null body status"). */
const nullBodyStatuses: ReadonlySet<number> = new Set([
	statusOf['no-content'],
	205,
	statusOf['cache-hit'],
]);

const toResponse = ({status, headers, body, url, redirected}: Answer): Response => {
	const statusText = isStatus(status) ? statusTable[status].text : '';
	/* A copy, because the bytes may be shared with the cache. */
	const responseBody = nullBodyStatuses.has(status) ? null : body.slice();
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
