import {formsOf, type Redact, redactor} from '../errors/redact.ts';
import type {ApiRequest} from '../request/api-request.ts';
import type {Reply} from '../response/reply.ts';
import type {Meta} from './meta.ts';

/** What every variant of a result is made from, besides the reply. */
export type Context = {
	readonly request: ApiRequest;
	readonly meta: Meta;
	readonly redact: Redact;
	/** The time of day, in epoch milliseconds. */
	readonly nowMs: number;
};

/** The header fields in which servers and gateways put the id of a request, the most common first. */
const requestIdFields = ['x-request-id', 'x-correlation-id', 'x-amzn-requestid', 'cf-ray'] as const;

const requestIdOf = (headers: Headers): string | undefined => {
	for (const field of requestIdFields) {
		const id = headers.get(field);
		if (id !== null) return id;
	}
	return undefined;
};

/** A query parameter that holds a credential. */
const secretParameter = /^(access_?token|api_?key)$/i;

/** The credentials that the call itself brings, in its header fields and its URL. */
const callSecrets = ({headers, url}: ApiRequest): string[] => {
	const secrets: string[] = [];
	const {authorization, 'x-api-key': apiKey} = headers;
	if (authorization !== undefined) secrets.push(authorization.replace(/^\S+\s+/, ''));
	if (apiKey !== undefined) secrets.push(apiKey);
	const query = url.indexOf('?');
	if (query < 0) return secrets;
	for (const [name, value] of new URLSearchParams(url.slice(query))) {
		if (secretParameter.test(name)) secrets.push(value);
	}
	return secrets;
};

/** All that must not be shown of a call: the client's own tokens and what the call brings. */
export const secretsOf = (request: ApiRequest, known: readonly string[]): readonly string[] => {
	const own = callSecrets(request);
	return own.length === 0 ? known : [...known, ...own];
};

const none: Headers = new Headers();

/** Hands out the header fields of an answer; a field that shows a credential comes redacted. */
const cleanHeaders = (headers: Headers, secrets: readonly string[]): Headers => {
	const forms = formsOf(secrets);
	for (const [, value] of headers) {
		if (forms.some((form) => value.includes(form))) {
			return redactHeaders(headers, redactor(secrets));
		}
	}
	return headers;
};

const redactHeaders = (headers: Headers, redact: Redact): Headers => {
	const clean = new Headers();
	for (const [name, value] of headers) clean.append(name, redact(value));
	return clean;
};

/** Writes down how a reply came about. */
export const metaOf = (reply: Reply, durationMs: number, secrets: readonly string[]): Meta => {
	const headers = reply.headers === undefined ? none : cleanHeaders(reply.headers, secrets);
	return {
		headers,
		requestId: requestIdOf(headers),
		cache: reply.cache,
		durationMs,
		attempts: reply.attempts,
		notRetried: reply.notRetried,
	};
};
