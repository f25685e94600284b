import {encodingsOfAll, type Redact} from '../errors/redact.ts';
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

/**
 * The header fields in which servers and gateways put the id of a request. `Headers` gives them sorted by
 * name: of several the last one counts, which is the most common.
 */
const requestIdFields: ReadonlySet<string> = new Set([
	'cf-ray',
	'x-amzn-requestid',
	'x-correlation-id',
	'x-request-id',
]);

/** All that must not be shown of a call: the client's own tokens and what the call brings. */
export const secretsOf = (request: ApiRequest, known: readonly string[]): readonly string[] => {
	const own = credentialsOf(request);
	return own.length === 0 ? known : [...known, ...own];
};

/** Looks once through the header fields of an answer: for the id of the request, and for what shows a credential. */
const lookThrough = (headers: Headers, secrets: readonly string[]) => {
	const forms = encodingsOfAll(secrets);
	let requestId: string | undefined;
	let showsSecret = false;
	for (const [name, value] of headers) {
		for (const form of forms) showsSecret ||= value.includes(form);
		if (requestIdFields.has(name)) requestId = value;
	}
	return {requestId, showsSecret};
};

const redactHeaders = (headers: Headers, redact: Redact): Headers => {
	const clean = new Headers();
	for (const [name, value] of headers) clean.append(name, redact(value));
	return clean;
};

/** Writes down how a reply came about. A field that shows a credential comes redacted. */
export const metaOf = (
	reply: Reply,
	durationMs: number,
	secrets: readonly string[],
	redact: Redact,
): Meta => {
	const {headers = new Headers()} = reply;
	const {requestId, showsSecret} = lookThrough(headers, secrets);
	return {
		headers: showsSecret ? redactHeaders(headers, redact) : headers,
		requestId: requestId === undefined ? undefined : redact(requestId),
		cache: reply.cache,
		durationMs,
		attempts: reply.attempts,
		notRetried: reply.notRetried,
	};
};
