import {createServer, type Server} from 'node:net';

const portOf = (server: Server): number => {
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
	return address.port;
};

/** Returns the base URL of a loopback port on which nothing listens. */
export const closedPort = async (): Promise<string> => {
	const server = createServer();
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const url = `http://127.0.0.1:${portOf(server)}`;
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
	});
	return url;
};
