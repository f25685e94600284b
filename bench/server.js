import {fork} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {jsonOf} from './stub.js';

/**
 * Starts the server in a separate process so that its cost is not measured. Calls `use` with its URL and
 * with a URL on which nothing listens.
 */
export const withServer = async (use) => {
	const server = fork(import.meta.filename);
	const [{port, closedPort}] = await once(server, 'message');
	try {
		return await use(`http://127.0.0.1:${port}`, `http://127.0.0.1:${closedPort}`);
	} finally {
		server.disconnect();
	}
};

const listen = async (handler) => {
	const server = createServer({keepAliveTimeout: 60_000}, handler).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
};

const serve = async () => {
	const json = {'content-type': 'application/json'};
	const bodies = new Map();
	const bodyOf = (bytes) => {
		if (!bodies.has(bytes)) bodies.set(bytes, Buffer.from(jsonOf(bytes)));
		return bodies.get(bytes);
	};
	const send = (response, status, headers, body) => {
		response.writeHead(status, {...json, ...headers, 'content-length': body.length}).end(body);
	};
	const missing = Buffer.from(
		JSON.stringify({error: 'not.found', description: 'no programme 4711'}),
	);
	const routes = {
		'/ok': (_, response) => send(response, 200, {}, bodyOf(1800)),
		'/notFound': (_, response) => send(response, 404, {}, missing),
		'/fresh': (_, response) => send(response, 200, {'cache-control': 'max-age=3600'}, bodyOf(1800)),
		'/revalidated': (request, response) => {
			const headers = {etag: '"1"', 'cache-control': 'no-cache'};
			if (request.headers['if-none-match'] === undefined)
				send(response, 200, headers, bodyOf(1800));
			else response.writeHead(304, headers).end();
		},
	};
	const server = await listen((request, response) => {
		const route = routes[request.url];
		if (route) return route(request, response);
		/* `no-store`, so that no client caches these responses. */
		const body = bodyOf(Number.parseInt(request.url.slice('/bytes/'.length), 10));
		return send(response, 200, {'cache-control': 'no-store'}, body);
	});
	const closed = await listen(() => {});
	const {port} = server.address();
	const {port: closedPort} = closed.address();
	closed.close(() => process.send({port, closedPort}));
	process.on('disconnect', () => process.exit());
};

if (process.argv[1] === import.meta.filename) await serve();
