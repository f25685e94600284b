import {createServer} from 'node:http';

/** Starts a server on a free port of loopback. */
export const listen = async (handler) => {
	const server = createServer(handler);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
};
