import type {HttpHandler} from 'msw';
import type {Status} from '../src/status.ts';
import {type CustomAnswer, respond} from './answer.ts';
import {handle, type Where} from './where.ts';

/** What a handler of one code can be told. */
export type ByStatusOptions = Where & Omit<CustomAnswer, 'status'>;

/**
 * Answers a path with one code of the table, every time.
 *
 * @param path Awin's path template, such as `/publishers/{publisherId}/programmes`.
 * @param options A body or header fields of one's own, a method, a base URL.
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
): HttpHandler => handle(path, options, () => respond({...options, status}));
