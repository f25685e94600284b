import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient, canary} from '../helpers/awin-client.ts';
import {answerInTurn, type Canned} from '../helpers/http-server.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';

const html = {'content-type': 'text/html'};
const page = '<html><title>Maintenance</title><p>Back at noon.</p></html>';

const ask = async (answer: Canned, options: object = {}) => {
	const {url, asked} = await answerInTurn(answer);
	return {result: await awinClient(url, systemClock).get('/things', options), asked};
};

const dataOf = async (answer: Canned, options: object = {}) => {
	const {result} = await ask(answer, options);
	if (!result.ok) throw result.error;
	return result.data;
};

describe('`as: "json"`', () => {
	it.each([
		['text/plain', '[1]', [1]],
		['text/html', '{"a":1}', {a: 1}],
		['application/octet-stream', 'null', null],
		['text/csv', '"a"', 'a'],
		['application/json', '1', 1],
	])('parses JSON that calls itself %s', async (type, body, data) => {
		expect(await dataOf({status: 200, headers: {'content-type': type}, body})).toEqual(data);
	});

	it('parses JSON without a content type', async () => {
		expect(await dataOf({status: 200, body: '[1]'}, {as: undefined})).toEqual([1]);
	});

	it.each([200, 201, 202, 206, 299])('is invalid-body for a page with %i', async (status) => {
		const {result} = await ask({status, headers: html, body: page});
		expect(result).toMatchObject({
			ok: false,
			kind: 'invalid-body',
			data: undefined,
			error: {
				body: page,
				responseStatus: status,
				applied: 'yes',
				description: 'the body is not JSON (content type: text/html)',
			},
		});
	});
});

describe('`as: "text"`', () => {
	it.each([
		['application/json', '{"a":1}', '{"a":1}'],
		['text/csv; charset=utf-8', 'ä', 'ä'],
		['text/csv; charset=iso-8859-1', Uint8Array.of(0xe4), 'ä'],
		['', '', ''],
	])('decodes a body of type %j', async (type, body, data) => {
		const headers: Record<string, string> = type === '' ? {} : {'content-type': type};
		expect(await dataOf({status: 200, headers, body}, {as: 'text'})).toBe(data);
	});

	it('asks for a text', async () => {
		const {asked} = await ask({status: 200}, {as: 'text'});
		expect(asked[0]?.headers.accept).toBe('text/*, */*;q=0.5');
	});
});

describe('`as: "bytes"`', () => {
	it('returns the bytes after decompression', async () => {
		const bytes = Uint8Array.of(0, 255, 128);
		const headers = {'content-encoding': 'gzip', 'content-type': 'application/json'};
		const data = await dataOf({status: 200, headers, body: gzipSync(bytes)}, {as: 'bytes'});
		expect(data).toEqual(bytes);
		expect(await dataOf({status: 206}, {as: 'bytes'})).toEqual(new Uint8Array(0));
	});

	it('returns a copy of its own to each call', async () => {
		const headers = {'cache-control': 'max-age=60'};
		const {url, asked} = await answerInTurn({status: 200, headers, body: 'abc'});
		const awin = awinClient(url, systemClock, {cache: {}});
		const read = async () => {
			const {data} = await awin.get('/things', {as: 'bytes'});
			if (!(data instanceof Uint8Array)) throw new Error('no bytes');
			return data;
		};
		const calls = await Promise.all([read(), read()]);
		for (const data of calls) data.fill(0);
		expect(await read()).toEqual(new TextEncoder().encode('abc'));
		expect(asked).toHaveLength(1);
	});
});

describe('every form', () => {
	it.each(['json', 'text', 'bytes', 'stream'])('%s has no data for a 204', async (as) => {
		expect((await ask({status: 204}, {as})).result).toMatchObject({
			kind: 'no-content',
			data: undefined,
		});
	});

	it.each(['json', 'text', 'bytes'])('%s is bounded by `maxBodyBytes` of the call', async (as) => {
		const {result} = await ask({status: 200, body: '"34 678"'}, {as, maxBodyBytes: 7});
		expect(result).toMatchObject({
			kind: 'invalid-body',
			/* The last word is left out, because it may be a part of a secret. */
			error: {description: 'the body is larger than 7 bytes', body: '"34 '},
		});
		expect(await dataOf({status: 200, body: '"34567"'}, {as, maxBodyBytes: 7})).toHaveLength(
			as === 'json' ? 5 : 7,
		);
	});
});

describe('`InvalidBodyError.body`', () => {
	it('is the beginning of a large page, without the token, wherever it was cut', async () => {
		for (let before = 16_384 - 2 * canary.length; before <= 16_384; before++) {
			const body = `${'x'.repeat(before)}${canary}${'y'.repeat(9000)}`;
			const fetch = async () => new Response(body);
			const {error} = await awinClient('http://127.0.0.1', systemClock, {fetch}).get('/a');
			const shown = String(error?.body);
			expect(shown.startsWith('x'.repeat(before - 128))).toBe(true);
			expect(shown.length).toBeLessThanOrEqual(16_384);
			expect(shown.replaceAll('x', '')).toMatch(/^[redact[\]]*y*$/);
		}
	});

	it('is what came of a body that broke off', async () => {
		const head = 'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n';
		const {url} = await faultServer(server.writesAndCloses(`${head}{"a": 1, "b`));
		const awin = awinClient(url, systemClock, {retry: false});
		expect(await awin.get('/a')).toMatchObject({kind: 'invalid-body', error: {body: '{"a": 1, '}});
	});

	it.each([
		['the user of a URL', 'see https://user:hunter2pass'],
		['the beginning of a token', `key ${canary.slice(0, 7)}`],
	])('does not end with %s that was cut off', async (_, text) => {
		const head = 'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n';
		const {url} = await faultServer(server.writesAndCloses(head + text));
		const {error} = await awinClient(url, systemClock, {retry: false}).get('/a');
		expect(error?.body).toBe(`${text.split(' ')[0]} `);
		expect(error?.text).toBe(error?.body);
	});

	it('is undefined for an empty body', async () => {
		const {result} = await ask({status: 200});
		expect(result).toMatchObject({
			kind: 'invalid-body',
			error: {body: undefined, description: 'the body is empty'},
		});
	});
});
