import {formsOf, type Redact, redactor} from '../errors/redact.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {credentialsOf} from '../request/credentials.ts';
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

/** All that must not be shown of a call: the client's own tokens and what the call brings. */
export const secretsOf = (request: ApiRequest, known: readonly string[]): readonly string[] => {
	const own = credentialsOf(request);
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
