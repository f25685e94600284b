import {ownProperties} from './errors/invalid-option.ts';
import type {Clock} from './pipeline/clock.ts';
import type {Handler} from './pipeline/middleware.ts';
import type {ApiRequest} from './request/api-request.ts';
import type {RequestDefaults} from './request/build-request.ts';
import {collectSecrets} from './request/call-secrets.ts';
import {resolveCallPolicy} from './request/call-policy.ts';
import {emptyHeaders} from './request/headers.ts';
import {isMethod} from './request/methods.ts';
import {readStream} from './request/read-stream.ts';
import {copyHeaders} from './response/fields.ts';
import {aborted, type Answer, type Failure, failure} from './response/reply.ts';
import {isStatus, statusOf, statusTable} from './status.ts';
import type {AwinResult} from './result/result.ts';

/** What `client.fetch` stands on. */
export type FetchOptions = {
	readonly pipeline: Handler;
	readonly defaults: RequestDefaults;
	/** Makes a result of a reply, for the error of a call that no answer came to. */
	readonly interpret: (pipeline: Handler) => Handler<AwinResult>;
	/** The largest body of a request, in bytes. */
	readonly maxBodyBytes: number;
	readonly clock: Clock;
};

/**
 * Makes a `fetch` over the pipeline. It takes what Fetch takes, answers with a standard `Response` whatever
 * the status is, and throws as Fetch does: the reason of an abort, a `TypeError` where no answer came.
 */
export const createFetch =
	({pipeline, defaults, interpret, maxBodyBytes, clock}: FetchOptions): typeof fetch =>
	async (input, init) => {
		/* As in Fetch, `null` takes away the signal of a Request. */
		const own = input instanceof Request ? input.signal : undefined;
		const signal = (init?.signal === undefined ? own : init.signal) ?? undefined;
		signal?.throwIfAborted();
		const sent = toRequest(input, init, defaults);
		const unread = toApiRequest(sent, signal, defaults);
		const request = await withBody(unread, sent.body, maxBodyBytes, clock);
		const reply = 'type' in request ? request : await pipeline(request);
		if (reply.type === 'answer') return toResponse(reply);
		/* As Fetch does, the reason itself, `null` too. */
		if (reply.kind === 'aborted' && reply.cause !== undefined) throw reply.cause;
		const {error} = await interpret(async () => reply)(unread);
		throw new TypeError('fetch failed', {cause: error});
	};

const toRequest = (
	input: RequestInfo | URL,
	init: RequestInit | undefined,
	{baseUrl}: RequestDefaults,
): Request => {
	/* Without the signal: a Request links to it for good. */
	const unlinked = {...init, signal: null};
	return input instanceof Request
		? new Request(input, unlinked)
		: new Request(new URL(input, `${baseUrl}/`), unlinked);
};

/** Reads the body, so that it can be sent at every attempt. The time that this takes counts for the deadline. */
const withBody = async (
	request: ApiRequest,
	stream: Request['body'],
	maxBytes: number,
	clock: Clock,
): Promise<ApiRequest | Failure> => {
	if (stream === null) return request;
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
		throw new TypeError('The URL must be of the origin of `baseUrl`: the credential goes along.');
	}
	if (!isMethod(method))
		throw new TypeError('The method must be one of those that the client sends.');
	url.hash = '';
	const headers = emptyHeaders();
	headers['user-agent'] = defaults.userAgent;
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

/** The request directives of RFC 9111 that stand for the modes of Fetch. */
const cacheModes: ReadonlyMap<RequestCache, string> = new Map([
	/* As Fetch does: many servers never answer `no-cache` with a 304. */
	['no-cache', 'max-age=0'],
	['reload', 'no-cache'],
	['only-if-cached', 'only-if-cached'],
]);

/** The codes that a `Response` refuses a body for (Fetch, "null body status"). */
const nullBodyStatuses: ReadonlySet<number> = new Set([
	statusOf['no-content'],
	205,
	statusOf['cache-hit'],
]);

const toResponse = ({status, headers, body, url, redirected}: Answer): Response => {
	const statusText = isStatus(status) ? statusTable[status].text : '';
	/* Bytes may be shared with the cache, so the response gets its own. */
	const own = nullBodyStatuses.has(status) ? null : body.slice();
	/* The constructor takes 200 to 599 only, though a server can send more. */
	const init = {
		status: status < 200 || status > 599 ? 599 : status,
		statusText,
		headers: copyHeaders(headers),
	};
	const response = new Response(own, init);
	for (const [key, value] of Object.entries({status, url, redirected})) {
		Object.defineProperty(response, key, {value, configurable: true});
	}
	return response;
};
