import {fork} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createAwinClient} from '../dist/src/index.js';
import {inChild} from './child.js';

/*
 * The time and the peak memory of a download and an upload over loopback, through the client and through the
 * platform's own `fetch`. Each runs in a process of its own, and so does the server. Linux only.
 *
 * node --expose-gc bench/streams.js [rounds] [bytes]
 */

const chunk = new Uint8Array(64 * 1024);

const chunks = async function* (size) {
	for (let left = size; left > 0; left -= chunk.length) {
		yield left < chunk.length ? chunk.subarray(0, left) : chunk;
	}
};

const count = async (body) => {
	let bytes = 0;
	for await (const part of body) bytes += part.length;
	return bytes;
};

const upload = async (send, url, size) => {
	const body = ReadableStream.from(chunks(size));
	return Number(await (await send(url, {method: 'POST', body, duplex: 'half'})).text());
};

const transfers = {
	'fetch, download': async (url) => count((await fetch(url)).body),
	'awin-sdk, download': async (url, awin) => count((await awin.get('/', {as: 'stream'})).data),
	'client.fetch, download': async (url, awin) => count((await awin.fetch(url)).body),
	'fetch, upload': async (url, _, size) => upload(fetch, url, size),
	'awin-sdk, upload': async (url, awin, size) =>
		Number((await awin.post('/', {body: () => chunks(size), as: 'text'})).data),
	'client.fetch, upload': async (url, awin, size) => upload(awin.fetch, url, size),
};

const statusMb = (name) =>
	Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) /
	1024;

const transfer = async (name, baseUrl, size) => {
	const awin = createAwinClient({token: 'example-token', baseUrl, quota: false});
	await awin.request('HEAD', '/');
	gc();
	const idleMb = statusMb('VmRSS');
	const startedAt = performance.now();
	const bytes = await transfers[name](baseUrl, awin, size);
	const ms = performance.now() - startedAt;
	if (bytes !== size) throw new Error(`${name}: ${bytes} bytes`);
	process.send({ms, peakMb: statusMb('VmHWM'), grownMb: statusMb('VmHWM') - idleMb});
};

const serve = async (size) => {
	const server = createServer(async (request, response) => {
		if (request.method === 'POST') return response.end(String(await count(request)));
		response.writeHead(200, {'content-length': size});
		if (request.method === 'HEAD') return response.end();
		for await (const part of chunks(size)) {
			if (!response.write(part)) await once(response, 'drain');
		}
		return response.end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	process.on('disconnect', () => process.exit());
	process.send(server.address().port);
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const measure = async (rounds, size) => {
	const server = fork(import.meta.filename, ['serve', String(size)]);
	const [port] = await once(server, 'message');
	const results = new Map(Object.keys(transfers).map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [name, list] of results) {
			list.push(await inChild('streams.js', ['transfer', name, `http://127.0.0.1:${port}`, size]));
		}
	}
	server.disconnect();
	for (const [name, list] of results) {
		const [ms, peakMb, grownMb] = ['ms', 'peakMb', 'grownMb'].map((key) =>
			median(list.map((result) => result[key])).toFixed(0),
		);
		console.log(`${name}: ${ms} ms, peak ${peakMb} MB, ${grownMb} MB above idle`);
	}
};

const [, , command = 3, ...rest] = process.argv;
if (command === 'serve') await serve(Number(rest[0]));
else if (command === 'transfer') await transfer(rest[0], rest[1], Number(rest[2]));
else await measure(Number(command), Number(rest[0] ?? 1_000_000_000));
