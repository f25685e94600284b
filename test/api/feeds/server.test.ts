import {createAwinClient, NetworkError, TimeoutError} from 'awin-sdk';
import type {ServerResponse} from 'node:http';
import {expect, it} from 'vitest';
import {deferred} from '../../helpers/deferred.ts';
import {startServer} from '../../helpers/http-server.ts';
import {noWait} from '../server.ts';
import {readRows} from './feed.ts';

const line = (id: number) => `{"meta":{"id":${id},"text":"${'x'.repeat(1000)}"}}\n`;

/** Downloads what a server sends, and returns how many lines it has sent. */
const download = async (
	send: (response: ServerResponse) => void,
	options: {readonly signal?: AbortSignal; readonly attemptTimeoutMs?: number} = {},
) => {
	const closed = deferred();
	const baseUrl = await startServer((_, response) => {
		response.on('close', () => closed.resolve());
		response.writeHead(200, {'content-type': 'application/jsonlines'});
		send(response);
	});
	const {productFeed} = createAwinClient({...noWait, baseUrl}).publisher(1);
	const result = await productFeed.download({advertiserId: 2, locale: 'en_GB'}, options);
	if (!result.ok) throw result.error;
	return {rows: result.data, closed: closed.promise};
};

/** Sends lines without an end, as fast as they are read. */
const sendForever = (sent: {count: number}) => (response: ServerResponse) => {
	const send = () => {
		do sent.count += 1;
		while (!response.destroyed && response.write(line(sent.count)));
	};
	response.on('drain', send);
	send();
};

it('a consumer that leaves the loop closes the connection', async () => {
	const sent = {count: 0};
	const {rows, closed} = await download(sendForever(sent));
	let read = 0;
	for await (const _ of rows) {
		read += 1;
		if (read === 500) break;
	}
	await closed;
	expect(sent.count).toBeGreaterThanOrEqual(500);
});

it('a consumer that does not read stops the server', async () => {
	const sent = {count: 0};
	const {rows, closed} = await download(sendForever(sent));
	const iterator = rows[Symbol.asyncIterator]();
	await iterator.next();
	let before = -1;
	while (before !== sent.count) {
		before = sent.count;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	/* What fits into the buffers of both sides, of about 1 kB a line. */
	expect(sent.count).toBeLessThan(30_000);
	await iterator.return?.();
	await closed;
});

it('a signal that aborts closes the connection while a row is waited for', async () => {
	const controller = new AbortController();
	const {rows, closed} = await download((response) => response.write(line(1)), {
		signal: controller.signal,
	});
	const reason = new Error('The user left.');
	const read: unknown[] = [];
	const loop = async () => {
		for await (const row of rows) {
			read.push(row);
			setTimeout(() => controller.abort(reason), 10);
		}
	};
	await expect(loop()).rejects.toBe(reason);
	expect(read).toHaveLength(1);
	await closed;
});

it('a connection that breaks ends the rows after those before it', async () => {
	const {rows} = await download((response) => {
		response.write(line(1) + line(2));
		setTimeout(() => response.destroy(), 20);
	});
	const {rows: read, error} = await readRows(rows);
	expect(read).toHaveLength(2);
	expect(error).toBeInstanceOf(NetworkError);
});

it('silence ends the rows', async () => {
	const {rows, closed} = await download((response) => response.write(line(1)), {
		attemptTimeoutMs: 100,
	});
	const {rows: read, error} = await readRows(rows);
	expect(read).toHaveLength(1);
	expect(error).toBeInstanceOf(TimeoutError);
	await closed;
});
