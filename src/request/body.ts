import {invalidOption, kindOfValue} from '../errors/invalid-option.ts';
import type {BodyForm, RequestBody} from './api-request.ts';
import type {CallOptions} from './call-options.ts';
import {writeJson} from './json.ts';
import type {Method} from './methods.ts';
import {isAsyncIterable} from './replayable.ts';

/** The `Accept` field of each form, unless the caller sets another. */
export const acceptOf = {
	json: 'application/json',
	text: 'text/*, */*;q=0.5',
	bytes: '*/*',
	stream: '*/*',
} as const satisfies Record<BodyForm, string>;

/**
 * Returns the form of the body that a call wants of a success.
 *
 * @throws TypeError if it is unknown, or if there is a schema and it is not JSON.
 */
export const formOf = ({as = 'json', schema}: CallOptions): BodyForm => {
	if (typeof as !== 'string' || !Object.hasOwn(acceptOf, as)) {
		throw invalidOption('as', "'json', 'text', 'bytes' or 'stream'", as);
	}
	if (schema !== undefined && as !== 'json') {
		throw new TypeError("Option `schema` validates JSON: omit `as`, or set it to 'json'.");
	}
	return as;
};

/**
 * Returns the body of a request from `json` or `body`.
 *
 * @throws TypeError if it cannot be sent.
 */
export const bodyOf = (method: Method, {json, body}: CallOptions): RequestBody | undefined => {
	const hasBody = json !== undefined || body !== undefined;
	if (hasBody && (method === 'GET' || method === 'HEAD')) {
		throw new TypeError(`A ${method} request has no body: omit \`json\` and \`body\`.`);
	}
	if (json !== undefined && body !== undefined) {
		throw new TypeError('Set either `json` or `body`, not both.');
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

/**
 * Throws a `TypeError` if a function that makes the body has returned something else. `fetch` would send it as text,
 * such as "[object Object]".
 */
export const checkMadeBody = (made: unknown): void => {
	if (typeof made !== 'function' && isBody(made)) return;
	const accepted =
		'a function that returns a string, bytes, a Blob, a form, a stream or an async iterable';
	throw new TypeError(`Option \`body\` must be ${accepted}, but it returned ${kindOfValue(made)}.`);
};

/** What `fetch` sends as it is, by class. By name, so that objects of another realm are recognized, too. */
const bodyClasses: ReadonlySet<string> = new Set(
	['ArrayBuffer', 'Blob', 'File', 'FormData', 'ReadableStream', 'URLSearchParams'].map(
		(name) => `[object ${name}]`,
	),
);

/* `fetch` would send anything else as text, such as "[object Object]". Objects and arrays belong in `json`. */
const isBody = (body: unknown): boolean =>
	typeof body === 'string' ||
	typeof body === 'function' ||
	ArrayBuffer.isView(body) ||
	isAsyncIterable(body) ||
	bodyClasses.has(Object.prototype.toString.call(body));

/** Throws a `TypeError` if the body of a POST that may be stored cannot be a part of the key. */
export const checkKeyBody = (body: unknown): void => {
	if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) {
		const accepted =
			'a string or bytes in a POST with `cache.ttlMs`, because it is a part of the key';
		throw invalidOption('body', accepted, body);
	}
};
