import type {HttpHandler} from './msw.ts';
import {handle, type Where} from './where.ts';

const page = `<!doctype html>
<html><head><title>Example gateway: just a moment</title></head>
<body><h1>Just a moment</h1></body></html>
`;

/** The complete JSON. Its length is declared, but only its first bytes are sent. */
const whole = new TextEncoder().encode(
	JSON.stringify({userId: 1, accounts: [{accountId: 1001, accountName: 'Example Publisher'}]}),
);

/** Waits for the next turn of the event loop. Uses a message because tests can fake the timers. */
const nextTurn = (): Promise<void> =>
	new Promise((resolve) => {
		const {port1, port2} = new MessageChannel();
		port1.addEventListener('message', () => {
			port1.close();
			resolve();
		});
		port1.start();
		port2.postMessage(undefined);
	});

/** Sends the first bytes, then breaks one turn later so that the bytes arrive before the error. */
const firstBytes = (): ReadableStream<Uint8Array> => {
	const chunks = [whole.slice(0, 20)];
	return new ReadableStream({
		pull: async (controller) => {
			const chunk = chunks.pop();
			if (chunk !== undefined) return controller.enqueue(chunk);
			await nextTurn();
			controller.error(new TypeError('the connection broke'));
		},
	});
};

/** The broken responses by name. `inTurn` accepts these names. */
export const broken = {
	/** Fails as `fetch` does without a connection. */
	networkError: () => Response.error(),
	/** Never settles. */
	neverAnswers: () => new Promise<Response>(() => {}),
	/** A 200 whose body breaks after its first bytes. */
	cutOffJson: () =>
		new Response(firstBytes(), {
			headers: {'content-type': 'application/json', 'content-length': String(whole.length)},
		}),
	/** A 200 with a page of HTML that is declared as JSON. */
	htmlPage: () => new Response(page, {headers: {'content-type': 'application/json'}}),
} as const satisfies Record<string, () => Response | Promise<Response>>;

/** The name of a broken response. */
export type Broken = keyof typeof broken;

/**
 * Breaks the connection before a response is sent.
 *
 * @throws TypeError if the path does not start with a slash, or if the base URL is invalid.
 * @example
 * ```ts
 * import {networkError} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(networkError('/accounts'));
 * ```
 */
export const networkError = (path: string, where: Where = {}): HttpHandler =>
	handle(path, where, broken.networkError);

/**
 * Accepts the request but never responds, so that it ends by a timeout or an abort.
 *
 * @throws TypeError if the path does not start with a slash, or if the base URL is invalid.
 * @example
 * ```ts
 * import {neverAnswers} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(neverAnswers('/publishers/{publisherId}/transactions/'));
 * ```
 */
export const neverAnswers = (path: string, where: Where = {}): HttpHandler =>
	handle(path, where, broken.neverAnswers);

/**
 * Responds with 200 and JSON, and breaks the connection before the declared length is sent.
 *
 * @throws TypeError if the path does not start with a slash, or if the base URL is invalid.
 * @example
 * ```ts
 * import {cutOffJson} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(cutOffJson('/publishers/{publisherId}/programmes'));
 * ```
 */
export const cutOffJson = (path: string, where: Where = {}): HttpHandler =>
	handle(path, where, broken.cutOffJson);

/**
 * Responds with 200 and an HTML page whose content type is JSON. For a page with the content type HTML, as a
 * gateway sends it, use `byStatus(path, 502)`.
 *
 * @throws TypeError if the path does not start with a slash, or if the base URL is invalid.
 * @example
 * ```ts
 * import {htmlPage} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(htmlPage('/accounts'));
 * ```
 */
export const htmlPage = (path: string, where: Where = {}): HttpHandler =>
	handle(path, where, broken.htmlPage);
