import {once} from 'node:events';
import {createServer, type IncomingMessage, type RequestListener, type Server} from 'node:http';
import {onTestFinished} from 'vitest';

/** Starts a server on a free loopback port for the duration of one test. Returns its base URL. */
export const startServer = async (listener: RequestListener): Promise<string> => {
	const server = createServer(listener);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(
		() =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	);
	return urlOf(server);
};

/** Returns the base URL of a loopback port on which nothing listens. */
export const closedPort = async (): Promise<string> => {
	const server = createServer();
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const url = urlOf(server);
	await once(server.close(), 'close');
	return url;
};

const urlOf = (server: Server): string => {
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
	return `http://127.0.0.1:${address.port}`;
};

/** A prepared response. */
export type Canned = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
};

/** A request that the server received. */
export type Asked = {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
};

/** Starts a server that sends the responses in order and repeats the last one. It records the requests. */
export const answerInTurn = async (...answers: readonly [Canned, ...Canned[]]) => {
	const asked: Asked[] = [];
	const url = await startServer((request, response) => {
		const chunks: Uint8Array[] = [];
		request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		request.on('end', () => {
			const {method = '', headers} = request;
			asked.push({method, url: request.url ?? '', headers, body: Buffer.concat(chunks).toString()});
			const {
				status,
				headers: fields,
				body,
			} = answers[asked.length - 1] ?? answers.at(-1) ?? {status: 500};
			response.writeHead(status, fields).end(body);
		});
	});
	return {url, asked};
};
