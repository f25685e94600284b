import {describe, expect, it, vi} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {deferred} from '../helpers/deferred.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {source} from './upload-source.ts';

const ok = {status: 200, body: '{}'};

describe('the upload of', () => {
	it('an async iterable of texts and bytes is sent as it comes', async () => {
		const {url, asked} = await answerInTurn(ok);
		const body = (async function* () {
			yield 'ä,';
			yield new TextEncoder().encode('b');
			yield '';
			yield ',c';
		})();
		expect(await awinClient(url, systemClock).post('/feed', {body})).toMatchObject({kind: 'ok'});
		expect(asked).toMatchObject([{body: 'ä,b,c', headers: {'transfer-encoding': 'chunked'}}]);
	});

	it('a stream begins before the stream ends', async () => {
		const arrived = deferred();
		const url = await startServer((request, response) => {
			request.once('data', () => arrived.resolve());
			request.on('end', () => response.end('{}'));
		});
		const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
			start: async (controller) => {
				controller.enqueue(new TextEncoder().encode('one'));
				await arrived.promise;
				controller.close();
			},
		});
		expect(await awinClient(url, systemClock).put('/feed', {body})).toMatchObject({kind: 'ok'});
	});

	it('an iterable waits while the server does not read', async () => {
		const url = await startServer((request) => void request.pause());
		const {state, iterate} = source(Infinity);
		const controller = new AbortController();
		const {signal} = controller;
		const call = awinClient(url, systemClock).post('/feed', {body: iterate(), signal});
		let before = -1;
		await vi.waitFor(
			() => {
				const isSteady = state.made > 0 && state.made === before;
				before = state.made;
				expect(isSteady).toBe(true);
			},
			{interval: 50, timeout: 20_000},
		);
		expect(state.made * 1000).toBeLessThan(32 * 1024 * 1024);
		controller.abort();
		await call;
		await vi.waitFor(() => expect(state.closed).toBe(true));
	});

	it('an iterable is closed when the caller aborts', async () => {
		const url = await startServer((request) => void request.pause());
		const controller = new AbortController();
		const {state, iterate} = source(Infinity);
		const options = {body: iterate(), signal: controller.signal};
		const call = awinClient(url, systemClock).post('/feed', options);
		await vi.waitFor(() => expect(state.made).toBeGreaterThan(0));
		controller.abort(new Error('enough'));
		expect(await call).toMatchObject({kind: 'aborted', error: {cause: {message: 'enough'}}});
		await vi.waitFor(() => expect(state.closed).toBe(true));
	});

	it('an iterable is closed when the attempt times out', async () => {
		const url = await startServer((request) => void request.pause());
		const clock = virtualClock();
		const {state, iterate} = source(Infinity);
		const call = awinClient(url, clock, {retry: false}).post('/feed', {body: iterate()});
		await vi.waitFor(() => expect(state.made).toBeGreaterThan(0));
		await clock.pass(60_000);
		expect(await call).toMatchObject({kind: 'timeout', error: {applied: 'unknown'}});
		await vi.waitFor(() => expect(state.closed).toBe(true));
	});

	it('an iterable is closed when the server answers early', async () => {
		const url = await startServer((request, response) => {
			request.on('error', () => {});
			response.writeHead(413, {connection: 'close'}).end('{"error":"too-large"}');
		});
		const {state, iterate} = source(Infinity);
		const result = await awinClient(url, systemClock).post('/feed', {body: iterate()});
		expect(['undocumented', 'network']).toContain(result.kind);
		await vi.waitFor(() => expect(state.closed).toBe(true));
	});

	it('an iterable is closed after an abort even if `fetch` ignores its signal', async () => {
		const {state, iterate} = source(Infinity);
		const controller = new AbortController();
		const fetch: typeof globalThis.fetch = async (_, init) => {
			if (init?.body instanceof ReadableStream) await init.body.getReader().read();
			controller.abort();
			return new Promise(() => {});
		};
		const awin = awinClient('http://127.0.0.1', systemClock, {fetch});
		const options = {body: iterate(), signal: controller.signal};
		expect(await awin.put('/feed', options)).toMatchObject({kind: 'aborted'});
		await vi.waitFor(() => expect(state.closed).toBe(true));
	});

	it('a stream is never retried', async () => {
		const {url, asked} = await answerInTurn({status: 503}, ok);
		const body = new Blob(['a,b']).stream();
		expect(await awinClient(url, systemClock).put('/feed', {body})).toMatchObject({
			kind: 'unavailable',
			meta: {notRetried: 'body-not-replayable'},
		});
		expect(asked).toHaveLength(1);
	});

	it('a function that makes an iterable is retried, and followed to another URL', async () => {
		const moved = {status: 307, headers: {location: '/new'}};
		const {url, asked} = await answerInTurn({status: 503}, moved, ok);
		const body = async function* () {
			yield 'a,';
			yield 'b';
		};
		const awin = awinClient(url, systemClock, {retry: {baseDelayMs: 0}});
		expect(await awin.put('/feed', {body})).toMatchObject({kind: 'ok'});
		expect(asked.map((request) => `${request.url} ${request.body}`)).toEqual([
			'/feed a,b',
			'/feed a,b',
			'/new a,b',
		]);
	});
});
