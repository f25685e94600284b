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
