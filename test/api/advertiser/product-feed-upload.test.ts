import {createAwinClient, RefusedError} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {product} from '../calls.ts';
import {serve} from '../server.ts';

const {productFeedUpload} = mocks;
const locale = 'en_GB';
const uploaded = {body: {productsReceived: 2, version: 8}};

const linesIn = (body = '') =>
	body
		.trimEnd()
		.split('\n')
		.map((line): unknown => JSON.parse(line));

describe('advertiser.productFeed.upload sends', () => {
	const second = {...product, id: '5002', price: '10 GBP'};

	it.each([
		['an array', () => [product, second]],
		['an iterable', () => new Set([product, second])],
		[
			'an async iterable',
			async function* () {
				yield product;
				yield second;
			},
		],
	])('%s as JSON Lines', async (_, products) => {
		const {awin, asked} = await serve([uploaded]);
		const result = await awin.advertiser(2).productFeed.upload({locale, products: products()});
		expect(result).toMatchObject({kind: 'ok', data: uploaded.body});
		expect(asked[0]).toMatchObject({
			method: 'POST',
			url: '/advertisers/2/awinfeeds/retail/en_GB/products',
		});
		expect(asked[0]?.headers['content-type']).toBe('application/jsonlines');
		expect(asked[0]?.body.endsWith('}\n')).toBe(true);
		expect(linesIn(asked[0]?.body)).toEqual([product, second]);
	});

	it('an empty body if an iterable turns out to be empty', async () => {
		const {awin, asked} = await serve([uploaded]);
		await awin.advertiser(2).productFeed.upload({locale, products: new Set()});
		expect(asked[0]?.body).toBe('');
	});

	it('many products in chunks, as they are made', async () => {
		const {awin, asked} = await serve([uploaded]);
		const products = async function* () {
			for (let made = 0; made < 2_000; made += 1) yield {...product, id: String(made)};
		};
		await awin.advertiser(2).productFeed.upload({locale, products: products()});
		expect(linesIn(asked[0]?.body)).toHaveLength(2_000);
		expect(asked[0]?.headers['transfer-encoding']).toBe('chunked');
	});
});

describe('a product without a required field', () => {
	const message = 'Option `products[1].link` must be a text that is not blank';
	const products = [product, {...product, link: ' '}];

	it('of an array is a TypeError, and nothing is sent', async () => {
		const {awin, asked} = await serve([uploaded]);
		const call = awin.advertiser(2).productFeed.upload({locale, products});
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
		expect(asked).toEqual([]);
	});

	it('of another iterable is a TypeError, and ends the upload', async () => {
		const {awin, asked} = await serve([uploaded]);
		let closed = false;
		const iterable = async function* () {
			try {
				yield* products;
				yield product;
			} finally {
				closed = true;
			}
		};
		const call = awin.advertiser(2).productFeed.upload({locale, products: iterable()});
		await expect(call).rejects.toThrow(message);
		expect(closed).toBe(true);
		expect(asked).toEqual([]);
	});

	it.each(['id', 'title', 'description', 'link', 'image_link'])(
		'is one without %s',
		async (field) => {
			const {awin} = await serve([uploaded]);
			const {upload} = awin.advertiser(2).productFeed;
			const call = upload({locale, products: [{...product, [field]: undefined}]});
			await expect(call).rejects.toThrow(`Option \`products[0].${field}\``);
		},
	);
});

describe('products that cannot be sent', () => {
	it.each<[string, unknown, string]>([
		['a text', 'products', 'Option `products` must be an iterable or async iterable of objects'],
		['null', null, 'Option `products` must be an iterable or async iterable of objects'],
		['an empty product', [{}], 'Option `products[0].id` must be a text that is not blank'],
		['none', [], 'Option `products` must be at least one product'],
		['a list in a list', [[product]], 'Option `products[0]` must be an object'],
		['a BigInt', [{...product, price: 1n}], 'Option `products[0]` cannot be serialized as JSON'],
		['too many', Array(2_000_001).fill(product), 'must have at most 2,000,000 products'],
	])('are refused: %s', async (_, products, message) => {
		const {awin, asked} = await serve([uploaded]);
		const {upload} = awin.advertiser(2).productFeed;
		const call: Promise<unknown> = Reflect.apply(upload, undefined, [{locale, products}]);
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow(message);
		expect(asked).toEqual([]);
	});

	it('because their source fails, end with its error', async () => {
		const {awin} = await serve([uploaded]);
		const products = async function* () {
			yield product;
			throw new Error('The database is closed.');
		};
		const result = await awin.advertiser(2).productFeed.upload({locale, products: products()});
		expect(result).toMatchObject({
			kind: 'network',
			error: {cause: {message: 'The database is closed.'}},
		});
	});
});

describe('a product that cannot be read', () => {
	it('is an error of the source', async () => {
		const {awin} = await serve([uploaded]);
		const hostile = {
			...product,
			get title(): string {
				throw new RangeError('The title is out of range.');
			},
		};
		const products = new Set([hostile]);
		const result = await awin.advertiser(2).productFeed.upload({locale, products});
		expect(result).toMatchObject({
			kind: 'network',
			error: {cause: {message: 'The title is out of range.'}},
		});
	});
});

describe('the answer to an upload', () => {
	const server = setupServer();
	beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
	afterEach(() => server.resetHandlers());
	afterAll(() => server.close());

	const {productFeed} = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'}).advertiser(2);
	const upload = () => productFeed.upload({locale, products: [product]});

	it('can have warnings', async () => {
		server.use(productFeedUpload.success({info: ['line 2: no price']}));
		expect((await upload()).data).toMatchObject({info: ['line 2: no price']});
	});

	it('is refused if a 200 has errors', async () => {
		server.use(productFeedUpload.withErrors());
		const {kind, error} = await upload();
		expect(kind).toBe('refused');
		expect(error).toBeInstanceOf(RefusedError);
		expect(error).toMatchObject({status: 200, description: 'The field link is missing'});
	});

	it('is not-found for an unknown locale', async () => {
		server.use(productFeedUpload.localeNotFound());
		expect(await upload()).toMatchObject({
			kind: 'not-found',
			error: {description: 'Locale not found'},
		});
	});
});

describe('the body of a 200', () => {
	it.each([
		[{errors: ['a', {description: 'b'}, {line: 7}, []]}, 'a; b; no reason; no reason'],
		[{errors: Array(20).fill('x')}, Array(10).fill('x').join('; ')],
		[{errors: {}}, 'no reason'],
		[{error: 'a'}, 'a'],
		[{description: 'a'}, 'a'],
		[{message: 'a'}, 'a'],
	])('is refused with the reason in %j', async (body, description) => {
		const {awin} = await serve([{body}]);
		const result = await awin.advertiser(2).productFeed.upload({locale, products: [product]});
		expect(result).toMatchObject({kind: 'refused', error: {description}});
	});

	it.each([[{}], [{errors: [], error: ' ', message: 7}], [[]], [{productsReceived: '10'}]])(
		'is invalid-body if it is %j',
		async (body) => {
			const {awin} = await serve([{body}]);
			const result = await awin.advertiser(2).productFeed.upload({locale, products: [product]});
			expect(result.kind).toBe('invalid-body');
		},
	);
});
