import {createHash} from 'node:crypto';
import type {AwinClientOptions} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {matchesIntegrity} from '../../src/fetch/integrity.ts';
import {compare} from '../helpers/both-fetches.ts';
import {connect} from '../helpers/connect.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';

type Init = RequestInit | undefined;

/** Returns the init that the underlying `fetch` gets. */
const handedOn = async (
	init: object,
	input: string | Request = '/a',
	options: Partial<AwinClientOptions> = {},
) => {
	const fetch = vi.fn<(input: unknown, init: Init) => Promise<Response>>(
		async () => new Response('a'),
	);
	const client = connect('http://127.0.0.1:1', {
		fetch: async (...args) => fetch(...args),
		...options,
	});
	await client.fetch(input, init);
	const sent = Object.entries(fetch.mock.calls[0]?.[1] ?? {});
	const ours = new Set(['method', 'headers', 'redirect', 'signal']);
	return Object.fromEntries(sent.filter(([name]) => !ours.has(name)));
};

describe('the members of the init of client.fetch', () => {
	const dispatcher = {dispatch: () => true};

	it.each<[string, object, object]>([
		[
			'the members of Fetch',
			{
				credentials: 'omit',
				keepalive: true,
				mode: 'same-origin',
				priority: 'high',
				referrer: 'http://127.0.0.1:1/page',
				referrerPolicy: 'no-referrer',
				cache: 'no-store',
			},
			{
				credentials: 'omit',
				keepalive: true,
				mode: 'same-origin',
				priority: 'high',
				referrer: 'http://127.0.0.1:1/page',
				referrerPolicy: 'no-referrer',
				cache: 'no-store',
			},
		],
		['those of a runtime', {dispatcher, cf: {cacheTtl: 5}}, {dispatcher, cf: {cacheTtl: 5}}],
		['inherited ones', Object.create({next: {revalidate: 60}}), {next: {revalidate: 60}}],
		['no defaults', {mode: 'cors', cache: 'default', credentials: 'same-origin'}, {}],
		['nothing that is undefined', {dispatcher: undefined, cf: undefined}, {}],
		['neither `window` nor `integrity`', {window: null, integrity: ''}, {}],
		['`duplex` only with a stream', {duplex: 'half'}, {}],
	])('are handed on: %s', async (_, init, expected) => {
		expect(await handedOn(init)).toEqual(expected);
	});

	it('of a Request are handed on, and reset by an init as in Fetch', async () => {
		const request = new Request('http://127.0.0.1:1/a', {
			credentials: 'omit',
			referrer: 'http://127.0.0.1:1/page',
			referrerPolicy: 'origin',
		});
		const own = {credentials: 'omit', referrer: request.referrer, referrerPolicy: 'origin'};
		expect(await handedOn({}, request)).toEqual(own);
		expect(await handedOn({method: 'POST'}, request)).toEqual({credentials: 'omit'});
	});

	it('do not include what is added to every object', async () => {
		const polluted = {value: 1, enumerable: true, configurable: true, writable: true};
		Reflect.defineProperty(Object.prototype, 'cf', polluted);
		try {
			expect(Object.keys(await handedOn({next: 1}))).toEqual(['next']);
		} finally {
			Reflect.deleteProperty(Object.prototype, 'cf');
		}
	});

	it.each([
		['referrer', {referrer: 'http://127.0.0.1/page'}],
		['no referrer', {referrer: ''}],
		['policy', {referrer: 'http://127.0.0.1/page?a', referrerPolicy: 'origin'}],
		['mode', {mode: 'no-cors'}],
		['keepalive', {keepalive: true, method: 'POST', body: 'a'}],
	])('have their effect on the wire: %s', async (_, init) => {
		const {url, asked} = await answerInTurn({status: 200, body: 'a'});
		const both = await compare(url, async (send) => (await send(`${url}/a`, init)).status);
		expect(both.ours).toBe(both.native);
		const fields = asked.map(({headers}) => [headers.referer, headers['sec-fetch-mode']]);
		expect(fields[1]).toEqual(fields[0]);
	});

	it('`credentials: "include"` keeps a call out of the cache, because cookies may count', async () => {
		const fields = {'cache-control': 'max-age=60'};
		const {url, asked} = await answerInTurn({status: 200, headers: fields, body: 'a'});
		const {fetch: send} = connect(url, {cache: {}});
		for (const credentials of ['include', 'include', 'omit', 'omit'] as const) {
			await (await send('/a', {credentials})).text();
		}
		expect(asked).toHaveLength(3);
	});

	it('`only-if-cached` sends nothing', async () => {
		const {url, asked} = await answerInTurn({status: 200, body: 'a'});
		const {fetch: send} = connect(url, {cache: {}, retry: {}});
		const init: RequestInit = {cache: 'only-if-cached', mode: 'same-origin'};
		await expect(send('/a', init)).rejects.toMatchObject({
			cause: {description: 'no stored response can be used', applied: 'no'},
		});
		expect(asked).toEqual([]);
	});
});

describe('`integrity` of client.fetch', () => {
	const hash = (algorithm: string, text: string, encoding: 'base64' | 'base64url' = 'base64') =>
		`${algorithm}-${createHash(algorithm).update(text).digest(encoding)}`;

	it.each<[string, string]>([
		['a match', hash('sha256', 'text')],
		['another hash', hash('sha256', 'other')],
		['a match among others', `${hash('sha384', 'other')} ${hash('sha384', 'text')}`],
		['a match of a weaker algorithm', `${hash('sha256', 'text')} ${hash('sha512', 'other')}`],
		['an unknown algorithm', 'md5-abc'],
		['nothing', ' '],
	])('is checked as by `fetch`: %s', async (_, integrity) => {
		const {url} = await answerInTurn({status: 200, body: 'text'});
		const both = await compare(url, (send) =>
			send(url, {integrity}).then(
				async (response) => response.text(),
				({message}: Error) => message,
			),
		);
		expect(both.ours).toBe(both.native);
	});

	it('is checked after redirects, and of stored responses', async () => {
		let count = 0;
		const url = await startServer((request, response) => {
			count += 1;
			if (request.url === '/a') response.writeHead(302, {location: '/b'}).end('moved');
			else response.writeHead(200, {'cache-control': 'max-age=60'}).end('text');
		});
		const {fetch: send} = connect(url, {cache: {}});
		const integrity = hash('sha256', 'text');
		expect(await (await send('/a', {integrity})).text()).toBe('text');
		for (let call = 0; call < 2; call++) {
			await expect(send('/b', {integrity: hash('sha256', 'other')})).rejects.toMatchObject({
				message: 'fetch failed',
				cause: {description: 'the body does not match `integrity`'},
			});
		}
		expect(count).toBe(3);
	});

	it('rejects if the body breaks', async () => {
		const url = await startServer((_, response) => {
			response.writeHead(200, {'content-length': '9'}).write('a', () => response.destroy());
		});
		const call = connect(url).fetch('/a', {integrity: hash('sha256', 'a')});
		await expect(call).rejects.toThrow(new TypeError('fetch failed'));
	});

	it('may be in the alphabet of URLs', async () => {
		const bytes = new TextEncoder().encode('text');
		expect(await matchesIntegrity(bytes, hash('sha512', 'text', 'base64url'))).toBe(true);
		expect(await matchesIntegrity(bytes, `${hash('sha512', 'text')}?options`)).toBe(true);
		expect(await matchesIntegrity(bytes, hash('SHA256', 'other', 'base64url'))).toBe(false);
	});
});
