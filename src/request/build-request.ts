import {checkNumber, invalidOption, isPlainObject, readOptions} from '../errors/invalid-option.ts';
import type {ApiRequest, BodyForm, RequestBody} from './api-request.ts';
import {collectSecrets} from './call-secrets.ts';
import type {CallOptions} from './call-options.ts';
import {writeHeaders} from './headers.ts';
import {writeJson} from './json.ts';
import {isMethod, type Method, methods} from './methods.ts';
import {fillPath, withoutQuery} from './path-template.ts';
import type {CallPolicy} from './policy.ts';
import {resolveCallPolicy} from './call-policy.ts';
import {writeQuery} from './query.ts';
import {isAsyncIterable} from './replayable.ts';

/** What the client adds to every request. */
export type RequestDefaults = {
	readonly baseUrl: string;
	readonly userAgent: string;
	readonly policy: Omit<CallPolicy, 'idempotent' | 'quota'>;
};

const knownOptions = [
	'path',
	'query',
	'json',
	'body',
	'headers',
	'signal',
	'retry',
	'attemptTimeoutMs',
	'deadlineMs',
	'idempotent',
	'idempotencyKey',
	'schema',
	'as',
	'maxBodyBytes',
	'cache',
	'priority',
	'bucket',
	'maxWaitMs',
] as const satisfies readonly (keyof CallOptions)[];

/**
 * Creates a request from the arguments of a call and the defaults of the client.
 *
 * @throws TypeError if an argument is invalid. The message names the option and what it accepts.
 */
export const buildRequest = (
	method: Method,
	template: string,
	options: CallOptions,
	defaults: RequestDefaults,
): ApiRequest => {
	if (!isMethod(method)) throw invalidOption('method', `one of ${methods.join(', ')}`, method);
	if (typeof template !== 'string') throw invalidOption('path', 'a string', template);
	const own = readOptions(options, knownOptions, {option: 'options', where: 'The call'});
	for (const option of ['path', 'query', 'headers'] as const) checkPlain(option, own[option]);
	checkSchema(own.schema);
	const as = formOf(own);
	const {signal} = own;
	if (signal !== undefined && !isSignal(signal)) {
		throw invalidOption('signal', 'an AbortSignal', signal);
	}
	const body = bodyOf(method, own);
	const headers = {
		accept: acceptOf[as],
		'user-agent': defaults.userAgent,
		...(own.json !== undefined && {'content-type': 'application/json'}),
		...(own.headers && writeHeaders(own.headers)),
	};
	const path = fillPath(template, own.path);
	const query = own.query === undefined ? '' : writeQuery(own.query, path);
	const separator = query === '' ? '' : path.includes('?') ? '&' : '?';
	const policy = resolveCallPolicy(method, own, defaults.policy);
	return {
		...policy,
		method,
		url: `${defaults.baseUrl}${path}${separator}${query}`,
		template: withoutQuery(template),
		headers: withIdempotencyKey(headers, own.idempotencyKey),
		body,
		signal,
		redirect: 'follow',
		credentialDigest: '',
		secrets: collectSecrets(),
		as,
		maxBodyBytes:
			own.maxBodyBytes === undefined
				? undefined
				: checkNumber('maxBodyBytes', own.maxBodyBytes, {min: 1}),
		idleTimeoutMs: policy.attemptTimeoutMs,
		schema: own.schema,
	};
};

/** The `Accept` field of each form, unless the caller sets another. */
const acceptOf = {
	json: 'application/json',
	text: 'text/*, */*;q=0.5',
	bytes: '*/*',
	stream: '*/*',
} as const satisfies Record<BodyForm, string>;

const formOf = ({as = 'json', schema}: CallOptions): BodyForm => {
	if (typeof as !== 'string' || !Object.hasOwn(acceptOf, as)) {
		throw invalidOption('as', "'json', 'text', 'bytes' or 'stream'", as);
	}
	if (schema !== undefined && as !== 'json') {
		throw new TypeError("Option `schema` validates JSON: omit `as`, or set it to 'json'.");
	}
	return as;
};

/* Rejects Map, URLSearchParams and Headers: their entries are not properties, so they would be lost. */
const checkPlain = (option: string, value: unknown): void => {
	if (value !== undefined && !isPlainObject(value)) {
		throw invalidOption(option, 'a plain object', value);
	}
};

const checkSchema = (schema: unknown): void => {
	if (schema === undefined) return;
	const usable = (typeof schema === 'object' && schema !== null) || typeof schema === 'function';
	const standard: unknown = usable ? Reflect.get(schema, '~standard') : undefined;
	if (!isPlainObject(standard) || typeof standard['validate'] !== 'function') {
		throw invalidOption('schema', 'a Standard Schema (standardschema.dev)', schema);
	}
};

/* Not `instanceof`, so that a signal of another realm works too. */
const isSignal = (signal: unknown): boolean =>
	typeof signal === 'object' &&
	signal !== null &&
	typeof Reflect.get(signal, 'aborted') === 'boolean' &&
	typeof Reflect.get(signal, 'addEventListener') === 'function';

const bodyOf = (method: Method, {json, body}: CallOptions): RequestBody | undefined => {
	const hasBody = json !== undefined || body !== undefined;
	if (hasBody && (method === 'GET' || method === 'HEAD')) {
		throw new TypeError(`A ${method} request has no body: omit \`json\` and \`body\`.`);
	}
	if (json !== undefined && body !== undefined) {
		throw new TypeError('Give `json` or `body`, not both.');
	}
	if (body !== undefined && !isBody(body)) {
		throw invalidOption(
			'body',
			'a string, bytes, a Blob, FormData, URLSearchParams, a stream, an async iterable or a function',
			body,
		);
	}
	if (body instanceof ReadableStream && body.locked) {
		throw new TypeError('Option `body` must not be a locked stream: another reader consumes it.');
	}
	return json === undefined ? body : writeJson(json);
};

/* Rejects plain objects and arrays, which fetch would send as "[object Object]" or the like. They belong in `json`. */
const isBody = (body: unknown): boolean =>
	typeof body === 'string' ||
	typeof body === 'function' ||
	isAsyncIterable(body) ||
	(typeof body === 'object' && body !== null && !Array.isArray(body) && !isPlainObject(body));

const withIdempotencyKey = (
	headers: Readonly<Record<string, string>>,
	key: string | boolean | undefined,
): Readonly<Record<string, string>> => {
	if (key === undefined || key === false) return headers;
	const value = key === true ? crypto.randomUUID() : key;
	if (typeof value !== 'string' || !/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(value)) {
		throw invalidOption('idempotencyKey', 'true or visible ASCII without quotes', value);
	}
	/* The draft defines the value as a structured field string, which is in quotes (RFC 9651 section 3.3.3). */
	return {...headers, 'idempotency-key': `"${value}"`};
};
