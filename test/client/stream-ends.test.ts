import {InvalidBodyError, NetworkError, TimeoutError} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient, canary} from '../helpers/awin-client.ts';
import {faultServer, type Step} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';
import {readAll, streamOf} from '../helpers/read-stream.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\n';
const path = '/publishers/{publisherId}/feed';

/** Opens a stream on a server that handles the request with a step. */
const open = async (step: Step, options: object = {}, clock = virtualClock()) => {
	const {url, asked, whenClosed} = await faultServer(step);
	const awin = awinClient(url, clock);
	const result = await awin.post(path, {
		path: {publisherId: 7},
		as: 'stream',
		...options,
	});
	return {result, stream: streamOf(result), clock, asked, whenClosed};
};

const request = {method: 'POST', template: path};

describe('a stream', () => {
	it('ends after the last byte, and leaves no timer', async () => {
		const {result, stream, clock, asked} = await open(server.answers(200, 'a,b\n1,2'));
		expect(result).toMatchObject({kind: 'ok', status: 200});
		expect(await readAll(stream)).toEqual({text: 'a,b\n1,2', error: undefined});
		expect(clock.timers()).toBe(0);
		expect(asked[0]?.headers.accept).toBe('*/*');
	});

	it('ends with a NetworkError if the connection breaks, and is not retried', async () => {
		const step = server.writesAndResets(`${head}content-length: 9\r\n\r\na,b`);
		const {stream, asked, clock} = await open(step, {idempotent: true});
		const {text, error} = await readAll(stream);
		expect('a,b'.startsWith(text)).toBe(true);
		expect(error).toBeInstanceOf(NetworkError);
		expect(error).toMatchObject({
			message: `network: POST ${path}: the connection broke while the body was read`,
			applied: 'unknown',
			request,
			cause: expect.any(Error),
		});
		expect(asked).toHaveLength(1);
		expect(clock.timers()).toBe(0);
	});

	it('ends with a NetworkError if a chunked body is cut', async () => {
		const step = server.writesAndCloses(`${head}transfer-encoding: chunked\r\n\r\n3\r\na,b\r\n`);
		const {text, error} = await readAll((await open(step)).stream);
		expect(text).toBe('a,b');
		expect(error).toBeInstanceOf(NetworkError);
	});

	it('ends with an InvalidBodyError if it is shorter than its Content-Length', async () => {
		const fetch = async () => new Response('a,b', {headers: {'content-length': '9'}});
		const awin = awinClient('http://127.0.0.1', systemClock, {fetch});
		const stream = streamOf(await awin.get('/feed', {as: 'stream'}));
		const {text, error} = await readAll(stream);
		expect(text).toBe('a,b');
		expect(error).toBeInstanceOf(InvalidBodyError);
		expect(error).toMatchObject({
			description: 'the body ended after 3 of 9 bytes',
			responseStatus: 200,
			request: {method: 'GET', template: '/feed'},
		});
	});

	it('that is compressed may be longer than its Content-Length', async () => {
		const {stream} = await open(server.bomb(200, 100_000));
		expect(await readAll(stream)).toEqual({text: ' '.repeat(100_000), error: undefined});
	});

	it('ends with a TimeoutError if the server is silent for `attemptTimeoutMs`', async () => {
		const step = server.writesAndStalls(`${head}content-length: 9\r\n\r\na,b`);
		const {stream, clock, whenClosed} = await open(step, {
			attemptTimeoutMs: 5000,
			deadlineMs: 9000,
		});
		const reader = stream.getReader();
		await reader.read();
		/* Nobody waits: the time does not count. */
		await clock.pass(60_000);
		const next = reader.read();
		await clock.pass(4999);
		expect(clock.nextIn()).toBe(1);
		const error = next.catch((thrown: unknown) => thrown);
		await clock.pass(1);
		expect(await error).toBeInstanceOf(TimeoutError);
		expect(await error).toMatchObject({
			message: `timeout: POST ${path}: no part of the body came within 5000 ms`,
			request,
		});
		expect(clock.timers()).toBe(0);
		await whenClosed();
	});

	it('ends with a TimeoutError when `totalTimeoutMs` of the call is up, also while nobody reads', async () => {
		const step = server.writesAndStalls(`${head}content-length: 9\r\n\r\na,b`);
		const {stream, clock, whenClosed} = await open(step, {totalTimeoutMs: 5000});
		const reader = stream.getReader();
		await reader.read();
		await clock.pass(5000);
		const error: unknown = await reader.read().catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(TimeoutError);
		expect(error).toMatchObject({
			message: `timeout: POST ${path}: no result within 5000 ms (\`totalTimeoutMs\`)`,
			request,
		});
		expect(clock.timers()).toBe(0);
		await whenClosed();
	});

	it('that ends within `totalTimeoutMs` leaves no timer', async () => {
		const ended = await open(server.answers(200, 'a,b'), {totalTimeoutMs: 5000});
		expect(await readAll(ended.stream)).toEqual({text: 'a,b', error: undefined});
		expect(ended.clock.timers()).toBe(0);
		const step = server.writesAndStalls(`${head}content-length: 9\r\n\r\na,b`);
		const cancelled = await open(step, {totalTimeoutMs: 5000});
		await cancelled.stream.cancel();
		expect(cancelled.clock.timers()).toBe(0);
	});

	it('has `attemptTimeoutMs` for each chunk, even if less is left until the deadline', async () => {
		const step = server.writesAndStalls(`${head}content-length: 9\r\n\r\na,b`);
		const {stream, clock} = await open(step, {deadlineMs: 1000});
		const reader = stream.getReader();
		await reader.read();
		const next = reader.read();
		await clock.pass(59_999);
		expect(clock.nextIn()).toBe(1);
		const error = next.catch((thrown: unknown) => thrown);
		await clock.pass(1);
		expect(await error).toBeInstanceOf(TimeoutError);
	});

	it.each([
		['between two reads', false],
		['during a read', true],
	])("ends with the caller's own reason if the caller aborts %s", async (_, isWaiting) => {
		const controller = new AbortController();
		const step = server.writesAndStalls(`${head}content-length: 9\r\n\r\na,b`);
		const {stream, clock, whenClosed} = await open(step, {signal: controller.signal});
		const reader = stream.getReader();
		await reader.read();
		const reason = new Error('enough');
		const pending = isWaiting ? reader.read() : undefined;
		controller.abort(reason);
		await expect(pending ?? reader.read()).rejects.toBe(reason);
		await expect(reader.closed).rejects.toBe(reason);
		expect(clock.timers()).toBe(0);
		await whenClosed();
	});

	it.each([
		[
			'break',
			async (stream: ReadableStream) => {
				for await (const _ of stream) break;
			},
		],
		['cancel()', (stream: ReadableStream) => stream.cancel('enough')],
	])('releases the connection after %s', async (_, stop) => {
		const step = server.drips(200, () => {});
		const {stream, clock, whenClosed} = await open(step);
		await stop(stream);
		expect(clock.timers()).toBe(0);
		await whenClosed();
	});

	it('ends with an InvalidBodyError after `maxBodyBytes` of the call, after decompression', async () => {
		const maxBodyBytes = 1_000_000;
		const {stream, clock} = await open(server.bomb(200, 65 * 1024 * 1024), {maxBodyBytes});
		let length = 0;
		const read = async () => {
			for await (const chunk of stream) length += chunk.length;
		};
		await expect(read()).rejects.toMatchObject({
			name: 'InvalidBodyError',
			description: 'the body is larger than 1000000 bytes',
			applied: 'yes',
		});
		expect(length).toBeLessThanOrEqual(maxBodyBytes);
		expect(clock.timers()).toBe(0);
	});

	it('ends with an error without secrets', async () => {
		const cause = new Error(`reset by ${canary}`);
		const body = new ReadableStream({pull: (controller) => controller.error(cause)});
		const fetch = async () => new Response(body);
		const awin = awinClient('http://127.0.0.1', systemClock, {fetch});
		const {error} = await readAll(streamOf(await awin.get('/feed', {as: 'stream'})));
		expect(error).toMatchObject({cause: {message: 'reset by [redacted]'}});
	});
});
