import type {Duplex} from 'node:stream';

/* The parser of Node.js knows a fixed list of methods. A request with another one is echoed from its bytes. */
const requestLine = /^(\S+) (\S+) HTTP\/1\.1\r\n/;

/** Answers a request that the parser of Node.js does not accept. */
export const answerInvalid = (error: Error & {rawPacket?: Buffer}, socket: Duplex): void => {
	const text = error.rawPacket?.toString('latin1') ?? '';
	const [, method, target] = requestLine.exec(text) ?? [];
	if (!socket.writable) return;
	if (method === undefined) {
		socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
		return;
	}
	const body = JSON.stringify({method, target, headers: {}, body: '', hex: '', connection: 0});
	socket.end(
		`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
	);
};
