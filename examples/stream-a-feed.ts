/*
 * Reads a product feed line by line as it arrives, without holding all of it in memory, and stops as soon as it has
 * found enough. The server of this example sends a feed of a million products.
 */
import {once} from 'node:events';
import {createServer} from 'node:http';
import {createAwinClient, isAwinError} from 'awin-sdk';

const server = createServer((request, response) => {
	response.writeHead(200, {'content-type': 'text/csv; charset=utf-8'});
	response.write('id,name,price\n');
	let id = 0;
	const send = () => {
		while (id < 1_000_000) {
			id += 1;
			if (!response.write(`${id},Shoe ${id},${(id * 7) % 100}.00\n`)) return;
		}
		response.end();
	};
	response.on('drain', send);
	request.on('end', send).resume();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

/** The lines of a body, each as soon as it is complete. */
const linesOf = async function* (body: ReadableStream<Uint8Array<ArrayBuffer>>) {
	let rest = '';
	for await (const text of body.pipeThrough(new TextDecoderStream())) {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
	if (rest !== '') yield rest;
};

const awin = createAwinClient({token: 'demo-0f3c9a52', baseUrl: `http://127.0.0.1:${port}`});
const result = await awin.get('/publishers/{publisherId}/feed', {
	path: {publisherId: 1001},
	as: 'stream',
	/* The longest silence between two chunks. The whole feed may take as long as it needs. */
	attemptTimeoutMs: 10_000,
});
if (!(result.data instanceof ReadableStream)) throw result.error ?? new Error(result.kind);

const cheap: string[] = [];
let read = 0;
try {
	for await (const line of linesOf(result.data)) {
		read += 1;
		const [id = '', name = '', price = ''] = line.split(',');
		if (price === '1.00') cheap.push(`${id} ${name}`);
		/* Leaving the loop cancels the stream: the server stops, and the connection is closed. */
		if (cheap.length === 3) break;
	}
} catch (error) {
	/* The stream itself ends with a typed error if the connection breaks or the server is silent. */
	if (isAwinError(error)) console.error(error.kind, error.hint);
	throw error;
}
console.log(`found after ${read} lines:`, cheap);

server.close();
server.closeAllConnections();
