import {isStatus, type Status, statusTable} from '../src/status.ts';
import {bodies, type Content} from './bodies.ts';
import {type Broken, broken} from './broken.ts';

/** A code with a custom body or custom header fields. The rest comes from the example for the code. */
export type CustomAnswer = {
	/**
	 * Any code from 200 to 599. A 1xx cannot be mocked because `Response` does not support it. A 407 is a
	 * network error because `fetch` treats it as one.
	 */
	readonly status: number;
	/**
	 * An object is sent as JSON, a string verbatim, `null` as no body.
	 *
	 * @default the example for the code, or no body
	 */
	readonly body?: object | string | null | undefined;
	/** Header fields. They override those of the example. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** What a mock responds with: a code, optionally customized, or the name of a broken response. */
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

/** Creates the response of an answer. */
export const respond = (answer: Answer): Response | Promise<Response> => {
	if (typeof answer === 'string') return broken[answer]();
	return build(typeof answer === 'number' ? {status: answer} : answer);
};
