import type {HttpHandler} from './msw.ts';
import type {Method} from '../src/request/methods.ts';
import type {Status} from '../src/status.ts';
import {bodies} from './bodies.ts';
import {type CustomAnswer, toResponse} from './custom-answer.ts';
import {handle, type Where} from './where.ts';

/** The base URL of an endpoint. */
export type At = Pick<Where, 'baseUrl'>;

/** What an endpoint answers: the request that it belongs to, and the answer. */
export type EndpointAnswer = {
	/** The HTTP method. */
	readonly method: Method;
	/** Awin's path template, such as `/publishers/{publisherId}/programmes`. */
	readonly path: string;
	/** The base URL of its server, if it is not that of the API. */
	readonly baseUrl?: string | undefined;
	/** What is sent. */
	readonly answer: CustomAnswer;
};

/** The handler of an endpoint. It can also be an item of `inTurn`, which then sends its answer. */
export type EndpointHandler = HttpHandler & {
	/** What the handler answers, and to which request. */
	readonly endpoint: EndpointAnswer;
};

/** Creates the handler that sends the answer of an endpoint. */
export const endpointHandler = (endpoint: EndpointAnswer, at: At = {}): EndpointHandler => {
	const {method, path, answer, baseUrl} = endpoint;
	const where = {baseUrl: at.baseUrl ?? baseUrl, method};
	const handler = handle(path, where, () => toResponse(answer));
	return Object.assign(handler, {endpoint});
};

/** Creates a function that creates the handlers of an endpoint. A code alone has the general body of the code. */
export const endpoint =
	(method: Method, path: string, baseUrl?: string) =>
	(answer: Status | CustomAnswer, at?: At): EndpointHandler => {
		const custom = typeof answer === 'number' ? {status: answer, ...bodies[answer]} : answer;
		return endpointHandler({method, path, baseUrl, answer: custom}, at);
	};

/** Completes each row with the properties of an example. */
export const fill = <Row extends object>(example: Row, rows: readonly Partial<Row>[]): Row[] =>
	rows.map((row) => ({...example, ...row}));

/** The response for a publisher without a relationship with the advertiser. The token is valid nevertheless. */
export const missingRelationship = (status: 401 | 403): CustomAnswer => ({
	status,
	body: {
		error: 'missing.relationship',
		description: 'No relationship exists between publisherId 1001 and advertiserId 2001',
	},
});
