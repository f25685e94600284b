import {invalidOption} from '../errors/invalid-option.ts';
import type {Handler, Middleware} from './middleware.ts';

const isReply = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	['answer', 'failure'].includes(Reflect.get(value, 'type'));

/**
 * Holds a middleware of the caller's to its contract, so that a mistake in it is told by its place in the list.
 *
 * @throws TypeError where it gives no handler; its handler rejects with one where it gives no reply.
 */
export const checkedMiddleware =
	(middleware: Middleware, index: number): Middleware =>
	(next) => {
		/* Whatever the stages below do with a request that it should not hand on, its `next` rejects. */
		const handler: Handler = middleware(async (request) => next(request));
		if (typeof handler !== 'function') {
			throw invalidOption(`middleware[${index}]`, 'a function that gives a handler', handler);
		}
		return async (request) => {
			const reply = await handler(request);
			if (!isReply(reply)) {
				throw new TypeError(`\`middleware[${index}]\` must give a reply, as \`next\` does.`);
			}
			return reply;
		};
	};
