import {createAwinClient, type Middleware} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {inspect} from 'node:util';
import {answerInTurn} from '../../helpers/http-server.ts';
import {calls, feedKey} from '../calls.ts';
import {noWait} from '../server.ts';

const csv = 'Advertiser ID,Feed ID\r\n2001,4001\r\n';
const names = ['feeds.list', 'feeds.download', 'feeds.listFor'] as const;

/** A server for each host, all of which answer alike. */
const threeServers = async (answer: {status: number; body: string}) => {
	const [api, feeds, ui] = [
		await answerInTurn(answer),
		await answerInTurn(answer),
		await answerInTurn(answer),
	];
	const asked = () => ({api: api.asked, feeds: feeds.asked, ui: ui.asked});
	const servers = {feeds: feeds.url, ui: `${ui.url}/proxy/`};
	return {options: {...noWait, baseUrl: api.url, servers}, asked};
};

describe('the calls with a key of feeds', () => {
	it('go to the servers of feeds, and never to the API', async () => {
		const {options, asked} = await threeServers({status: 200, body: csv});
		const feeds = createAwinClient(options).feeds('a/b');
		await feeds.list();
		await feeds.download({feedIds: [1, '2'], columns: ['a', 'Fashion:size'], language: 'en'});
		await feeds.listFor(7);
		const {api, feeds: data, ui} = asked();
		expect(api).toEqual([]);
		expect(data.map(({url}) => url)).toEqual([
			'/datafeed/list/apikey/a%2Fb',
			'/datafeed/download/apikey/a%2Fb/fid/1%2C2/format/csv/language/en/delimiter/%2C/compression/gzip/columns/a%2CFashion%3Asize/',
		]);
		expect(ui.map(({url}) => url)).toEqual([
			'/proxy/productdata-darwin-download/publisher/7/a%2Fb/1/feedList',
		]);
	});

	it('send the delimiter, the format and the compression that are given', async () => {
		const {options, asked} = await threeServers({status: 200, body: csv});
		const params = {feedIds: 1, language: 'en', columns: ['a'], format: 'xml'};
		await createAwinClient(options)
			.feeds('k')
			.download({...params, delimiter: '|', compression: 'zip'});
		expect(asked().feeds[0]?.url).toBe(
			'/datafeed/download/apikey/k/fid/1/format/xml/language/en/delimiter/%7C/compression/zip/columns/a/',
		);
	});

	it.each(names)('%s sends neither the token nor a credential of `headers`', async (name) => {
		const {options, asked} = await threeServers({status: 200, body: csv});
		const headers = {
			Authorization: 'Bearer test-0f3c9a52',
			'X-Api-Key': 'test-0f3c9a52',
			cookie: 'session=test-0f3c9a52',
			'x-trace': 'a',
		};
		const awin = createAwinClient({...options, conversionKey: 'test-0f3c9a52', headers});
		await calls[name]?.(awin);
		const sent = [...asked().feeds, ...asked().ui];
		expect(sent).toHaveLength(1);
		expect(sent[0]?.headers['x-trace']).toBe('a');
		expect(JSON.stringify(sent)).not.toContain('test-0f3c9a52');
	});

	it('do not ask a token provider', async () => {
		const {options} = await threeServers({status: 200, body: csv});
		const token = () => {
			throw new Error('The feeds need no token.');
		};
		expect(
			await createAwinClient({...options, token})
				.feeds('k')
				.list(),
		).toMatchObject({ok: true});
	});

	it('run the middleware of the client', async () => {
		const {options, asked} = await threeServers({status: 200, body: csv});
		const trace: Middleware = (next) => (request) =>
			next({...request, headers: {...request.headers, 'x-trace': 'a'}});
		await createAwinClient({...options, middleware: [trace]})
			.feeds('k')
			.list();
		expect(asked().feeds[0]?.headers['x-trace']).toBe('a');
	});
});

describe('the key of feeds', () => {
	const body = JSON.stringify({error: feedKey, description: `no feed for ${feedKey}, sorry`});

	it.each(names)('is in nothing that a failed call of %s gives', async (name) => {
		for (const status of [200, 403, 404, 500]) {
			const {options} = await threeServers({status, body});
			const result = await calls[name]?.(createAwinClient(options));
			expect(inspect(result, {depth: Infinity})).not.toContain(feedKey);
			expect(JSON.stringify(result)).not.toContain(feedKey);
		}
	});

	it.each(names)('is not in the error of %s if there is no connection', async (name) => {
		const fetch = (url: unknown) => {
			throw new TypeError(`cannot connect to ${String(url)}`);
		};
		const result = await calls[name]?.(createAwinClient({...noWait, fetch}));
		expect(result?.kind).toBe('network');
		expect(inspect(result, {depth: Infinity})).not.toContain(feedKey);
		expect(result?.error?.stack).not.toContain(feedKey);
	});

	it.each([
		['', 'Option `key` must be a non-empty string'],
		['"key-7e1d"', 'Option `key` must not be in quotes'],
		[undefined, 'Option `key` must be a non-empty string'],
	])('%j is refused without being shown', (key, message) => {
		const make = () => Reflect.apply(createAwinClient(noWait).feeds, undefined, [key]);
		expect(make).toThrow(TypeError);
		expect(make).toThrow(message);
		expect(make).not.toThrow('key-7e1d');
	});
});
