/* A small API on loopback with one path per smoke test. */
import {listen} from '../listen.mjs';

const json = (response, status, body, headers = {}) => {
	response.writeHead(status, {'content-type': 'application/json', ...headers});
	response.end(JSON.stringify(body));
};

/** Starts a server that counts the requests for each path. */
export const startServer = () => {
	const seen = new Map();
	let release = () => {};
	return listen((request, response) => {
		const {pathname} = new URL(request.url, 'http://127.0.0.1');
		const count = (seen.get(pathname) ?? 0) + 1;
		seen.set(pathname, count);
		if (!request.headers.authorization?.startsWith('Bearer smoke-token')) {
			json(response, 401, {error: 'unauthorized', description: 'no token was sent'});
			return;
		}
		switch (pathname.split('/').at(-1)) {
			case 'accounts':
				json(response, 200, {userId: 1, accounts: []});
				return;
			case 'offers':
				json(response, 201, {id: 7}, {location: '/offers/7'});
				return;
			case 'nothing':
				response.writeHead(204).end();
				return;
			case 'programmes': {
				const known = request.headers['if-none-match'] === '"v1"';
				const headers = {etag: '"v1"', 'cache-control': 'no-cache'};
				if (known) response.writeHead(304, headers).end();
				else json(response, 200, [{id: 1}], headers);
				return;
			}
			case 'shared':
				json(response, 200, {count});
				return;
			case 'flaky':
				if (count < 3) json(response, 503, {error: 'unavailable'}, {'retry-after': '0'});
				else json(response, 200, {attempts: count});
				return;
			case 'cut-off':
				response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
				response.write('{"id":');
				setTimeout(() => response.destroy(), 20);
				return;
			case 'drip':
				response.writeHead(200, {'content-type': 'text/plain'});
				response.write('one');
				release = () => response.end('two');
				return;
			case 'release':
				release();
				response.writeHead(204).end();
				return;
			case 'echo': {
				let body = '';
				request.setEncoding('utf8').on('data', (text) => {
					body += text;
				});
				request.on('end', () => json(response, count === 1 ? 503 : 200, {body}));
				return;
			}
			case 'silent':
				return;
			case 'large':
				json(
					response,
					200,
					Array.from({length: 20_000}, (_, id) => ({id, name: `Programme ${id}`})),
				);
				return;
			default:
				json(response, 404, {error: 'not.found', description: 'no such thing'});
		}
	});
};
