/** The methods of RFC 9110 that the client sends. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

type Properties = {
	/** Asks for no change of state (RFC 9110 §9.2.1). */
	readonly safe: boolean;
	/** Sent twice, it has the same effect as sent once (RFC 9110 §9.2.2). */
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

/** The names of the methods, for messages. */
export const methods: readonly string[] = Object.keys(table);

/** Whether a value is a method that the client sends. */
export const isMethod = (method: unknown): method is Method =>
	typeof method === 'string' && Object.hasOwn(table, method);

/** Whether a method asks for no change of state (RFC 9110 §9.2.1). */
export const isSafe = (method: Method): boolean => table[method].safe;

/** Whether a method may be sent twice without further effect (RFC 9110 §9.2.2). */
export const isIdempotent = (method: Method): boolean => table[method].idempotent;
