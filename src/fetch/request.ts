import {ownProperties} from '../errors/invalid-option.ts';
import type {ApiRequest, RequestBody} from '../request/api-request.ts';
import type {RequestDefaults} from '../request/build-request.ts';
import {resolveCallPolicy} from '../request/call-policy.ts';
import {collectSecrets} from '../request/call-secrets.ts';
import {fromBodyInit} from '../request/fetch-body.ts';
import {emptyHeaders} from '../request/headers.ts';
import {toText} from '../request/to-text.ts';
import {readHeaders} from './headers.ts';
import type {FetchInit} from './init.ts';
import {toRequest} from './standard-request.ts';

/** The arguments of a call, as Fetch reads them. */
export type FetchCall = {
	/** The request of the pipeline. Its `body` is that of the init. */
	readonly request: ApiRequest;
	/** The `Request` whose body is sent, if the init has none. */
	readonly source: Request | undefined;
	/** The hashes that the body of the response must match. */
	readonly integrity: string;
};

/** Returns the URL without its fragment. The messages do not contain it, because a URL can contain secrets. */
const toUrl = (input: Request | URL | string, base: URL): URL => {
	const isUrl = typeof input === 'string' || input instanceof Object;
	const text = input instanceof Request ? input.url : toText(input);
	/* Anything else would be a relative URL, such as `/undefined`, and the token would be sent there. */
	const url = isUrl && !/^\[object \w+\]$/.test(text) ? URL.parse(text, base.href) : null;
	if (url === null) throw new TypeError('The URL of `client.fetch` is not valid.');
	if (url.username !== '' || url.password !== '') {
		throw new TypeError('The URL of `client.fetch` must not contain credentials.');
	}
	if (url.origin !== base.origin) {
		throw new TypeError(
			'The URL must have the origin of `baseUrl`, because the credential is sent with the request.',
		);
	}
	if (url.hash !== '' || url.href.endsWith('#')) url.hash = '';
	return url;
};

/** The members that `fetch` gets as they are, with their defaults, which are left out. */
const handedOn = [
	['cache', 'default'],
	['credentials', 'same-origin'],
	['keepalive', false],
	['mode', 'cors'],
	['referrer', 'about:client'],
	['referrerPolicy', ''],
] as const;

/** Returns the members that `fetch` gets; `undefined` if all have their defaults. */
const initOf = (
	request: Request | undefined,
	{members, others}: FetchInit,
): Readonly<Record<string, unknown>> | undefined => {
	const init: Record<string, unknown> = ownProperties({...others});
	if (members['priority'] !== undefined) init['priority'] = members['priority'];
	for (const [name, standard] of handedOn) {
		const value: unknown = request === undefined ? undefined : request[name];
		if (value !== undefined && value !== standard) init[name] = value;
	}
	return Object.keys(init).length === 0 ? undefined : init;
};

/** The `Cache-Control` request directives (RFC 9111) that correspond to the cache modes of Fetch. */
const cacheModes: ReadonlyMap<unknown, string> = new Map([
	/* As in Fetch. Many servers never respond to `no-cache` with a 304. */
	['no-cache', 'max-age=0'],
	['reload', 'no-cache'],
	['only-if-cached', 'only-if-cached'],
]);

const isEmpty = ({members, headers, body, signal}: FetchInit): boolean =>
	headers === undefined &&
	body === undefined &&
	signal === undefined &&
	Object.values(members).every((value) => value === undefined);

/** The `Request` that the arguments stand for; `undefined` for a plain GET. */
const requestOf = (
	input: Request | URL | string,
	url: URL,
	init: FetchInit,
): Request | undefined => {
	if (input instanceof Request) return isEmpty(init) ? input : toRequest(input, init);
	return isEmpty({...init, headers: undefined, signal: undefined})
		? undefined
		: toRequest(url, init);
};

const headersOf = (
	input: Request | URL | string,
	init: FetchInit,
	defaults: RequestDefaults,
	cacheControl: string | undefined,
): Readonly<Record<string, string>> => {
	const own = init.headers ?? (input instanceof Request ? readHeaders(input.headers) : {});
	const headers = emptyHeaders();
	headers['user-agent'] = defaults.userAgent;
	if (cacheControl !== undefined) headers['cache-control'] = cacheControl;
	return Object.assign(headers, defaults.headers, own);
};

/**
 * Creates the function that reads the arguments of `fetch`. A relative URL is resolved against the base URL. The function
 * throws a `TypeError` if Fetch does not allow the arguments, or if the URL has another origin than the base URL.
 */
export const fetchCallReader = (defaults: RequestDefaults) => {
	const base = new URL(`${defaults.baseUrl}/`);
	return (input: Request | URL | string, init: FetchInit): FetchCall =>
		toFetchCall(input, toUrl(input, base), init, defaults);
};

const toFetchCall = (
	input: Request | URL | string,
	url: URL,
	init: FetchInit,
	defaults: RequestDefaults,
): FetchCall => {
	const body: RequestBody | undefined =
		init.body === undefined ? undefined : fromBodyInit(init.body);
	const request = requestOf(input, url, init);
	const method = request?.method ?? 'GET';
	const isBodiless = method === 'GET' || method === 'HEAD';
	/* On Bun, the constructor leaves the body to the `Request` that it copies. */
	const owner = input instanceof Request && !input.bodyUsed ? input : request;
	const source = body === undefined && !isBodiless && request?.body !== null ? owner : undefined;
	if (source !== undefined && (source.bodyUsed || source.body?.locked === true)) {
		throw new TypeError('The body of the `Request` is already used.');
	}
	const inputSignal = input instanceof Request ? input.signal : undefined;
	const mode = request?.cache;
	const policy = resolveCallPolicy(method, ownProperties({}), defaults.policy);
	const bypassesCache = mode === 'no-store' || request?.credentials === 'include';
	return {
		request: {
			...policy,
			...(bypassesCache && {cache: false}),
			method,
			url: url.href,
			template: url.pathname,
			headers: headersOf(input, init, defaults, cacheModes.get(mode)),
			body,
			/* As in Fetch, `null` removes the signal of a `Request`. */
			signal: (init.signal === undefined ? inputSignal : init.signal) ?? undefined,
			redirect: request?.redirect ?? 'follow',
			credential: 'bearer',
			credentialDigest: '',
			bodyKey: undefined,
			secrets: collectSecrets(),
			as: 'response',
			maxBodyBytes: undefined,
			idleTimeoutMs: policy.attemptTimeoutMs,
			schema: undefined,
			init: initOf(request, init),
		},
		source,
		integrity: request?.integrity ?? '',
	};
};
