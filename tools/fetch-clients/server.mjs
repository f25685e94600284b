/* A small API on loopback, with what the clients here ask for. */
import {listen} from '../listen.mjs';

const send = (response, status, value, headers = {}) => {
	response.writeHead(status, {'content-type': 'application/json', ...headers});
	response.end(JSON.stringify(value));
};

const readBody = async (request) => {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk;
	return text;
};

const event = (value) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;

/** The chunk of a chat completion. */
const delta = (content) => ({id: 'chat', choices: [{index: 0, delta: {content}}]});

/**
 * Starts the API. The last segment of a path says what it does. The second part of a stream is sent after the
 * client asked for `/release`, and so only to a client that has read the first one.
 */
export const startApi = async () => {
	let release = () => {};
	const inParts = async (response, type, first, rest) => {
		const released = new Promise((resolve) => {
			release = resolve;
		});
		response.writeHead(200, {'content-type': type});
		response.write(first);
		await released;
		response.end(rest);
	};
	return listen(async (request, response) => {
		const {method, url, headers} = request;
		const body = await readBody(request);
		switch (url.split('?')[0].split('/').at(-1)) {
			case 'missing':
				send(response, 404, {message: 'not there', error: {message: 'not there', type: 'own'}});
				return;
			case 'silent':
				return;
			case 'moved':
				response.writeHead(302, {location: 'target'}).end();
				return;
			case 'parts':
				await inParts(response, 'text/plain', 'one', 'two');
				return;
			case 'completions':
				if (JSON.parse(body).stream === true) {
					const rest = `${event(delta('two'))}${event('[DONE]')}`;
					await inParts(response, 'text/event-stream', event(delta('one')), rest);
				} else
					send(response, 200, {
						choices: [{message: {content: JSON.parse(body).messages[0].content}}],
					});
				return;
			case 'release':
				release();
				response.writeHead(204).end();
				return;
			default: {
				const {authorization, 'content-type': type} = headers;
				send(response, 200, {
					id: url.split('/').at(-1),
					method,
					body,
					type,
					authorization,
					data: [{id: 'first'}],
				});
			}
		}
	});
};
