import {isPlainObject, ownProperties} from './errors/invalid-option.ts';
import type {CallOptions} from './request/call-options.ts';
import type {Method} from './request/methods.ts';
import type {AwinResult} from './result/result.ts';
import type {RequestCall, RequestInput, Verb} from './signatures.ts';

/** Sends one call. Rejects with a `TypeError` if an argument is invalid. */
export type Send = (method: Method, path: string, options?: CallOptions) => Promise<AwinResult>;

/* The declared type of the data is not checked at run time, unless the call has a schema. */

/** Creates the method of the client for one HTTP method. */
export function toVerb<M extends Method>(send: Send, method: M): Verb<M>;
export function toVerb(
	send: Send,
	method: Method,
): (path: never, options?: never) => Promise<unknown> {
	return (path: string, options?: CallOptions) => send(method, path, options);
}

/** Creates `client.request`: the method, the path and the options as arguments, or everything in one object. */
export function toRequestCall(send: Send): RequestCall;
export function toRequestCall(
	send: Send,
): (first: never, path: never, options?: never) => Promise<unknown> {
	return (first: Method | RequestInput, path: string, options?: CallOptions) =>
		isPlainObject(first) ? sendInput(send, first) : send(first, path, options);
}

const sendInput = (send: Send, input: RequestInput): Promise<AwinResult> => {
	const {method = 'GET', path, pathParams, ...options} = ownProperties(input);
	return send(method, path, {...options, path: pathParams});
};
