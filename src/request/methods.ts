import {invalidOption} from '../errors/invalid-option.ts';

/** The methods of RFC 9110 that the client sends. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

type Properties = {
	/** Requests no change of state (RFC 9110 §9.2.1). */
	readonly safe: boolean;
	/** Sending it twice has the same effect as sending it once (RFC 9110 §9.2.2). */
	readonly idempotent: boolean;
};

const table: Readonly<Record<Method, Properties>> = {
	GET: {safe: true, idempotent: true},
	HEAD: {safe: true, idempotent: true},
	POST: {safe: false, idempotent: false},
	PUT: {safe: false, idempotent: true},
	PATCH: {safe: false, idempotent: false},
	DELETE: {safe: false, idempotent: true},
	OPTIONS: {safe: true, idempotent: true},
};

/** The names of the methods that the client sends. */
export const methods: readonly string[] = Object.keys(table);

/** Whether a value is a method that the client sends. */
export const isMethod = (method: unknown): method is Method =>
	typeof method === 'string' && Object.hasOwn(table, method);

/** Creates the `TypeError` for a method that is none of those. */
export const invalidMethod = (method: unknown): TypeError => {
	const upperCase = typeof method === 'string' ? method.toUpperCase() : method;
	return isMethod(upperCase)
		? new TypeError(`Option \`method\` must be in upper case: \`${upperCase}\`.`)
		: invalidOption('method', `one of ${methods.join(', ')}`, method);
};

/** Whether a method is safe: it requests no change of state (RFC 9110 §9.2.1). An unknown method is not. */
export const isSafe = (method: string): boolean => isMethod(method) && table[method].safe;

/**
 * Whether a method is idempotent: sending it twice has the same effect as once (RFC 9110 §9.2.2). An unknown method
 * is not.
 */
export const isIdempotent = (method: string): boolean =>
	isMethod(method) && table[method].idempotent;
