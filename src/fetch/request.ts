import {ownProperties} from '../errors/invalid-option.ts';
import type {ApiRequest} from '../request/api-request.ts';
import type {RequestDefaults} from '../request/build-request.ts';
import {resolveCallPolicy} from '../request/call-policy.ts';
import {collectSecrets} from '../request/call-secrets.ts';
import {emptyHeaders, isTransportField} from '../request/headers.ts';

/** Creates the standard `Request` of the arguments of `fetch`. A relative URL is resolved against the base URL. */
export const toRequest = (
	input: RequestInfo | URL,
	init: RequestInit | undefined,
	{baseUrl}: RequestDefaults,
): Request => {
	/*
	 * Without the signal, because a Request never unlinks from it. With a body that has no content type and is not
	 * read: the Request then checks that the method allows one.
	 */
	const hasBody = init?.body !== undefined && init.body !== null;
	const initWithoutSignal = ownProperties({
		...init,
		signal: null,
		...(hasBody && {body: new Uint8Array(0)}),
	});
	return input instanceof Request
		? new Request(input, initWithoutSignal)
		: new Request(new URL(input, `${baseUrl}/`), initWithoutSignal);
};

/**
 * Creates the request of the pipeline, without its body. As in Fetch (section 2.2.2, "forbidden request-header"), the
 * fields that `fetch` sets itself are left out.
 *
 * @throws TypeError if the URL has another origin than the base URL.
 */
export const toApiRequest = (
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
	for (const [name, value] of request.headers) {
		if (!isTransportField(name)) headers[name] = value;
	}
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
		credential: 'bearer',
		credentialDigest: '',
		bodyKey: undefined,
		secrets: collectSecrets(),
		as: isBuffered ? 'bytes' : 'stream',
		maxBodyBytes: undefined,
		idleTimeoutMs: policy.attemptTimeoutMs,
		schema: undefined,
		observed: undefined,
	};
};

/** The `Cache-Control` request directives (RFC 9111) that correspond to the cache modes of Fetch. */
const cacheModes: ReadonlyMap<RequestCache, string> = new Map([
	/* As in Fetch. Many servers never respond to `no-cache` with a 304. */
	['no-cache', 'max-age=0'],
	['reload', 'no-cache'],
	['only-if-cached', 'only-if-cached'],
]);
