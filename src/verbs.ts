import {isPlainObject} from './errors/invalid-option.ts';
import type {CallInput} from './request/build-request.ts';
import type {CallOptions} from './request/call-options.ts';
import type {Method} from './request/methods.ts';
import type {AwinResult} from './result/result.ts';
import type {RequestCall, Verb} from './signatures.ts';

/** Sends one call. Rejects with a `TypeError` if an argument is invalid. */
export type Send = (method: Method, path: string, options?: CallOptions) => Promise<AwinResult>;

/** Sends one call that is given as one object. */
export type SendInput = (input: CallInput) => Promise<AwinResult>;

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
export function toRequestCall(send: Send, sendInput: SendInput): RequestCall;
export function toRequestCall(
	send: Send,
	sendInput: SendInput,
): (first: never, path: never, options?: never) => Promise<unknown> {
	return (first: Method | CallInput, path: string, options?: CallOptions) =>
		isPlainObject(first) ? sendInput(first) : send(first, path, options);
}
