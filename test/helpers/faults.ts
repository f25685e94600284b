import {gzipSync} from 'node:zlib';
import type {Step} from './fault-server.ts';

type Fields = Readonly<Record<string, string>>;

/** Answers in full. */
export const answers =
	(status: number, body = '', headers: Fields = {}): Step =>
	(_, response) => {
		response.writeHead(status, headers).end(body);
	};

/** Answers in full with JSON. */
export const answersJson = (status: number, value: unknown, headers: Fields = {}): Step =>
	answers(status, JSON.stringify(value), {'content-type': 'application/json', ...headers});

/** Resets the connection instead of an answer. */
export const resets: Step = ({socket}) => {
	socket.resetAndDestroy();
};

/** Closes the connection in good order, without an answer. */
export const hangsUp: Step = ({socket}) => {
	socket.end();
};

/** Writes bytes as they are, then resets the connection. */
export const writesAndResets =
	(text: string): Step =>
	({socket}) => {
		socket.write(text, () => socket.resetAndDestroy());
	};

/** Writes bytes as they are, then closes the connection in good order. */
export const writesAndCloses =
	(text: string): Step =>
	({socket}) => {
		socket.end(text);
	};

/** Writes bytes as they are, then says nothing more. */
export const writesAndStalls =
	(text: string): Step =>
	({socket}) => {
		socket.write(text);
	};

/** Says nothing at all. */
export const stalls: Step = () => {};

/** Sends a byte of a success now and then, for ever. */
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

/** Sends a small body that is a large one after decompression. */
export const bomb = (status: number, bytes: number): Step => {
	const body = gzipSync(Buffer.alloc(bytes, 0x20));
	return (_, response) => {
		response
			.writeHead(status, {'content-type': 'application/json', 'content-encoding': 'gzip'})
			.end(body);
	};
};

/** Sends the client elsewhere. */
export const redirects = (status: number, location: string, body = ''): Step =>
	answers(status, body, {location});
