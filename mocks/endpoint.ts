import type {HttpHandler} from 'msw';
import type {Method} from '../src/request/methods.ts';
import {type Answer, respond} from './answer.ts';
import {handle, type Where} from './where.ts';

/** Where an endpoint is, when not at Awin's own base URL. */
export type At = Pick<Where, 'baseUrl'>;

/** Makes what gives an endpoint its handlers: one for each answer that it is known to give. */
export const endpoint =
	(method: Method, path: string) =>
	(answer: Answer, at: At = {}): HttpHandler =>
		handle(path, {...at, method}, () => respond(answer));

/** Lays what a caller cares about over an example. */
export const fill = <Row extends object>(example: Row, rows: readonly Partial<Row>[]): Row[] =>
	rows.map((row) => ({...example, ...row}));

/** The answer to who asks about an advertiser without a relationship to it: a 401 that is no token failure. */
export const missingRelationship = (status: 401 | 403): Answer => ({
	status,
	body: {
		error: 'missing.relationship',
		description: 'No relationship exists between publisherId 1001 and advertiserId 2001',
	},
});
