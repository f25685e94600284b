import type {HttpHandler} from 'msw';
import type {Method} from '../src/request/methods.ts';
import {type Answer, respond} from './answer.ts';
import {handle, type Where} from './where.ts';

/** The base URL of an endpoint. */
export type At = Pick<Where, 'baseUrl'>;

/** Creates a function that creates the handlers of an endpoint. */
export const endpoint =
	(method: Method, path: string) =>
	(answer: Answer, at: At = {}): HttpHandler =>
		handle(path, {...at, method}, () => respond(answer));

/** Completes each row with the properties of an example. */
export const fill = <Row extends object>(example: Row, rows: readonly Partial<Row>[]): Row[] =>
	rows.map((row) => ({...example, ...row}));

/** The response for a publisher without a relationship with the advertiser. The token is valid nevertheless. */
export const missingRelationship = (status: 401 | 403): Answer => ({
	status,
	body: {
		error: 'missing.relationship',
		description: 'No relationship exists between publisherId 1001 and advertiserId 2001',
	},
});
