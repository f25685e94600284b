import {longSecrets, type Redact, redactor, mayContainSecret} from '../errors/redact.ts';
import type {ApiRequest} from '../request/api-request.ts';
import {isField} from '../response/fields.ts';
import type {Reply} from '../response/reply.ts';
import type {Meta} from './meta.ts';

/** The data that every result needs besides the reply. */
export type Context = {
	readonly request: ApiRequest;
	readonly meta: Meta;
	readonly redact: Redact;
	/** The time of day, in epoch milliseconds. */
	readonly nowMs: number;
};

/**
 * The header fields in which servers and gateways send the id of a request. `Headers` iterates in the order
 * of the names. If a response has several of these fields, the last one, which is the most common, is used.
 */
const requestIdFields: ReadonlySet<string> = new Set([
	'cf-ray',
	'x-amzn-requestid',
	'x-correlation-id',
	'x-request-id',
]);

/** Copies header fields without secrets. A name that contains one is replaced, too. */
const redactHeaders = (headers: Headers, secrets: readonly string[], redact: Redact): Headers => {
	const redactName = redactor(longSecrets(secrets));
	const clean = new Headers();
	for (const [name, value] of headers) {
		const isSafe = redactName(name) === name;
		if (isField(name, value)) clean.append(isSafe ? name : redactedName, redact(value));
	}
	return clean;
};

const redactedName = 'redacted';

/** Creates the `meta` of a result. Copies the header fields only if one may contain a secret. */
export const metaOf = (
	{method, template}: ApiRequest,
	reply: Reply,
	durationMs: number,
	secrets: readonly string[],
	redact: Redact,
): Meta => {
	const {headers = new Headers()} = reply;
	let requestId: string | undefined;
	let text = '';
	for (const [name, value] of headers) {
		text += `${name}: ${value}\n`;
		if (requestIdFields.has(name)) requestId = value;
	}
	return {
		request: {method, template: redact(template)},
		headers: mayContainSecret(text, secrets) ? redactHeaders(headers, secrets, redact) : headers,
		requestId: requestId === undefined ? undefined : redact(requestId),
		cache: reply.cache,
		durationMs,
		attempts: reply.attempts,
		notRetried: reply.notRetried,
	};
};
