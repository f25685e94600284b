import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
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
	const sockets = new Set<object>();
	let closed = 0;
	let onAsked: (() => void) | undefined;
	const server = createServer({keepAliveTimeout: 60_000}, (request, response) => {
		const chunks: Uint8Array[] = [];
		request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		request.on('end', () => {
			const {method = '', url = '', headers} = request;
			asked.push({method, url, headers, body: Buffer.concat(chunks).toString()});
			const step = steps[Math.min(asked.length, steps.length) - 1];
			step?.(request, response);
			onAsked?.();
		});
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => {
			closed += 1;
		});
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
		/** How many connections were closed so far. */
		closed: () => closed,
		/** Resolves when `count` requests have arrived and the step of the last one has run. */
		whenAsked: (count: number) =>
			new Promise<void>((resolve) => {
				onAsked = () => {
					if (asked.length >= count) resolve();
				};
				onAsked();
			}),
	};
};
