import {createAwinClient, type QuotaLimiter} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {createSdk} from '../../src/api/sdk.ts';
import {systemClock} from '../../src/pipeline/clock.ts';
import {calls, order} from './calls.ts';
import {noWait, serve} from './server.ts';

describe('the client of the whole SDK', () => {
	it.each([
		[{servers: null}, 'Option `servers` must be a plain object'],
		[{servers: {feed: 'https://feeds.example'}}, 'unknown option `feed`; did you mean `feeds`?'],
		[{servers: {feeds: 'http://feeds.example'}}, 'Option `servers.feeds` must use https:'],
		[{servers: {ui: 'ui.example'}}, 'Option `servers.ui` must be an absolute https: URL'],
		[{conversionKey: ''}, 'Option `conversionKey` must be a non-empty string'],
		[{conversionKey: '"key"'}, 'Option `conversionKey` must not be in quotes'],
		[{validate: 1}, 'Option `validate` must be a boolean'],
		[{validat: true}, 'unknown option `validat`; did you mean `validate`?'],
	])('refuses the options %j', (options, message) => {
		const create = () => Reflect.apply(createAwinClient, undefined, [{...noWait, ...options}]);
		expect(create).toThrow(TypeError);
		expect(create).toThrow(message);
	});

	it('has the methods of the core, and its state', async () => {
		const {awin} = await serve([{body: {userId: 1}}], {quota: {}});
		expect(awin.quota).toBeUndefined();
		expect((await awin.get('/accounts')).data).toEqual({userId: 1});
		expect(awin.quota?.used).toBe(1);
		expect(awin.retryBudget.available).toBe(Infinity);
	});

	it('has methods that can be destructured', async () => {
		const {awin} = await serve([{body: []}]);
		const {publisher} = awin;
		const {list} = publisher(1).programmes;
		expect(await list()).toMatchObject({kind: 'ok', data: []});
	});

	it('passes the options of a call to the core', async () => {
		const {awin, asked} = await serve([{body: []}]);
		const {programmes} = awin.publisher(1);
		const result = await programmes.list({}, {headers: {'x-trace': 'a'}});
		expect(result.meta.request.template).toBe('/publishers/{publisherId}/programmes');
		expect(asked[0]?.headers['x-trace']).toBe('a');
		const signal = AbortSignal.abort();
		expect((await programmes.list({}, {signal})).kind).toBe('aborted');
	});

	it('reads a body from the cache as it reads one of the server', async () => {
		const fetch = async () =>
			Response.json({publisherId: '7', limit: '200'}, {headers: {'cache-control': 'max-age=60'}});
		const awin = createSdk({token: 'test-0f3c9a52', fetch}, systemClock);
		const {quota} = awin.publisher(7).linkBuilder;
		await quota();
		expect(await quota()).toMatchObject({
			kind: 'ok',
			data: {publisherId: 7, limit: 200},
			meta: {cache: 'fresh'},
		});
	});
});

describe('`validate`', () => {
	const rows = [
		{id: 1, name: 'a', clickThroughUrl: 'a', primarySector: 'a', status: 'Active'},
		{id: 2, name: null, clickThroughUrl: 'a', primarySector: 'a', status: 'Active'},
	];
	const first = {path: [1, 'name'], message: 'must be a string'};

	it('of the client checks every row, and names the first difference', async () => {
		const {awin} = await serve([{body: rows}], {validate: true});
		const result = await awin.publisher(1).programmes.list();
		expect(result).toMatchObject({kind: 'invalid-body', error: {issues: [first]}});
		expect((await awin.publisher(1).programmes.list({}, {validate: false})).kind).toBe('ok');
	});

	it('of a call checks every row of that call', async () => {
		const {awin} = await serve([{body: rows}]);
		const {programmes} = awin.publisher(1);
		expect((await programmes.list({}, {validate: true})).error).toMatchObject({issues: [first]});
		expect((await programmes.list()).data).toEqual(rows);
	});
});

describe('the credential', () => {
	const byKey = ['publisher.proofOfPurchase.send', 'advertiser.conversions.send'];
	const inPath = ['feeds.list', 'feeds.download', 'feeds.listFor'];
	const headersOf = async (name: string, conversionKey?: string) => {
		const {awin, asked} = await serve([{body: {}}], {conversionKey});
		await calls[name]?.(awin);
		const {authorization, 'x-api-key': key} = asked[0]?.headers ?? {};
		return {authorization, key};
	};

	it.each(inPath)('of %s is in the path', async (name) => {
		expect(await headersOf(name, 'key-7e1d')).toEqual({authorization: undefined, key: undefined});
	});

	const others = Object.keys(calls).filter((name) => !inPath.includes(name));
	it.each(others)('of %s is the token', async (name) => {
		expect(await headersOf(name)).toEqual(
			byKey.includes(name)
				? {authorization: undefined, key: 'test-0f3c9a52'}
				: {authorization: 'Bearer test-0f3c9a52', key: undefined},
		);
	});

	it.each(byKey)('of %s is the conversion key if there is one', async (name) => {
		expect(await headersOf(name, 'key-7e1d')).toEqual({authorization: undefined, key: 'key-7e1d'});
	});

	it('of other calls is the token even if there is a conversion key', async () => {
		const {authorization, key} = await headersOf('accounts.list', 'key-7e1d');
		expect({authorization, key}).toEqual({authorization: 'Bearer test-0f3c9a52', key: undefined});
	});

	it('stays out of errors if it is the conversion key', async () => {
		const replies = [{status: 400, body: {description: 'the key key-7e1d is unknown'}}] as const;
		const {awin} = await serve(replies, {conversionKey: 'key-7e1d'});
		const {error} = await awin.advertiser(2).conversions.send([order]);
		expect(error?.description).toBe('the key [redacted] is unknown');
	});
});

describe('a call that may have been applied', () => {
	const writes = new Set([
		'publisher.proofOfPurchase.send',
		'advertiser.validations.send',
		'advertiser.conversions.send',
		'advertiser.offers.create',
		'advertiser.productFeed.upload',
	]);

	it.each(Object.entries(calls))('of %s is repeated only if it reads', async (name, call) => {
		const {awin, asked} = await serve([{status: 502, body: {}}]);
		await call(awin, {retry: {attempts: 2, baseDelayMs: 0}});
		expect(asked).toHaveLength(writes.has(name) ? 1 : 2);
	});

	it('is not repeated with an idempotency key either, because Awin knows none', async () => {
		const {awin, asked} = await serve([{status: 502, body: {}}]);
		await awin.advertiser(2).conversions.send([order], {}, {idempotencyKey: true});
		expect(asked).toHaveLength(1);
	});

	it('is not repeated if it makes a short link', async () => {
		const {awin, asked} = await serve([{status: 502, body: {}}]);
		await awin.publisher(1).linkBuilder.generate({advertiserId: 2, shorten: true});
		expect(asked).toHaveLength(1);
	});
});

describe('the rate limit', () => {
	const limitOf = async (name: string, shorten = false) => {
		const names: (string | undefined)[] = [];
		const quota: QuotaLimiter = {
			acquire: ({bucket}) => {
				names.push(bucket?.name);
				return {type: 'slot', waitedMs: 0, release: () => {}};
			},
			pause: () => 0,
			observe: () => {},
			state: () => ({used: 0, remaining: 1, queued: 0, resetAt: 0}),
		};
		const {awin} = await serve([{body: {}}], {quota});
		if (shorten) await awin.publisher(1).linkBuilder.generate({advertiserId: 2, shorten});
		else await calls[name]?.(awin);
		return names;
	};
	const limits = new Map([
		['advertiser.conversions.send', 'conversion'],
		['advertiser.offers.create', 'createOffer'],
		['publisher.productFeed.download', 'feed'],
		['feeds.list', 'feed'],
		['feeds.download', 'feed'],
		['feeds.listFor', 'feed'],
	]);

	it.each(Object.keys(calls))('of %s is that of the token and its own', async (name) => {
		expect(await limitOf(name)).toEqual([limits.get(name)]);
	});

	it('of short links is their own', async () => {
		expect(await limitOf('publisher.linkBuilder.generate', true)).toEqual(['shortLink']);
	});
});
