import {invalidOption} from '../errors/invalid-option.ts';
import type {ApiRequest} from '../request/api-request.ts';
import type {Reply} from '../response/reply.ts';

/**
 * Sends one request and resolves with the reply. It does not reject if the network or the server fails or the caller
 * aborts: those replies are a `Failure`.
 */
export type Handler<Out = Reply> = (request: ApiRequest) => Promise<Out>;

/** A {@link Handler} that may return a reply synchronously, such as a stored response. */
export type EagerHandler = (request: ApiRequest) => Reply | Promise<Reply>;

/**
 * Wraps a handler in another handler. It may change the request before it calls `next`, and the reply after. It may
 * call `next` several times or not at all.
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

/** Wraps a handler in middleware. The first middleware is the outermost. */
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
 * Wraps a middleware of the user to check what it returns. The errors contain its index in `middleware`.
 *
 * @throws TypeError if the middleware does not return a handler. If the handler does not return a reply, it rejects
 * with a `TypeError`.
 */
export const checkedMiddleware =
	(middleware: Middleware, index: number): Middleware =>
	(next) => {
		/* `async`, so that `next` rejects and never throws if the middleware passes an invalid request. */
		const handler: Handler = middleware(async (request) => next(request));
		if (typeof handler !== 'function') {
			throw invalidOption(`middleware[${index}]`, 'a function that returns a handler', handler);
		}
		return async (request) => {
			const reply = await handler(request);
			if (!isReply(reply)) {
				throw new TypeError(`\`middleware[${index}]\` must return a reply, as \`next\` does.`);
			}
			return reply;
		};
	};
