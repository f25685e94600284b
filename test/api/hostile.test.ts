import {AwinError, createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {answerInTurn, startServer} from '../helpers/http-server.ts';
import {calls, feedKey, order} from './calls.ts';
import {callWith, offline} from './refuses.ts';
import {noWait, serve} from './server.ts';

/** JSON that is nested as deep as `JSON.parse` takes it. */
const deep = (open: string, close: string, depth = 50_000): string =>
	open.repeat(depth) + close.repeat(depth);

const bodies = [
	deep('[', ']'),
	`{"errors":${deep('[', ']')}}`,
	`{"error":${deep('{"error":', '}').replace('{"error":}', '{"error":null}')}}`,
	`{"responses":[{"request":{"advertiserId":${deep('[', ']')}}}]}`,
	'{"responses":[{"request":{"advertiserId":{"toString":1,"valueOf":1}}}]}',
	'{"url":{"toString":1},"description":{"toString":1},"message":{"toString":1}}',
	'{"jobId":{"toString":1},"failedTransactions":[{"code":{"toString":1}}]}',
	'{"result":[{"totals":{"saleAmount":{"total":{"toString":1}}}}]}',
	'{"__proto__":{"ok":true},"constructor":{"prototype":{}},"data":[],"pagination":{}}',
	`{"publisherId":"${'9'.repeat(1000)}","limit":"1e999","usage":"0x10"}`,
	'{"body":[],"statusCode":"500 INTERNAL_SERVER_ERROR","statusCodeValue":500}',
];

describe.each(Object.entries(calls))('%s', (_, call) => {
	it('has a typed result for a hostile body', async () => {
		for (const validate of [false, true]) {
			for (const body of bodies) {
				const fetch = async () => new Response(body);
				const result = await call(createAwinClient({...noWait, validate, fetch}));
				expect(result.ok || result.error instanceof AwinError).toBe(true);
			}
		}
		expect(Reflect.get({}, 'ok')).toBeUndefined();
	});
});

describe('a body', () => {
	it('with a number that is too large keeps its text', async () => {
		const large = '9'.repeat(400);
		const {awin} = await serve([{body: {publisherId: '7', limit: large}}]);
		expect((await awin.publisher(7).linkBuilder.quota()).data).toEqual({
			publisherId: 7,
			limit: large,
		});
	});

	it('in an envelope that says that it failed is no data', async () => {
		const body = {body: [], statusCode: '500 INTERNAL_SERVER_ERROR', statusCodeValue: 500};
		const {awin} = await serve([{body}]);
		expect((await awin.publisher(7).programmes.list()).kind).toBe('invalid-body');
	});
});

describe('parameters', () => {
	const {transactions} = offline.publisher(1);
	const {conversions, validations, productFeed} = offline.advertiser(2);

	const hole = (value: unknown): unknown[] => Object.assign(Array(2), {1: value});

	it.each([
		['ids', transactions.byIds, [{ids: hole(1)}], 'Option `ids[0]` must be an id'],
		['orders', conversions.send, [hole(order)], 'Option `orders[0]` must be'],
		[
			'products',
			productFeed.upload,
			[{locale: 'en_GB', products: hole({})}],
			'Option `products[0]` must be an object',
		],
	])('%s with a hole are refused', async (_, method, args, message) => {
		const call = callWith(method, args);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
	});

	it.each(['..', '.', '%2e%2E', '\ud800'])('in a path cannot be %j', async (jobId) => {
		const call = callWith(validations.get, [jobId]);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow('Option `jobId` must be a text that is not blank, no dot');
	});

	it.each(['..', '%2E'])('cannot make %j the key of feeds', (key) => {
		expect(() => offline.feeds(key)).toThrow('Option `key` must be a text that is not blank, no');
	});

	it('with a year that Awin cannot read name the option', async () => {
		const startDate = new Date('+012026-01-01T00:00:00Z');
		const call = transactions.list({startDate, endDate: startDate});
		await expect(call).rejects.toThrow('Option `startDate` must be a Date in the years 0 to 9999');
	});

	it('can be changed after the call', async () => {
		const {awin} = await serve([{body: {responses: [{body: {url: 'https://t.example/a'}}]}}]);
		const request = {advertiserId: 2, destinationUrl: 'https://shop.example/a'};
		const requests = [request];
		const call = awin.publisher(1).linkBuilder.generateBatch(requests);
		requests.length = 0;
		request.destinationUrl = 'https://shop.example/b';
		expect((await call).data).toEqual([
			{
				ok: true,
				request: {advertiserId: 2, destinationUrl: 'https://shop.example/a'},
				data: {url: 'https://t.example/a'},
			},
		]);
	});

	it('that are getters are read once', async () => {
		const {awin, asked} = await serve([{status: 502, body: {}}]);
		let reads = 0;
		const link = {
			advertiserId: 2,
			get shorten() {
				reads += 1;
				return reads === 1;
			},
		};
		await awin.publisher(1).linkBuilder.generate(link);
		expect([reads, asked.length]).toEqual([1, 1]);
	});

	it('in a path stay in their segment', async () => {
		const {awin, asked} = await serve([{body: {}}]);
		for (const jobId of ['a/../b', '%2F', 'a?b#c', 'ü 1']) {
			await awin.advertiser(2).validations.get(jobId);
		}
		const path = '/advertisers/2/transactions/jobs';
		expect(asked.map(({url}) => url)).toEqual([
			`${path}/a%2F..%2Fb`,
			`${path}/%252F`,
			`${path}/a%3Fb%23c`,
			`${path}/%C3%BC%201`,
		]);
	});

	it('are not taken from a polluted prototype', async () => {
		const pollution = {transactionId: 5, advertiserId: 5, includeHidden: true, awc: 'x'};
		Object.assign(Object.prototype, pollution);
		try {
			const approve = [{action: 'approve', transaction: {}}];
			await expect(callWith(validations.send, [approve])).rejects.toThrow(
				'must have `transactionId`, or',
			);
			const unattributed = {...order, awc: undefined};
			await expect(callWith(conversions.send, [[unattributed]])).rejects.toThrow(
				'must have `awc`, or',
			);
			const result = await offline.publisher(1).programmes.list({relationship: 'joined'});
			expect(result.kind).toBe('network');
		} finally {
			for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
		}
	});
});

describe('options of a call', () => {
	it.each([
		'path',
		'query',
		'json',
		'body',
		'as',
		'schema',
		'bucket',
		'idempotent',
		'credential',
		'method',
	])('that the declaration decides are refused: %s', async (name) => {
		const call = callWith(offline.accounts.list, [{}, {[name]: undefined}]);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(`has an unknown option \`${name}\``);
	});
});

describe('a redirect of a feed', () => {
	it('is followed on the same server', async () => {
		const {url: feeds, asked} = await answerInTurn(
			{status: 302, headers: {location: '/moved?part=1'}},
			{status: 200, body: 'a'},
		);
		const awin = createAwinClient({...noWait, servers: {feeds}});
		const params = {feedIds: 1, language: 'en', columns: ['a']};
		const {data} = await awin.feeds(feedKey).download(params);
		expect(await new Response(data?.body).text()).toBe('a');
		expect(asked[1]?.url).toBe('/moved?part=1');
	});

	it('to another server is not followed, and tells where it leads without the key', async () => {
		const elsewhere: string[] = [];
		const other = await startServer(({url = ''}, response) => {
			elsewhere.push(url);
			response.end('a');
		});
		const location = `${other}/file.csv.gz?from=${feedKey}`;
		const {url: feeds} = await answerInTurn({status: 302, headers: {location}});
		const awin = createAwinClient({...noWait, servers: {feeds}});
		const params = {feedIds: 1, language: 'en', columns: ['a']};
		const result = await awin.feeds(feedKey).download(params);
		expect(result).toMatchObject({kind: 'network', error: {retryable: false}});
		expect(result.error?.description).toContain('another origin');
		expect(elsewhere).toEqual([]);
		expect(result.meta.headers.get('location')).toBe(`${other}/file.csv.gz?from=[redacted]`);
	});
});
