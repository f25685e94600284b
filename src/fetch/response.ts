import {isBrowser} from '../request/is-browser.ts';
import {copyHeaders} from '../response/fields.ts';
import {nullBodyStatuses} from '../response/null-body.ts';
import type {Answer} from '../response/reply.ts';
import {type BodyError, showBodyError} from './body-error.ts';

type ErrorOf = () => BodyError | undefined;

type Body = ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer> | null;

/** What the constructor of `Response` does not take: it is for responses that did not come from a server. */
type Origin = Pick<Response, 'status' | 'statusText' | 'url' | 'redirected' | 'type'>;

/** The methods of `Headers` that change them. Those of a response of `fetch` are immutable (Fetch, "guard"). */
const refuseChange = {
	value: () => {
		throw new TypeError('The header fields of a response of `fetch` are immutable.');
	},
};

const origin = Symbol('origin');

type Made = Response & {readonly [origin]: Origin & {readonly errorOf: ErrorOf}};

const fromOrigin = (name: keyof Origin): PropertyDescriptor => ({
	get(this: Made) {
		return this[origin][name];
	},
});

/* One prototype for all responses costs less than properties of each. */
const prototypes = {
	headers: Object.create(Headers.prototype, {
		append: refuseChange,
		delete: refuseChange,
		set: refuseChange,
	}),
	response: Object.create(Response.prototype, {
		status: fromOrigin('status'),
		statusText: fromOrigin('statusText'),
		url: fromOrigin('url'),
		redirected: fromOrigin('redirected'),
		type: fromOrigin('type'),
		clone: {
			value: function clone(this: Made) {
				return withOrigin(Response.prototype.clone.call(this), this[origin]);
			},
		},
	}),
};

const withOrigin = (response: Response, value: Made[typeof origin]): Response => {
	const {headers, response: prototype} = prototypes;
	if (isBrowser()) showBodyError(response, value.errorOf);
	Object.setPrototypeOf(response.headers, headers);
	Object.setPrototypeOf(response, prototype);
	return Object.defineProperty(response, origin, {value});
};

const create = (body: Body, status: number, headers: Headers): Response => {
	try {
		return new Response(body, {status, headers});
	} catch {
		/* A server can send fields that no `Headers` accepts. */
		return new Response(body, {status, headers: copyHeaders(headers)});
	}
};

/* In a browser, a response of another origin than that of the page was allowed by CORS. */
const typeOf = (url: string): ResponseType => {
	const page: unknown = Reflect.get(globalThis, 'location');
	if (!(page instanceof Object) || !('origin' in page)) return 'basic';
	return new URL(url).origin === page.origin ? 'basic' : 'cors';
};

/**
 * Creates the standard `Response` of an answer.
 *
 * @param stream - The body that is still to be read.
 * @param errorOf - Returns the error that ended the stream.
 */
export const toResponse = (
	{status, statusText, headers, body, url, redirected}: Answer,
	method: string,
	stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined,
	errorOf: ErrorOf,
): Response => {
	const isEmpty = nullBodyStatuses.has(status) || method === 'HEAD';
	/* A copy, because the bytes may be shared with the cache. */
	const responseBody = isEmpty ? null : (stream ?? body.slice());
	/* The constructor accepts only 200 to 599, but a server can send other statuses. */
	const accepted = status < 200 || status > 599 ? 599 : status;
	const response = create(responseBody, accepted, headers);
	const type = typeOf(url);
	return withOrigin(response, {status, statusText, url, redirected, type, errorOf});
};
