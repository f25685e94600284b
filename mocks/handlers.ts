import type {HttpHandler} from './msw.ts';
import {type At, endpointHandler} from './endpoint.ts';
import {successes} from './examples.ts';

/**
 * Creates a handler for the success of every endpoint. Handlers that you pass to `server.use` later take
 * precedence.
 *
 * @param at The base URL of the API, if it is not Awin's.
 * @throws TypeError if the base URL is invalid.
 * @example
 * ```ts
 * import {handlers} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(...handlers());
 * ```
 */
export const handlers = (at?: At): HttpHandler[] =>
	successes.map(({endpoint}) => endpointHandler(endpoint, at));
