import type {HttpHandler} from 'msw';
import {handle, type Where} from './where.ts';

const page = `<!doctype html>
<html><head><title>Example gateway: just a moment</title></head>
<body><h1>Just a moment</h1></body></html>
`;

/** The JSON that is cut off: its length is declared, its first bytes are sent. */
const whole = new TextEncoder().encode(
	JSON.stringify({userId: 1, accounts: [{accountId: 1001, accountName: 'Example Publisher'}]}),
);

/** Waits for a turn of the event loop: by a message, for timers may be faked where mocks are used. */
const turn = (): Promise<void> =>
	new Promise((resolve) => {
		const {port1, port2} = new MessageChannel();
		port1.addEventListener('message', () => {
			port1.close();
			resolve();
		});
		port1.start();
		port2.postMessage(undefined);
	});

/** Its break comes a turn later, for the first bytes to arrive before. */
const firstBytes = (): ReadableStream<Uint8Array> => {
	const chunks = [whole.slice(0, 20)];
	return new ReadableStream({
		pull: async (controller) => {
			const chunk = chunks.pop();
			if (chunk !== undefined) return controller.enqueue(chunk);
			await turn();
			controller.error(new TypeError('the connection broke'));
		},
	});
};

/** Answers that no code stands for, by name. Each can be an element of `inTurn`. */
export const broken = {
	networkError: () => Response.error(),
	neverAnswers: () => new Promise<Response>(() => {}),
	cutOffJson: () =>
		new Response(firstBytes(), {
			headers: {'content-type': 'application/json', 'content-length': String(whole.length)},
		}),
	htmlPage: () => new Response(page, {headers: {'content-type': 'application/json'}}),
} as const satisfies Record<string, () => Response | Promise<Response>>;

/** The name of a broken answer. */
export type Broken = keyof typeof broken;

/**
 * Breaks the connection before an answer comes.
 *
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
 * Takes the request and never answers, so that a timeout or an abort ends it.
 *
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
 * Answers 200 with JSON whose connection breaks before the declared length has come.
 *
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
 * Answers 200 with an HTML page under a content type that promises JSON. For a page that says what it is,
 * such as a gateway's, take `byStatus(path, 502)`.
 *
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
