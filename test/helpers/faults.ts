import {gzipSync} from 'node:zlib';
import type {Step} from './fault-server.ts';

type Fields = Readonly<Record<string, string>>;

/** Sends a complete response. */
export const answers =
	(status: number, body = '', headers: Fields = {}): Step =>
	(_, response) => {
		response.writeHead(status, headers).end(body);
	};

/** Sends a complete JSON response. */
export const answersJson = (status: number, value: unknown, headers: Fields = {}): Step =>
	answers(status, JSON.stringify(value), {'content-type': 'application/json', ...headers});

/** Resets the connection without a response. */
export const resets: Step = ({socket}) => {
	socket.resetAndDestroy();
};

/** Closes the connection gracefully without a response. */
export const hangsUp: Step = ({socket}) => {
	socket.end();
};

/** Writes raw bytes, then resets the connection. */
export const writesAndResets =
	(text: string): Step =>
	({socket}) => {
		socket.write(text, () => socket.resetAndDestroy());
	};

/** Writes raw bytes, then closes the connection gracefully. */
export const writesAndCloses =
	(text: string): Step =>
	({socket}) => {
		socket.end(text);
	};

/** Writes raw bytes, then sends nothing more and keeps the connection open. */
export const writesAndStalls =
	(text: string): Step =>
	({socket}) => {
		socket.write(text);
	};

/** Sends nothing and keeps the connection open. */
export const stalls: Step = () => {};

/** Sends an endless body, one byte every 2 ms. */
export const drips =
	(status: number, onByte: (count: number) => void): Step =>
	(_, response) => {
		let count = 0;
		response.writeHead(status, {'content-type': 'application/json'});
		const timer = setInterval(() => {
			response.write(' ');
			count += 1;
			onByte(count);
		}, 2);
		response.on('close', () => clearInterval(timer));
	};

/** Sends a small compressed body that is large after decompression. */
export const bomb = (status: number, bytes: number): Step => {
	const body = gzipSync(Buffer.alloc(bytes, 0x20));
	return (_, response) => {
		response
			.writeHead(status, {'content-type': 'application/json', 'content-encoding': 'gzip'})
			.end(body);
	};
};

/** Sends a redirect. */
export const redirects = (status: number, location: string, body = ''): Step =>
	answers(status, body, {location});
