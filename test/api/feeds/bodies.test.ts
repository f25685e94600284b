import {createAwinClient} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {gunzipSync} from 'node:zlib';
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

const bytesOf = async (stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined) =>
	Buffer.from(await new Response(stream).arrayBuffer());

const products = 'aw_product_id,product_name\r\n5001,Example shoe\r\n5002,Example hat\r\n';

describe('feeds.list', () => {
	it('is the text of a CSV', async () => {
		server.use(feedList.success([{'Feed ID': '7', 'Advertiser Name': 'The "Shop"'}]));
		const {data = ''} = await feeds.list();
		const [head, row] = data.split('\r\n');
		expect(head).toMatch(/^"Advertiser ID",.*,"URL"$/);
		expect(row).toMatch(/^"2001","The ""Shop""",.*,"7",/);
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
	it('is the text of a CSV without the byte order mark, with the format of each feed', async () => {
		const {data = ''} = await feeds.listFor(1001);
		expect(data).toMatch(/^"Advertiser ID",.*"Datafeed Format"\r\n.*"Google"$/);
	});

	it('fails with 404, as one server got', async () => {
		server.use(publisherFeedList.notFound());
		expect(await feeds.listFor(1001)).toMatchObject({kind: 'not-found', status: 404});
	});
});

describe('feeds.download', () => {
	it('is a stream of the bytes as they are: a gzip that calls itself text/csv', async () => {
		const {data} = await feeds.download(feed);
		const bytes = await bytesOf(data);
		expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
		expect(gunzipSync(bytes).toString()).toBe(products);
	});

	it('is a stream of text if the server does not compress', async () => {
		server.use(feedDownload.plain());
		expect(String(await bytesOf((await feeds.download(feed)).data))).toBe(products);
	});

	it.each([
		[{feedIds: 0}, 'Option `feedIds` must be an id: a whole number above 0, but it is 0.'],
		[{feedIds: []}, 'Option `feedIds` must be an array of at least 1 items, but it has 0.'],
		[{feedIds: 'F1'}, 'Option `feedIds` must be'],
		[{language: undefined}, 'Option `language` must be a text'],
		[{columns: undefined}, 'Option `columns` must be'],
		[{columns: ['a,b']}, 'Option `columns[0]` must be a text without commas'],
		[{delimiter: ';;'}, 'Option `delimiter` must be a character'],
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
	const lines = async () =>
		String(await bytesOf((await download()).data))
			.trimEnd()
			.split('\n');

	it('is a stream of JSON Lines', async () => {
		server.use(productFeedDownload.success([{meta: {id: 1}}, {meta: {id: 2}}]));
		const rows = (await lines()).map((line): unknown => JSON.parse(line));
		expect(rows).toMatchObject([{meta: {id: 1}}, {meta: {id: 2}}]);
	});

	it('can end with an error as its last line', async () => {
		server.use(productFeedDownload.endsWithError());
		expect((await lines()).at(-1)).toBe('{"error":500,"message":"Internal error"}');
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
