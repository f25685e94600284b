import {once} from 'node:events';
import {
	createServer as createHttpServer,
	type IncomingMessage,
	type RequestListener,
} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import {connect, type Server} from 'node:net';
import type {Duplex} from 'node:stream';
import tls from 'node:tls';
import {generate} from 'selfsigned';
import {onTestFinished} from 'vitest';

const listen = async (server: Server): Promise<number> => {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
	return address.port;
};

/** Starts a server on loopback with a certificate for `api.awin.com`, which this process then trusts. */
export const startAwin = async (listener: RequestListener): Promise<number> => {
	const host = 'api.awin.com';
	const {cert, private: key} = await generate([{name: 'commonName', value: host}], {
		extensions: [
			{name: 'basicConstraints', cA: true},
			{name: 'subjectAltName', altNames: [{type: 2, value: host}]},
		],
	});
	tls.setDefaultCACertificates([cert]);
	const server = createHttpsServer({cert, key}, listener);
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return listen(server);
};

/** A tunnel that a client asked for. */
export type Tunnel = {
	readonly target: string | undefined;
	readonly credentials: string | undefined;
};

/** Starts a proxy on loopback whose tunnels all lead to one port, or that refuses them with a status. */
export const startProxy = async (leadsTo: {readonly port: number} | {readonly refuses: number}) => {
	const tunnels: Tunnel[] = [];
	const sockets = new Set<Duplex>();
	const server = createHttpServer();
	server.on('connect', ({url, headers}: IncomingMessage, socket: Duplex) => {
		tunnels.push({target: url, credentials: headers['proxy-authorization']});
		sockets.add(socket.on('error', () => {}));
		if ('refuses' in leadsTo) {
			socket.end(`HTTP/1.1 ${leadsTo.refuses} Refused\r\n\r\n`);
			return;
		}
		const api = connect(leadsTo.port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			api.pipe(socket).pipe(api);
		});
		sockets.add(api.on('error', () => {}));
	});
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return {address: `127.0.0.1:${await listen(server)}`, tunnels};
};
