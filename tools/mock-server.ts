import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {byStatus} from 'awin-sdk/mocks';
import {getResponse, type HttpHandler} from 'msw';

/** A mock API on a real socket. */
export type MockServer = {
	/** The `baseUrl` for a client, such as `http://127.0.0.1:49152`. */
	readonly url: string;
	/** Stops the server and closes every connection, including those with a pending response. */
	readonly close: () => Promise<void>;
};

/** The handlers match URLs of the real API, whichever port the mock listens on. */
const apiUrl = 'https://api.awin.com';

/** Serves handlers on a free loopback port. Responds with 404 to requests without a handler. */
export const startMockServer = async (handlers: readonly HttpHandler[]): Promise<MockServer> => {
	const all = [...handlers, byStatus('/*', 404)];
	const server = createServer((incoming, outgoing) => {
		respond(all, incoming, outgoing).catch((error: unknown) => {
			outgoing.destroy(error instanceof Error ? error : undefined);
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error === undefined ? resolve() : reject(error)));
				server.closeAllConnections();
			}),
	};
};

const respond = async (
	handlers: HttpHandler[],
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> => {
	const response = await getResponse(handlers, await toRequest(incoming));
	if (response === undefined || response.type === 'error') {
		outgoing.destroy();
		return;
	}
	outgoing.statusCode = response.status;
	outgoing.statusMessage = response.statusText;
	outgoing.setHeaders(response.headers);
	if (response.body === null) outgoing.end();
	else await send(response.body, outgoing);
};

/** Streams a body. If the body fails, closes the connection after the bytes that were sent. */
const send = async (body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> => {
	let sent = Promise.resolve();
	try {
		for await (const chunk of body) {
			sent = new Promise((resolve) => outgoing.write(chunk, () => resolve()));
		}
		outgoing.end();
	} catch {
		await sent;
		outgoing.destroy();
	}
};

const toRequest = async (incoming: IncomingMessage): Promise<Request> => {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk);
	const {method = 'GET', url = '/', headers} = incoming;
	const fields = new Headers();
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined) fields.set(name, String(value));
	}
	const bodiless = method === 'GET' || method === 'HEAD';
	return new Request(new URL(url, apiUrl), {
		method,
		headers: fields,
		...(!bodiless && {body: Buffer.concat(chunks)}),
	});
};
