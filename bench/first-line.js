import {once} from 'node:events';
import {createServer} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {createAwinClient} from '../dist/src/index.js';
import {median} from './rounds.js';

/*
 * The time to the first and to the last of 15 lines that the server sends one every 200 ms, through `client.fetch` and
 * through the platform's own `fetch`.
 *
 * npm run build && node bench/first-line.js [rounds]
 */

const lines = 15;
const everyMs = 200;

const server = createServer(async (_, response) => {
	response.writeHead(200, {'content-type': 'text/event-stream'});
	for (let line = 1; line <= lines; line++) {
		await sleep(everyMs);
		response.write(`data: ${line}\n\n`);
	}
	response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const baseUrl = `http://127.0.0.1:${server.address().port}`;

const client = (options) => createAwinClient({token: 'example-token', baseUrl, ...options});
const subjects = {
	fetch,
	'client.fetch, features off': client({retry: false, cache: false, quota: false}).fetch,
	'client.fetch, defaults': client({quota: false}).fetch,
};

/** The time to each line, in milliseconds. */
const read = async (send) => {
	const startedAt = performance.now();
	const times = [];
	const {body} = await send(`${baseUrl}/`);
	for await (const part of body.pipeThrough(new TextDecoderStream())) {
		const count = part.split('\n\n').length - 1;
		for (let line = 0; line < count; line++) times.push(performance.now() - startedAt);
	}
	if (times.length !== lines) throw new Error(`${times.length} lines`);
	return times;
};

const rounds = Number(process.argv[2] ?? 3);
for (const [name, send] of Object.entries(subjects)) {
	const all = [];
	for (let round = 0; round < rounds; round++) all.push(await read(send));
	const [first, last] = [0, -1].map((index) => median(all.map((times) => times.at(index))));
	console.log(`${name}: first line after ${first.toFixed(0)} ms, last after ${last.toFixed(0)} ms`);
}
server.close();
