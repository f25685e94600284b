import {once} from 'node:events';
import type {ServerResponse} from 'node:http';
import {type AwinClientOptions, isNetworkError} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {bothFetches, classOfError, compare} from '../helpers/both-fetches.ts';
import {canary, connect} from '../helpers/connect.ts';
import {deferred} from '../helpers/deferred.ts';
import {startServer} from '../helpers/http-server.ts';

type Fields = Readonly<Record<string, string>>;

/** A server that sends a first part, and the rest when it is told to. */
const inParts = async (status = 200, fields: Fields = {}) => {
	const rest = deferred();
	const closed = vi.fn<() => void>();
	let requests = 0;
	const url = await startServer((request, response) => {
		request.resume();
		requests += 1;
		response.writeHead(status, fields).write('first ');
		response.on('close', () => closed());
		void rest.promise.then(() => response.end('second'));
	});
	return {url, finish: () => rest.resolve(), closed, requests: () => requests};
};

const readFirst = async (response: Response) => {
	const reader = response.body?.getReader();
	const part = await reader?.read();
	return {reader, text: new TextDecoder().decode(part?.value)};
};

const storable = {'cache-control': 'max-age=60'};
const cached = {cache: {}};

describe('the body of a response of client.fetch', () => {
	it.each<[string, number, Fields, Partial<AwinClientOptions>]>([
		['of a success', 200, {}, {}],
		['of a 404', 404, {}, {}],
		['of a 500', 500, {}, {}],
		['of a 503 that is not retried', 503, {}, {}],
		['of a 503 after the last attempt', 503, {}, {retry: {attempts: 1}}],
		['of a redirect that leads nowhere', 302, {}, {}],
		['that is not stored', 200, {}, cached],
		['that is stored', 200, storable, cached],
		['of a 404 that is stored', 404, storable, cached],
	])('%s arrives as it comes', async (_, status, fields, options) => {
		const {url, finish} = await inParts(status, fields);
		const response = await connect(url, options).fetch('/a');
		const {reader, text} = await readFirst(response);
		expect([response.status, text]).toEqual([status, 'first ']);
		finish();
		expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('second');
	});

	it('of an error is whole, however large it is', async () => {
		const body = 'x'.repeat(3 * 1024 * 1024);
		const url = await startServer((_, response) => response.writeHead(404).end(body));
		const both = await compare(url, async (send) => (await (await send(url)).text()).length);
		expect(both).toEqual({native: body.length, ours: body.length});
	});

	it.each([200, 404, 503])('of a %i that breaks rejects with a TypeError', async (status) => {
		const url = await startServer((_, response) => {
			response.writeHead(status, {'content-length': '9'}).write('abc', () => response.destroy());
		});
		const both = await compare(url, async (send) => {
			const response = await send(url);
			return [response.status, await classOfError(response.text())];
		});
		expect(both.ours).toEqual(both.native);
		const response = await connect(url).fetch('/a');
		await expect(response.text()).rejects.toMatchObject({
			message: 'terminated',
			cause: expect.toSatisfy(isNetworkError),
		});
	});

	it('is drained, or closed after 64 kB, if the attempt is repeated', async () => {
		const bodies = ['small', 'x'.repeat(1024 * 1024), ''];
		let count = 0;
		const url = await startServer((_, response) => {
			const body = bodies[count++] ?? 'done';
			response.writeHead(count > 3 ? 200 : 503).end(body);
		});
		const awin = connect(url, {retry: {attempts: 4, baseDelayMs: 0}});
		expect(await (await awin.fetch('/a')).text()).toBe('done');
		expect(count).toBe(4);
	});

	it('is closed if an attempt is repeated whose body never ends', async () => {
		let count = 0;
		const closed = vi.fn<() => void>();
		const url = await startServer((_, response) => {
			count += 1;
			response.on('close', closed);
			if (count === 1) response.writeHead(502).write('never ends');
			else response.end('done');
		});
		const response = await connect(url, {retry: {baseDelayMs: 0}}).fetch('/a');
		expect(await response.text()).toBe('done');
		expect(closed).toHaveBeenCalled();
	});

	it.each(['{"error":"request.limit.exceeded"}', 'x'.repeat(50_000), ''])(
		'of a 429 without `Retry-After` is whole: %#',
		async (body) => {
			const url = await startServer((_, response) => response.writeHead(429).end(body));
			const {fetch: send} = connect(url, {retry: {attempts: 1}});
			expect(await (await send('/a')).text()).toBe(body);
		},
	);

	it('closes the connection when it is cancelled', async () => {
		const {url, closed} = await inParts();
		const response = await connect(url).fetch('/a');
		await response.body?.cancel();
		await expect.poll(() => closed.mock.calls.length).toBe(1);
	});

	it('breaks with the reason of an abort, even if nobody waits for a part', async () => {
		const {url} = await inParts();
		const {native, ours} = bothFetches(url);
		for (const send of [native, ours]) {
			const controller = new AbortController();
			const response = await send(url, {signal: controller.signal});
			const {reader} = await readFirst(response);
			controller.abort('enough');
			await expect(reader?.closed).rejects.toBe('enough');
			await expect(reader?.read()).rejects.toBe('enough');
		}
	});

	it('is read to its end or cancelled with a signal that stays', async () => {
		const {url, finish} = await inParts();
		const {signal} = new AbortController();
		const removed = vi.spyOn(signal, 'removeEventListener');
		const {fetch: send} = connect(url);
		const whole = await send('/a', {signal});
		const part = await send('/a', {signal});
		finish();
		expect(await whole.text()).toBe('first second');
		await part.body?.cancel();
		expect(removed).toHaveBeenCalled();
	});

	it('needs no memory that grows with it', async () => {
		/* Large enough that garbage that is not collected yet is not taken for memory that is held. */
		const size = 256 * 1024 * 1024;
		const chunk = new Uint8Array(64 * 1024);
		const write = async (response: ServerResponse) => {
			for (let sent = 0; sent < size; sent += chunk.length) {
				if (!response.write(chunk)) await once(response, 'drain');
			}
			response.end();
		};
		const url = await startServer((_, response) => {
			response.writeHead(200, storable);
			void write(response);
		});
		const response = await connect(url, cached).fetch('/a');
		let length = 0;
		let peak = 0;
		for await (const part of response.body ?? []) {
			length += part.length;
			peak = Math.max(peak, process.memoryUsage().arrayBuffers);
		}
		expect(length).toBe(size);
		expect(peak).toBeLessThan(0.75 * size);
	}, 60_000);

	it('does not show the token if it breaks', async () => {
		const url = await startServer((request, response) => {
			response.writeHead(200, {'content-length': '99'});
			response.write(String(request.headers.authorization), () => response.destroy());
		});
		const response = await connect(url).fetch('/a');
		const error: unknown = await response.text().catch((reason: unknown) => reason);
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(canary);
	});
});
