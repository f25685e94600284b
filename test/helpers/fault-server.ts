import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {onTestFinished} from 'vitest';

/** How a server handles one request. */
export type Step = (request: IncomingMessage, response: ServerResponse) => void;

/** A request that the server received. */
export type Asked = {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
};

/**
 * Starts a server on loopback for the duration of one test. It handles each request with the next step, and repeats
 * the last one.
 */
export const faultServer = async (...steps: readonly [Step, ...Step[]]) => {
	const asked: Asked[] = [];
	/* Not all of them carry a request: undici makes one ahead, in place of one that it had to close. */
	const sockets = new Set<Socket>();
	const carriers = new Set<Socket>();
	let onAsked: (() => void) | undefined;
	const server = createServer({keepAliveTimeout: 60_000}, (request, response) => {
		const chunks: Uint8Array[] = [];
		request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		request.on('end', () => {
			const {method = '', url = '', headers} = request;
			carriers.add(request.socket);
			asked.push({method, url, headers, body: Buffer.concat(chunks).toString()});
			const step = steps[Math.min(asked.length, steps.length) - 1];
			step?.(request, response);
			onAsked?.();
		});
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(
		() =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	);
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
	return {
		url: `http://127.0.0.1:${address.port}`,
		asked,
		/** How many connections were opened so far. */
		connections: () => sockets.size,
		/** Waits until every connection that carried a request is closed. */
		whenClosed: async () => {
			const open = [...carriers].filter(({closed}) => !closed);
			await Promise.all(
				open.map(
					(socket) =>
						new Promise<void>((resolve) => {
							socket.once('close', () => resolve());
						}),
				),
			);
		},
		/** Waits until so many requests have come in, and the last one was dealt with. */
		whenAsked: (count: number) =>
			new Promise<void>((resolve) => {
				onAsked = () => {
					if (asked.length >= count) resolve();
				};
				onAsked();
			}),
	};
};
