import {isError, readField} from './read-field.ts';
import type {Redact} from './redact.ts';

/** The fields of a cause that help to diagnose the failure. */
const diagnosticFields = ['code', 'errno', 'syscall', 'hostname', 'address', 'port'] as const;

/** How many causes of causes are kept. */
const maxCauseDepth = 5;

/**
 * Copies the part of a thrown value that is safe to expose: name, message, stack, error code and the chain
 * of causes, all redacted. Requests, responses and options that libraries attach are not copied.
 */
export const safeCause = (thrown: unknown, redact: Redact, depth = 0): Error | undefined => {
	if (thrown === undefined || thrown === null || depth === maxCauseDepth) return undefined;
	if (!isError(thrown)) return plainError('Error', redact(describeThrown(thrown)), '');
	const clean = (field: string) => redact(textOf(readField(thrown, field)));
	const copy = plainError(clean('name') || 'Error', clean('message'), clean('stack'));
	for (const field of diagnosticFields) {
		const value = readField(thrown, field);
		if (typeof value === 'number') Object.assign(copy, {[field]: value});
		if (typeof value === 'string') Object.assign(copy, {[field]: redact(value)});
	}
	const cause = safeCause(readField(thrown, 'cause'), redact, depth + 1);
	if (cause !== undefined) hide(copy, 'cause', cause);
	return copy;
};

/** Returns the first code in a chain of causes, such as `ECONNREFUSED`. */
export const codeIn = (cause: unknown): string | undefined => {
	let error = cause;
	for (let depth = 0; depth < maxCauseDepth && isError(error); depth++) {
		const code = readField(error, 'code');
		if (typeof code === 'string') return code;
		error = readField(error, 'cause');
	}
	return undefined;
};

/* Some libraries throw errors whose `message` or `stack` is not a string. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const describeThrown = (thrown: unknown): string =>
	typeof thrown === 'string' ? thrown : `a thrown value of type ${typeof thrown}`;

const plainError = (name: string, message: string, stack: string): Error => {
	const error = new Error(message);
	hide(error, 'name', name);
	hide(error, 'stack', stack === '' ? `${name}: ${message}` : stack);
	return error;
};

const hide = (target: Error, key: string, value: unknown): void => {
	Object.defineProperty(target, key, {
		value,
		configurable: true,
		writable: true,
		enumerable: false,
	});
};
