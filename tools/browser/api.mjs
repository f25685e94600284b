/* A small API on loopback that pages of every origin may call, and that keeps a log of its requests. */
import {listen} from '../listen.mjs';

/* The requests of the client carry `Authorization`, so the browser asks for leave first. */
const cors = (request) => ({
	'access-control-allow-origin': '*',
	'access-control-allow-methods': 'GET, HEAD, POST',
	'access-control-allow-headers': request.url.startsWith('/strict')
		? 'authorization'
		: (request.headers['access-control-request-headers'] ?? '*'),
	'access-control-expose-headers': '*',
});

/**
 * Starts the API.
 *
 * @param elsewhere - The URL that `/elsewhere` redirects to.
 */
export const startApi = async (elsewhere = '/') => {
	const requests = [];
	const answers = {
		'/programmes': (request) =>
			request.headers['if-none-match'] === '"v1"'
				? [304, {etag: '"v1"', 'cache-control': 'no-cache'}]
				: [200, {etag: '"v1"', 'cache-control': 'no-cache'}, [{id: 1}]],
		'/flaky': () =>
			requests.filter(({path}) => path === '/flaky').length === 1
				? [503, {'retry-after': '0'}, {error: 'unavailable'}]
				: [200, {}, {up: true}],
		/* Its CORS allows no fields that revalidate a response. */
		'/strict': () => [200, {etag: '"v1"', 'cache-control': 'no-cache'}, [requests.length]],
		'/kept': () => [200, {'cache-control': 'max-age=3600'}, [requests.length]],
		'/moved': () => [302, {location: '/target'}],
		'/target': () => [200, {}, {moved: true}],
		'/elsewhere': () => [302, {location: elsewhere}],
	};
	const {url, close} = await listen((request, response) => {
		if (request.method === 'OPTIONS') {
			response.writeHead(204, cors(request)).end();
			return;
		}
		const {method, url: path, headers} = request;
		requests.push({method, path, authorization: headers.authorization});
		const [status, fields, body] = answers[path]?.(request) ?? [404, {}, {error: 'not.found'}];
		response.writeHead(status, {'content-type': 'application/json', ...cors(request), ...fields});
		response.end(body === undefined ? undefined : JSON.stringify(body));
	});
	return {
		url,
		close,
		requests,
		/** The requests so far, a line for each. */
		log: () => requests.map(({method, path}) => `${method} ${path}`),
	};
};
