import {createServer} from 'node:net';
import {once} from 'node:events';
import {isTimeoutError} from 'awin-sdk';
import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {bothFetches, classOfError, compare} from '../helpers/both-fetches.ts';
import {connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';

/** A server that writes the same bytes to every request. */
const serveRaw = async (response: string): Promise<string> => {
	const server = createServer((socket) => {
		socket.on('error', () => {});
		socket.on('data', () => socket.write(response, 'latin1'));
		onTestFinished(() => void socket.destroy());
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(() => void server.close());
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

const describeResponse = (response: Response) => {
	const {status, statusText, ok, type, redirected, url} = response;
	return {status, statusText, ok, type, redirected, url};
};

describe('the response of client.fetch', () => {
	it.each(['OK', 'Gone Fishing', '', 'caf\u00c3\u00a9', '\u00e9'])(
		'has the reason phrase of the server: %j',
		async (phrase) => {
			const url = await serveRaw(`HTTP/1.1 200 ${phrase}\r\ncontent-length: 1\r\n\r\na`);
			const both = await compare(url, async (send) => describeResponse(await send(`${url}/a`)));
			expect(both.ours).toEqual(both.native);
		},
	);

	it.each([200, 206, 299, 404, 500, 599, 600, 799, 999])(
		'of a %i is as by `fetch`',
		async (status) => {
			const {url} = await answerInTurn({status, headers: {'x-a': '1'}, body: 'text'});
			const both = await compare(url, async (send) => {
				const response = await send(`${url}/a`);
				const clone = response.clone();
				const again = clone.clone();
				return [
					describeResponse(response),
					describeResponse(clone),
					describeResponse(again),
					await Promise.all([response.text(), clone.text(), again.text()]),
				];
			});
			expect(both.ours).toEqual(both.native);
		},
	);

	it.each([
		['GET', 204],
		['GET', 205],
		['GET', 304],
		['HEAD', 200],
		['HEAD', 404],
	])('to a %s with status %i has no body', async (method, status) => {
		const {url} = await answerInTurn({status});
		const both = await compare(url, async (send) => (await send(`${url}/a`, {method})).body);
		expect(both).toEqual({native: null, ours: null});
	});

	it('has an empty body if the server sends no byte of one', async () => {
		const {url} = await answerInTurn({status: 200});
		const both = await compare(url, async (send) => {
			const response = await send(`${url}/a`);
			return [response.body instanceof ReadableStream, await response.text(), response.bodyUsed];
		});
		expect(both.ours).toEqual(both.native);
	});

	it('has header fields that nobody can change, and its clone, too', async () => {
		const {url} = await answerInTurn({status: 200, headers: {'set-cookie': 'a=1', 'x-a': '1'}});
		const {native, ours} = bothFetches(url);
		for (const send of [native, ours]) {
			const response = await send(`${url}/a`);
			for (const {headers} of [response, response.clone()]) {
				expect(() => headers.set('x-a', '2')).toThrow(TypeError);
				expect(() => headers.append('x-b', '2')).toThrow(TypeError);
				expect(() => headers.delete('x-a')).toThrow(TypeError);
				expect(headers.get('x-a')).toBe('1');
				expect(headers.getSetCookie()).toEqual(['a=1']);
			}
		}
	});

	it('is read by every reader, once', async () => {
		const form = 'a=1&b=2';
		const headers = {'content-type': 'application/x-www-form-urlencoded'};
		const {url} = await answerInTurn({status: 200, headers, body: form});
		const both = await compare(url, async (send) => {
			const [text, bytes, blob, data, json, stream] = await Promise.all(
				Array.from({length: 6}, () => send(`${url}/a`)),
			);
			const reader = stream?.body?.getReader({mode: 'byob'});
			return [
				await text?.text(),
				(await bytes?.arrayBuffer())?.byteLength,
				(await blob?.blob())?.type,
				[...((await data?.formData()) ?? [])],
				await classOfError(json?.json() ?? Promise.resolve()),
				(await reader?.read(new Uint8Array(3)))?.value,
				await classOfError(text?.text() ?? Promise.resolve()),
				text?.bodyUsed,
			];
		});
		expect(both.ours).toEqual(both.native);
	});

	it('cannot be cloned once its body is used, nor by a method of another object', async () => {
		const {url} = await answerInTurn({status: 200, body: 'a'});
		const {ours} = bothFetches(url);
		const response = await ours('/a');
		const clone = Reflect.get(response, 'clone');
		expect(() => Reflect.apply(clone, {}, [])).toThrow(TypeError);
		await response.text();
		expect(() => response.clone()).toThrow(TypeError);
	});

	it('is of type `cors` on a page of another origin', async () => {
		const {url} = await answerInTurn({status: 204});
		const typeOn = async (origin: string) => {
			vi.stubGlobal('location', {origin});
			return (await connect(url).fetch('/a')).type;
		};
		onTestFinished(() => void vi.unstubAllGlobals());
		expect(await typeOn('https://shop.example')).toBe('cors');
		expect(await typeOn(url)).toBe('basic');
		vi.stubGlobal('location', {});
		expect((await connect(url).fetch('/a')).type).toBe('basic');
	});

	describe('in a browser whose readers hide why a body broke', () => {
		beforeEach(() => {
			vi.stubGlobal('location', {origin: 'https://shop.example'});
			onTestFinished(() => void vi.unstubAllGlobals());
			vi.spyOn(Response.prototype, 'text').mockImplementation(async function (this: Response) {
				try {
					return Buffer.from(await this.arrayBuffer()).toString();
				} catch {
					throw new TypeError('Failed to fetch');
				}
			});
		});

		it('rejects with the typed error, also in a clone, and once', async () => {
			const url = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n');
			const {fetch: send} = connect(url, {attemptTimeoutMs: 50});
			const response = await send('/a');
			const clone = response.clone();
			for (const body of [response, clone]) {
				await expect(body.text()).rejects.toMatchObject({
					message: 'terminated',
					cause: expect.toSatisfy(isTimeoutError),
				});
			}
			await expect(response.text()).rejects.not.toThrow('terminated');
		});

		it('rejects with the reason of an abort', async () => {
			const url = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\none');
			const controller = new AbortController();
			const text = (await connect(url).fetch('/a', {signal: controller.signal})).text();
			controller.abort('enough');
			await expect(text).rejects.toBe('enough');
		});

		it('rejects as natively if the body is whole, but is no JSON', async () => {
			const {url} = await answerInTurn({status: 200, body: 'a'});
			await expect((await connect(url).fetch('/a')).json()).rejects.toThrow(SyntaxError);
		});
	});

	it('has no fields that no `Headers` accepts', async () => {
		const fields = [
			['x-a', '1'],
			['x b', '2'],
		] as const;
		const answer = async () => {
			const response = new Response('a');
			Object.defineProperty(response.headers, Symbol.iterator, {value: () => fields.values()});
			return response;
		};
		const {headers} = await connect('http://127.0.0.1:1', {fetch: answer}).fetch('/a');
		expect([...headers]).toEqual([['x-a', '1']]);
	});

	it('is stored with its reason phrase', async () => {
		const url = await serveRaw(
			'HTTP/1.1 200 Fine\r\ncache-control: max-age=60\r\ncontent-length: 1\r\n\r\na',
		);
		const {fetch: send} = connect(url, {cache: {}});
		const phrases = [await send('/a'), await send('/a')].map(({statusText}) => statusText);
		expect(phrases).toEqual(['Fine', 'Fine']);
	});
});
