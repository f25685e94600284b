import {invalidOption} from '../errors/invalid-option.ts';
import type {ApiRequest} from '../request/api-request.ts';
import type {Reply} from '../response/reply.ts';

/** Answers one request. It settles with a value whatever the network, the server or the caller's abort does. */
export type Handler<Out = Reply> = (request: ApiRequest) => Promise<Out>;

/** As a handler, but what it knows without waiting it gives without a promise. */
export type EagerHandler = (request: ApiRequest) => Reply | Promise<Reply>;

/**
 * Wraps a handler in another. It may change the request on its way in and the reply on its way out, call
 * `next` several times or not at all.
 *
 * @example
 * ```ts
 * import type {Middleware} from 'awin-sdk';
 *
 * const addTraceId: Middleware = (next) => (request) =>
 * 	next({...request, headers: {...request.headers, 'x-trace-id': crypto.randomUUID()}});
 * ```
 */
export type Middleware<In = Reply, Out = In> = (next: Handler<In>) => Handler<Out>;

/** Puts middleware around a handler, the first one outermost. */
export const compose = (middleware: readonly Middleware[], innermost: Handler): Handler => {
	let handler = innermost;
	for (const wrap of middleware.toReversed()) handler = wrap(handler);
	return handler;
};

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
