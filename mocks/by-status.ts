import type {HttpHandler} from './msw.ts';
import type {Status} from '../src/status.ts';
import {checkAnswer, respond} from './answer.ts';
import type {CustomAnswer} from './custom-answer.ts';
import {handle, type Where} from './where.ts';

/** The options of `byStatus`. */
export type ByStatusOptions = Where & Omit<CustomAnswer, 'status'>;

/**
 * Responds to every request for a path with the same code. The body is that of the endpoint, found by the method and
 * the path of the request; for an unknown path, the one of `bodies`.
 *
 * @param path Awin's path template, such as `/publishers/{publisherId}/programmes`.
 * @param options A custom body or header fields, a method, a base URL.
 * @throws TypeError if the path does not start with a slash, if the base URL is invalid, or if the code is not from 200 to 599.
 * @example
 * ```ts
 * import {byStatus} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(
 * 	byStatus('/accounts', 401),
 * 	byStatus('/publishers/{publisherId}/programmes', 503, {headers: {'retry-after': '2'}}),
 * );
 * ```
 */
export const byStatus = (
	path: string,
	status: Status,
	options: ByStatusOptions = {},
): HttpHandler => {
	checkAnswer(status);
	return handle(path, options, ({request}) => respond({...options, status}, request, options));
};
