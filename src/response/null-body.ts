import {statusOf} from '../status.ts';

/**
 * The statuses of responses without a body: 204, 205 and 304 (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5). The
 * `Response` constructor does not accept a body with them (Fetch, "null body status").
 */
export const nullBodyStatuses: ReadonlySet<number> = new Set([
	statusOf['no-content'],
	205,
	statusOf['cache-hit'],
]);
