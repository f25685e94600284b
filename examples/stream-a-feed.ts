/*
 * Reads a feed row by row as it arrives, without holding all of it in memory, and stops as soon as it has found enough.
 * The server of this example sends a gzip of a million products. examples/feed-to-csv.ts goes on where it stopped.
 */
import {once} from 'node:events';
import {createServer} from 'node:http';
import {createGzip} from 'node:zlib';
import {createAwinClient, isAwinError} from 'awin-sdk';

const server = createServer((request, response) => {
	response.writeHead(200, {'content-type': 'text/csv; charset=utf-8'});
	const gzip = createGzip();
	gzip.pipe(response);
	gzip.write('aw_product_id,product_name,search_price\n');
	let id = 0;
	const send = () => {
		while (id < 1_000_000) {
			id += 1;
			if (!gzip.write(`${id},"Shoe ""${id}""",${(id * 7) % 100}.00\n`)) return;
		}
		gzip.end();
	};
	gzip.on('drain', send);
	request.on('end', send).resume();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const awin = createAwinClient({
	token: 'demo-0f3c9a52',
	servers: {feeds: `http://127.0.0.1:${port}`},
});
const result = await awin.feeds('demo-key-5b2d').download(
	{
		feedIds: 4001,
		language: 'en',
		columns: ['aw_product_id', 'product_name', 'search_price'],
	},
	/* The longest silence between two chunks. The whole feed may take as long as it needs. */
	{attemptTimeoutMs: 10_000},
);
if (!result.ok) throw result.error;

const cheap: string[] = [];
let read = 0;
try {
	/* The rows have the columns as their type. */
	for await (const {product_name, search_price} of result.data) {
		read += 1;
		if (search_price === '1.00') cheap.push(product_name);
		/* Leaving the loop closes the connection, and the server stops. */
		if (cheap.length === 3) break;
	}
} catch (error) {
	/* The rows end with a typed error if the connection breaks, the server is silent, or a row cannot be read. */
	if (isAwinError(error)) console.error(error.kind, error.hint);
	throw error;
}
console.log(`found after ${read} rows:`, cheap);

server.close();
server.closeAllConnections();
