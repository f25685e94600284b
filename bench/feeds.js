import {fork} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {createGunzip, gzipSync} from 'node:zlib';
import {parse} from 'csv-parse';
import {createAwinClient} from '../dist/src/index.js';
import {inChild} from './child.js';

/*
 * The time and the peak memory of reading the rows of a feed over loopback, beside loops that are written by hand. Each
 * runs in a process of its own, and so does the server. Linux only.
 *
 * npm run build && npm ci --prefix bench && node --expose-gc bench/feeds.js [rows] [rounds]
 */

const rowsPerChunk = 200;

const columns = ['aw_product_id', 'product_name', 'description', 'search_price', 'aw_deep_link'];

const productOf = (id) => ({
	aw_product_id: String(id),
	product_name: `Example shoe ${id}`,
	description: `A "shoe" that does not exist, number ${id}.\nIt has two lines, and a comma.`,
	search_price: `${id % 100}.99`,
	aw_deep_link: `https://shop.example/products/${id}?colour=black&size=${id % 12}`,
});

const lineOf = (id) => {
	const {
		aw_product_id,
		product_name: title,
		description,
		search_price,
		aw_deep_link,
	} = productOf(id);
	const product_basic = {id: aw_product_id, title, description, link: aw_deep_link};
	const price_and_availability = {price: `${search_price} GBP`, availability: 'in_stock'};
	return JSON.stringify({
		meta: {advertiser_id: 2001},
		product_basic,
		price_and_availability,
		tax: null,
	});
};

const cellOf = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/* The same rows again and again, because the server must not be what is measured. */
const ids = Array.from({length: rowsPerChunk}, (_, index) => index + 1);
const csv = ids.map((id) => `${Object.values(productOf(id)).map(cellOf).join(',')}\n`).join('');
const jsonl = ids.map((id) => `${lineOf(id)}\n`).join('');

const feeds = {
	jsonl: {head: '', chunk: Buffer.from(jsonl)},
	csv: {head: `${columns.join(',')}\n`, chunk: Buffer.from(csv)},
	/* A gzip can consist of members. */
	gzip: {head: gzipSync(`${columns.join(',')}\n`), chunk: gzipSync(csv)},
};

const count = async (rows) => {
	let read = 0;
	for await (const row of rows) if (row !== undefined) read += 1;
	return read;
};

const bodyOf = async (url) => Readable.fromWeb((await fetch(url)).body);
const download = {feedIds: 1, language: 'en', columns};

const readers = {
	'awin-sdk, JSON Lines': async (url) => {
		const awin = createAwinClient({token: 'example-token', baseUrl: `${url}/jsonl`, quota: false});
		const params = {advertiserId: 2001, locale: 'en_GB'};
		return count((await awin.publisher(1).productFeed.download(params)).data);
	},
	'readline and JSON.parse, JSON Lines': async (url) => {
		let read = 0;
		const input = await bodyOf(`${url}/jsonl`);
		for await (const line of createInterface({input, crlfDelay: Infinity})) {
			if (JSON.parse(line).meta !== undefined) read += 1;
		}
		return read;
	},
	'awin-sdk, CSV': async (url) => readCsv(`${url}/csv`),
	'csv-parse, CSV': async (url) =>
		count((await bodyOf(`${url}/csv`)).pipe(parse({columns: true, bom: true}))),
	'awin-sdk, CSV in a gzip': async (url) => readCsv(`${url}/gzip`),
	'csv-parse, CSV in a gzip': async (url) => {
		const text = (await bodyOf(`${url}/gzip`)).pipe(createGunzip());
		return count(text.pipe(parse({columns: true, bom: true})));
	},
};

const readCsv = async (url) => {
	const awin = createAwinClient({token: 'example-token', servers: {feeds: url}, quota: false});
	return count((await awin.feeds('example-key').download(download)).data);
};

const statusMb = (name) =>
	Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) /
	1024;

const read = async (name, url, rows) => {
	gc();
	const idleMb = statusMb('VmRSS');
	const startedAt = performance.now();
	const cpuBefore = process.cpuUsage();
	const read = await readers[name](url);
	const ms = performance.now() - startedAt;
	const {user, system} = process.cpuUsage(cpuBefore);
	if (read !== Number(rows)) throw new Error(`${name}: ${read} rows`);
	process.send({ms, cpuMs: (user + system) / 1000, grownMb: statusMb('VmHWM') - idleMb});
};

const serve = async (rows) => {
	const server = createServer(async (request, response) => {
		const {head, chunk} = feeds[request.url.split('/')[1]];
		response.write(head);
		for (let sent = 0; sent < rows; sent += rowsPerChunk) {
			if (!response.write(chunk)) await once(response, 'drain');
		}
		response.end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	process.on('disconnect', () => process.exit());
	process.send(server.address().port);
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const measure = async (rows, rounds) => {
	const server = fork(import.meta.filename, ['serve', rows]);
	const [port] = await once(server, 'message');
	const results = new Map(Object.keys(readers).map((name) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [name, list] of results) {
			list.push(await inChild('feeds.js', ['read', name, `http://127.0.0.1:${port}`, rows]));
		}
	}
	server.disconnect();
	for (const [name, list] of results) {
		const of = (key) => median(list.map((result) => result[key]));
		const perSecond = Math.round(rows / of('ms')) * 1000;
		console.log(
			`${name}: ${of('ms').toFixed(0)} ms, CPU ${of('cpuMs').toFixed(0)} ms, ${perSecond} rows a second, ${of('grownMb').toFixed(0)} MB above idle`,
		);
	}
};

const [, , command, ...rest] = process.argv;
if (command === 'serve') await serve(Number(rest[0]));
else if (command === 'read') await read(...rest);
else await measure(Number(command ?? 1_000_000), Number(rest[0] ?? 5));
