import {createAwinClient, RefusedError} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const {feedDownload, feedList, productFeedDownload, publisherFeedList} = mocks;

const server = setupServer(...mocks.handlers());
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});
const feeds = awin.feeds('feed-key-5b2d9e');
const feed = {feedIds: 4001, language: 'en', columns: ['aw_product_id', 'product_name']};

const rowsOf = async <Row>(rows: AsyncIterable<Row> | undefined) => {
	const read: Row[] = [];
	for await (const row of rows ?? []) read.push(row);
	return read;
};

const products = [
	{aw_product_id: '5001', product_name: 'Example shoe'},
	{aw_product_id: '5002', product_name: 'Example hat'},
];

describe('feeds.list', () => {
	it('has a row for each feed, with numbers, and texts as they are', async () => {
		server.use(
			feedList.success([{'Feed ID': 7, 'Advertiser Name': 'The "Shop"'}, {'Feed ID': 'F8'}]),
		);
		const {data = []} = await feeds.list({}, {validate: true});
		expect(data).toEqual([
			expect.objectContaining({
				'Advertiser ID': 2001,
				'Advertiser Name': 'The "Shop"',
				'Feed ID': 7,
				'No of products': 2,
				'Last Imported': '2026-01-02 10:00:00',
			}),
			expect.objectContaining({'Feed ID': 'F8'}),
		]);
	});

	it('has null for a number of products that is not said', async () => {
		server.use(feedList.success([{'No of products': null}]));
		expect(await feeds.list()).toMatchObject({data: [{'No of products': null}]});
	});

	it.each([
		['no rows', 'Feed ID,URL\n', []],
		['columns that are not known', 'Colour,Feed ID\nred,7', [{Colour: 'red', 'Feed ID': 7}]],
		['an id that is no number', 'Feed ID\r\n7a\r\n', [{'Feed ID': '7a'}]],
	])('can have %s', async (_, body, rows) => {
		server.use(http.get('https://productdata.awin.com/*', () => new HttpResponse(body)));
		expect(await feeds.list()).toMatchObject({kind: 'ok', data: rows});
	});

	it('is invalid-body if a row does not fit', async () => {
		const body = 'Feed ID,URL\n7,a\n8\n';
		server.use(http.get('https://productdata.awin.com/*', () => new HttpResponse(body)));
		expect(await feeds.list()).toMatchObject({
			kind: 'invalid-body',
			error: {description: 'row 2 has 1 fields instead of 2', issues: [{path: [1]}]},
		});
	});

	it('is invalid-body with validate if a row lacks a column', async () => {
		const body = 'Feed ID,URL\n7,a\n';
		server.use(http.get('https://productdata.awin.com/*', () => new HttpResponse(body)));
		expect(await feeds.list({}, {validate: true})).toMatchObject({
			kind: 'invalid-body',
			error: {description: 'must be a number', issues: [{path: [0, 'Advertiser ID']}]},
		});
	});

	it('is invalid-body if the 200 is a page of HTML', async () => {
		server.use(feedList.html());
		expect(await feeds.list()).toMatchObject({
			kind: 'invalid-body',
			data: undefined,
			error: {description: 'must be a CSV with the column `Feed ID`', responseStatus: 200},
		});
	});
});

describe('feeds.listFor', () => {
	it('has the rows of a CSV with a byte order mark, with the format of each feed', async () => {
		const {data = []} = await feeds.listFor(1001, {validate: true});
		expect(data).toMatchObject([{'Advertiser ID': 2001, 'Datafeed Format': 'Google'}]);
	});

	it('fails with 404, as one server got', async () => {
		server.use(publisherFeedList.notFound());
		expect(await feeds.listFor(1001)).toMatchObject({kind: 'not-found', status: 404});
	});
});

describe('feeds.download', () => {
	it('has the rows of a gzip that calls itself text/csv', async () => {
		const {data} = await feeds.download(feed);
		expect(await rowsOf(data)).toEqual(products);
	});

	it('has the rows of a text if the server does not compress', async () => {
		server.use(feedDownload.plain());
		expect(await rowsOf((await feeds.download(feed)).data)).toEqual(products);
		server.use(feedDownload.plain(products));
		expect(await rowsOf((await feeds.download(feed)).data)).toEqual(products);
	});

	it('has the rows of a CSV with the delimiter that is asked for', async () => {
		server.use(feedDownload.plain('aw_product_id;product_name\n5001;"a;b"\n'));
		const {data} = await feeds.download({...feed, delimiter: ';'});
		expect(await rowsOf(data)).toEqual([{aw_product_id: '5001', product_name: 'a;b'}]);
	});

	it('takes a column alone, and no rows for a header alone', async () => {
		server.use(feedDownload.plain('aw_product_id\n'));
		const params = {...feed, columns: 'aw_product_id'};
		const result: unknown = await Reflect.apply(feeds.download, undefined, [params]);
		expect(result).toMatchObject({kind: 'ok'});
		const {data} = await feeds.download({...feed, columns: ['aw_product_id']});
		expect(await rowsOf(data)).toEqual([]);
		server.use(feedDownload.plain([]));
		const {data: none} = await feeds.download(feed);
		await expect(rowsOf(none)).rejects.toMatchObject({description: 'the CSV has no header'});
	});

	it.each([
		[{feedIds: 0}, 'Option `feedIds` must be an id: a whole number above 0, but it is 0.'],
		[{feedIds: []}, 'Option `feedIds` must be an array of at least 1 items, but it has 0.'],
		[{feedIds: 'F1'}, 'Option `feedIds` must be'],
		[{language: undefined}, 'Option `language` must be a text'],
		[{columns: undefined}, 'Option `columns` must be'],
		[{columns: ['a,b']}, 'Option `columns[0]` must be a text without commas'],
		[{delimiter: ';;'}, 'Option `delimiter` must be a character'],
		[{delimiter: '"'}, 'Option `delimiter` must be a character'],
		[{delimiter: '\n'}, 'Option `delimiter` must be a character'],
		[{delimiter: '\ud800'}, 'Option `delimiter` must be a character'],
		[{colums: ['a']}, 'unknown option `colums`; did you mean `columns`?'],
	])('refuses %j', async (wrong, message) => {
		const call: Promise<unknown> = Reflect.apply(feeds.download, undefined, [{...feed, ...wrong}]);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
	});
});

describe('publisher.productFeed.download', () => {
	const download = () =>
		awin.publisher(1001).productFeed.download({advertiserId: 2001, locale: 'en_GB'});

	it('has the products as rows', async () => {
		server.use(productFeedDownload.success([{meta: {id: 1}}, {meta: {id: 2}}]));
		const rows = await rowsOf((await download()).data);
		expect(rows).toMatchObject([
			{meta: {id: 1}, product_basic: {title: 'Example shoe'}, tax: null},
			{meta: {id: 2}},
		]);
	});

	it('ends with a RefusedError if the last line is an error', async () => {
		server.use(productFeedDownload.endsWithError());
		const read: unknown[] = [];
		const reading = async () => {
			for await (const row of (await download()).data ?? []) read.push(row);
		};
		await expect(reading()).rejects.toThrow(RefusedError);
		expect(read).toHaveLength(1);
	});

	it.each([
		['unauthorized', productFeedDownload.unauthorized, 'Full authentication is required'],
		['forbidden', productFeedDownload.forbidden, 'Access Denied.'],
		['not-found', productFeedDownload.localeNotFound, 'Locale not found'],
	])('fails as %s with the text of the feed', async (kind, handler, text) => {
		server.use(handler());
		const {error, ...result} = await download();
		expect(result.kind).toBe(kind);
		expect(error?.description).toContain(text);
	});

	it.each([
		[{locale: 'English'}, 'Option `locale` must be a language and a country, such as `en_GB`'],
		[{locale: undefined}, 'Option `locale` must be a language'],
		[{vertical: '../x'}, 'Option `vertical` must be a kind of products'],
	])('refuses %j', async (wrong, message) => {
		const {productFeed} = awin.publisher(1001);
		const params = {advertiserId: 2001, locale: 'en_GB', ...wrong};
		const call: Promise<unknown> = Reflect.apply(productFeed.download, undefined, [params]);
		await expect(call).rejects.toThrow(message);
	});
});
