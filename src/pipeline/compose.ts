import type {Handler, Middleware} from './middleware.ts';

/** Puts middleware around a handler, the first one outermost. */
export const compose = (middleware: readonly Middleware[], innermost: Handler): Handler => {
	let handler = innermost;
	for (const wrap of middleware.toReversed()) handler = wrap(handler);
	return handler;
};
