import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {answerInvalid} from './invalid.ts';
import {routes} from './routes.ts';
import {createSession, type Session} from './session.ts';

/** The server of the suite. The first segment of a path names the run that the request belongs to. */
export type SuiteServer = {readonly origin: string; readonly close: () => void};

/** What the server does with the paths that it does not know. */
export type Fallback = (request: IncomingMessage, response: ServerResponse) => void;

const notFound: Fallback = (_, response) => {
	response.writeHead(404).end();
};

/** Starts a server on a free port of loopback. */
export const startServer = async (fallback: Fallback = notFound): Promise<SuiteServer> => {
	const sessions = new Map<string, Session>();
	const connections = new WeakMap<Socket, number>();
	let connectionCount = 0;
	const server = createServer((request, response) => {
		/* A socket that a case resets must not end the process. */
		response.on('error', () => {});
		request.on('error', () => {});
		const {pathname, search, searchParams} = new URL(request.url ?? '/', 'http://suite');
		const [, key = '', name = ''] = pathname.split('/');
		const route = routes[name];
		if (route === undefined) {
			fallback(request, response);
			return;
		}
		const session = sessions.get(key) ?? createSession();
		sessions.set(key, session);
		const exchange = session.open(`/${name}`, `${pathname}${search}`, request, response);
		const connection = connections.get(request.socket) ?? 0;
		/* Those that are written byte for byte do not have it. */
		response.setHeader('x-connection', connection);
		void route({request, response, session, exchange, query: searchParams, connection});
	});
	server.on('connection', (socket) => {
		connectionCount += 1;
		connections.set(socket, connectionCount);
		socket.on('error', () => {});
	});
	server.on('clientError', answerInvalid);
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		origin: `http://127.0.0.1:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
};

/** Finds an origin where nothing listens. */
export const findClosedOrigin = async (): Promise<string> => {
	const {origin, close} = await startServer();
	close();
	return origin;
};
