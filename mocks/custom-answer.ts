import {isStatus, statusTable} from '../src/status.ts';

/** A code with a custom body or custom header fields. The rest comes from the example for the code. */
export type CustomAnswer = {
	/**
	 * Any code from 200 to 599. A 1xx cannot be mocked because `Response` does not support it. A 407 is a
	 * network error because `fetch` treats it as one.
	 */
	readonly status: number;
	/**
	 * An object is sent as JSON, a string and bytes verbatim, `null` as no body.
	 *
	 * @default the example of the endpoint or for the code, or no body
	 */
	readonly body?: object | string | null | undefined;
	/** Header fields. They override those of the example. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
};

type Body = NonNullable<CustomAnswer['body']>;

const typeOf = (body: Body): string => {
	if (typeof body === 'string') return 'text/plain; charset=utf-8';
	return isBytes(body) ? 'application/octet-stream' : 'application/json';
};

const isBytes = (body: Body): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;

const toBody = (body: Body): BodyInit =>
	typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body);

/** The statuses for which the `Response` constructor accepts no body (Fetch, "null body status"). */
const nullBodyStatuses: ReadonlySet<number> = new Set([204, 205, 304]);

/** Creates the response of an answer whose body is known. */
export const toResponse = ({status, body, headers}: CustomAnswer): Response => {
	const content = nullBodyStatuses.has(status) ? null : (body ?? null);
	const fields = new Headers(content === null ? {} : {'content-type': typeOf(content)});
	for (const [name, value] of Object.entries({...headers})) fields.set(name, value);
	return new Response(content === null ? null : toBody(content), {
		status,
		statusText: isStatus(status) ? statusTable[status].text : '',
		headers: fields,
	});
};
