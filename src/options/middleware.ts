import {invalidOption} from '../errors/invalid-option.ts';
import type {Middleware} from '../pipeline/middleware.ts';

/**
 * Checks the middleware of a client.
 *
 * @throws TypeError if it is not an array of functions.
 */
export const resolveMiddleware = (
	middleware: readonly Middleware[] = [],
): readonly Middleware[] => {
	if (!Array.isArray(middleware)) {
		throw invalidOption('middleware', 'an array of functions', middleware);
	}
	middleware.forEach((step: unknown, index) => {
		if (typeof step !== 'function') throw invalidOption(`middleware[${index}]`, 'a function', step);
	});
	return middleware;
};
