import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import type {Socket} from 'node:net';
import {describe, expect, it, vi} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {deferred} from '../helpers/deferred.ts';
import {startServer} from '../helpers/http-server.ts';
import {readAll, streamOf} from '../helpers/read-stream.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const chunk = Buffer.alloc(64 * 1024, 'x');

/** A server whose responses never end. It notes its sockets, and how much they took. */
const endlessServer = async () => {
	const sockets = new Set<Socket>();
	const sent = {bytes: 0};
	const url = await startServer((_, response) => {
		sockets.add(response.req.socket);
		const write = () => {
			while (!response.destroyed) {
				sent.bytes += chunk.length;
				if (!response.write(chunk)) break;
			}
		};
		response.on('drain', write).on('error', () => {});
		write();
	});
	return {url, sent, open: () => [...sockets].filter(({destroyed}) => !destroyed).length};
};

/** Waits until a number does not change any more. */
const whenSteady = async (read: () => number): Promise<number> => {
	for (;;) {
		const before = read();
		await new Promise((resolve) => setTimeout(resolve, 50));
		if (read() === before) return before;
	}
};

describe('a stream', () => {
	it('is handed over before the response ends, and each chunk as it comes', async () => {
		const next = [deferred(), deferred()] as const;
		const url = await startServer((_, response) => {
			response.writeHead(200).flushHeaders();
			void next[0].promise.then(() => response.write('one'));
			void next[1].promise.then(() => response.end('two'));
		});
		const reader = streamOf(
			await awinClient(url, systemClock).get('/feed', {as: 'stream'}),
		).getReader();
		const read = async () => Buffer.from((await reader.read()).value ?? []).toString();
		next[0].resolve();
		expect(await read()).toBe('one');
		next[1].resolve();
		expect(await read()).toBe('two');
		expect(await reader.read()).toMatchObject({done: true});
	});

	it('makes the server wait while nobody reads', async () => {
		const {url, sent} = await endlessServer();
		const stream = streamOf(await awinClient(url, systemClock).get('/feed', {as: 'stream'}));
		const reader = stream.getReader();
		await reader.read();
		const atFirst = await whenSteady(() => sent.bytes);
		expect(atFirst).toBeLessThan(16 * 1024 * 1024);
		for (let read = 0; read < 32 * 1024 * 1024; ) read += (await reader.read()).value?.length ?? 0;
		expect(sent.bytes).toBeGreaterThan(atFirst);
		expect((await whenSteady(() => sent.bytes)) - atFirst).toBeLessThan(64 * 1024 * 1024);
		await reader.cancel();
	});

	it('that nobody begins to read ends after `attemptTimeoutMs`: 1,000 of them leave no socket', async () => {
		const {url, open} = await endlessServer();
		const clock = virtualClock();
		const awin = awinClient(url, clock);
		const streams: ReadableStream[] = [];
		for (let round = 0; round < 10; round++) {
			const calls = Array.from({length: 100}, () => awin.get('/feed', {as: 'stream'}));
			for (const result of await Promise.all(calls)) streams.push(streamOf(result));
		}
		expect(streams).toHaveLength(1000);
		await clock.pass(60_000);
		expect(clock.timers()).toBe(0);
		await vi.waitFor(() => expect(open()).toBeLessThan(10), {timeout: 30_000});
		await expect(streams[0]?.getReader().read()).rejects.toMatchObject({
			name: 'TimeoutError',
			description: 'nobody began to read the body within 60000 ms',
		});
	});

	it('that was begun and forgotten is cancelled by the garbage collector', async () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage: () => void = runInNewContext('gc');
		const {url, open} = await endlessServer();
		const clock = virtualClock();
		const awin = awinClient(url, clock);
		const {signal} = new AbortController();
		const begin = async () => {
			const stream = streamOf(await awin.get('/feed', {as: 'stream', signal}));
			await stream.getReader().read();
		};
		for (let round = 0; round < 20; round++) await begin();
		await vi.waitFor(
			() => {
				collectGarbage();
				expect(open()).toBeLessThan(5);
			},
			{timeout: 30_000, interval: 20},
		);
	});

	it('leaves no listener on the signal, however it ends', async () => {
		const url = await startServer((_, response) => {
			response.end('x'.repeat(100_000));
		});
		const awin = awinClient(url, systemClock);
		const {signal} = new AbortController();
		const added = vi.spyOn(signal, 'addEventListener');
		const removed = vi.spyOn(signal, 'removeEventListener');
		const open = async () => streamOf(await awin.get('/feed', {as: 'stream', signal}));
		await readAll(await open());
		for await (const _ of await open()) break;
		await (await open()).cancel();
		expect(added.mock.calls.length).toBeGreaterThan(0);
		expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
	});

	it('leaves its connection to the next call once it has ended', async () => {
		const ports = new Set<number | undefined>();
		const url = await startServer((request, response) => {
			ports.add(request.socket.remotePort);
			response.end('x'.repeat(100_000));
		});
		const awin = awinClient(url, systemClock);
		for (let call = 0; call < 10; call++) {
			await readAll(streamOf(await awin.get('/feed', {as: 'stream'})));
		}
		/* undici may open a second one if a call comes right after the last byte. */
		expect(ports.size).toBeLessThanOrEqual(2);
	});
});
