import {isStatus, type Status, statusTable} from '../src/status.ts';
import {bodies, type Content} from './bodies.ts';
import {type Broken, broken} from './broken.ts';

/** A code with something of one's own. What is left out is that of the code's row. */
export type CustomAnswer = {
	/**
	 * Any code from 200 to 599. Two limits: a `Response` cannot stand for a 1xx, and `fetch` takes a 407 for
	 * a network error.
	 */
	readonly status: number;
	/** Sent as JSON; a string as it is; `null` for no body. @default the body of the code's row, or none */
	readonly body?: object | string | null;
	/** Header fields, over those of the row. */
	readonly headers?: Readonly<Record<string, string>>;
};

/** What a mock answers: a code of the table, a code with something of one's own, or a broken answer. */
export type Answer = Status | CustomAnswer | Broken;

const bodiless: Content = {body: null};

const typeOf = (body: object | string): string =>
	typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';

const toJson = (body: object | null): string | null =>
	body === null ? null : JSON.stringify(body);

const build = ({status, body, headers}: CustomAnswer): Response => {
	const row: Content = isStatus(status) ? bodies[status] : bodiless;
	const content = body === undefined ? row.body : body;
	const fields = new Headers(content === null ? {} : {'content-type': typeOf(content)});
	for (const [name, value] of Object.entries({...row.headers, ...headers})) fields.set(name, value);
	return new Response(typeof content === 'object' ? toJson(content) : content, {
		status,
		statusText: isStatus(status) ? statusTable[status].text : '',
		headers: fields,
	});
};

/** Makes the response that an answer stands for. */
export const respond = (answer: Answer): Response | Promise<Response> => {
	if (typeof answer === 'string') return broken[answer]();
	return build(typeof answer === 'number' ? {status: answer} : answer);
};
