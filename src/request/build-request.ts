import {
	checkNumber,
	checkPlainObject,
	invalidOption,
	isPlainObject,
	ownProperties,
	readOptions,
} from '../errors/invalid-option.ts';
import type {ApiRequest} from './api-request.ts';
import {acceptOf, bodyOf, checkKeyBody, formOf} from './body.ts';
import {collectSecrets} from './call-secrets.ts';
import type {CallOptions} from './call-options.ts';
import {writeHeaders} from './headers.ts';
import {invalidMethod, isMethod, type Method} from './methods.ts';
import type {CallPolicy} from './policy.ts';
import {resolveCallPolicy} from './call-policy.ts';
import {writeQuery} from './query.ts';
import {targetOf} from './target.ts';

/** What the client adds to every request. */
export type RequestDefaults = {
	readonly baseUrl: string;
	readonly userAgent: string;
	/** The header fields of every call, by their names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly policy: Omit<CallPolicy, 'idempotent' | 'quota'>;
};

/** The names of the options of a call, without `path`. */
export const callOptionNames = [
	'query',
	'json',
	'body',
	'headers',
	'signal',
	'retry',
	'attemptTimeoutMs',
	'deadlineMs',
	'totalTimeoutMs',
	'idempotent',
	'idempotencyKey',
	'schema',
	'credential',
	'as',
	'maxBodyBytes',
	'cache',
	'priority',
	'bucket',
	'maxWaitMs',
] as const satisfies readonly (keyof CallOptions)[];

const knownWithPath = ['path', ...callOptionNames];
const knownInInput = ['method', 'path', 'pathParams', ...callOptionNames];

/** A call as one object. The values of the placeholders are `pathParams`, because `path` is the template. */
export type CallInput = Omit<CallOptions, 'path'> & {
	readonly method?: Method | undefined;
	readonly path: string;
	readonly pathParams?: CallOptions['path'];
};

/**
 * Creates a request from a call as one object and the defaults of the client.
 *
 * @throws TypeError if a property is invalid. The message names it and what it accepts.
 */
export const buildFromInput = (input: CallInput, defaults: RequestDefaults): ApiRequest => {
	const own = readOptions(input, knownInInput, {option: 'request', where: 'The call'});
	const {method = 'GET', path, pathParams, ...options} = own;
	return build(method, path, ownProperties({...options, path: pathParams}), defaults, 'pathParams');
};

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
	const own = readOptions(options, knownWithPath, {option: 'options', where: 'The call'});
	return build(method, template, own, defaults, 'path');
};

/** `valuesOption` is the option with the values of the placeholders. */
const build = (
	method: Method,
	template: string,
	own: CallOptions,
	defaults: RequestDefaults,
	valuesOption: string,
): ApiRequest => {
	if (!isMethod(method)) throw invalidMethod(method);
	if (typeof template !== 'string') throw invalidOption('path', 'a string', template);
	checkPlainObject(valuesOption, own.path);
	for (const option of ['query', 'headers'] as const) checkPlainObject(option, own[option]);
	checkSchema(own.schema);
	checkCredential(own.credential);
	const as = formOf(own);
	const {signal} = own;
	checkSignal(signal);
	const body = bodyOf(method, own);
	const headers = {
		accept: acceptOf[as],
		'user-agent': defaults.userAgent,
		...(own.json !== undefined && {'content-type': 'application/json'}),
		...(own.headers === undefined ? defaults.headers : writeHeaders(own.headers, defaults.headers)),
	};
	const {url, shown} = targetOf(template, own.path, defaults.baseUrl, valuesOption);
	const query = own.query === undefined ? '' : writeQuery(own.query, url);
	const separator = query === '' ? '' : url.includes('?') ? '&' : '?';
	const policy = resolveCallPolicy(method, own, defaults.policy);
	if (policy.cacheablePost === true) checkKeyBody(body);
	return {
		...policy,
		method,
		url: `${url}${separator}${query}`,
		template: shown,
		headers: withIdempotencyKey(headers, own.idempotencyKey),
		body,
		signal,
		redirect: 'follow',
		credential: own.credential ?? 'bearer',
		credentialDigest: '',
		bodyKey: undefined,
		secrets: collectSecrets(),
		as,
		maxBodyBytes:
			own.maxBodyBytes === undefined
				? undefined
				: checkNumber('maxBodyBytes', own.maxBodyBytes, {min: 1}),
		idleTimeoutMs: policy.attemptTimeoutMs,
		schema: own.schema,
		/* A property of every request, so that engines optimize observed calls and others alike. */
		observed: undefined,
	};
};

const credentialSchemes = ['bearer', 'x-api-key', 'none'] as const;

const checkCredential = (credential: unknown): void => {
	if (credential === undefined || credentialSchemes.some((scheme) => scheme === credential)) return;
	throw invalidOption('credential', `one of ${credentialSchemes.join(', ')}`, credential);
};

const checkSchema = (schema: unknown): void => {
	if (schema === undefined) return;
	const usable = (typeof schema === 'object' && schema !== null) || typeof schema === 'function';
	const standard: unknown = usable ? Reflect.get(schema, '~standard') : undefined;
	if (!isPlainObject(standard) || typeof standard['validate'] !== 'function') {
		throw invalidOption('schema', 'a Standard Schema (standardschema.dev)', schema);
	}
};

/** Whether a value is an `AbortSignal`, of this realm or another. */
export const isSignal = (signal: unknown): signal is AbortSignal =>
	typeof signal === 'object' &&
	signal !== null &&
	typeof Reflect.get(signal, 'aborted') === 'boolean' &&
	typeof Reflect.get(signal, 'addEventListener') === 'function';

/** Throws a `TypeError` if a value is neither an `AbortSignal` nor `undefined`. */
export const checkSignal = (signal: unknown): void => {
	if (signal !== undefined && !isSignal(signal)) {
		throw invalidOption('signal', 'an AbortSignal', signal);
	}
};

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
