import {createAwinClient, isRefusedError, type LinkRequest, RefusedError, unwrap} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {canary} from '../../helpers/awin-client.ts';
import {serve} from '../server.ts';

const server = setupServer(...mocks.handlers());
beforeAll(() => server.listen({onUnhandledFrame: 'bypass'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const {linkBuilder} = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'}).publisher(1001);

describe('linkBuilder.generate', () => {
	it('gives a link, and a short link', async () => {
		server.use(mocks.linkbuilderGenerate.success({shortUrl: 'https://short.example/a'}));
		const result = await linkBuilder.generate({advertiserId: 2001, shorten: true});
		expect(result).toMatchObject({kind: 'ok', data: {shortUrl: 'https://short.example/a'}});
	});

	it('is refused if a 200 has a description and no link', async () => {
		server.use(mocks.linkbuilderGenerate.descriptionOnly());
		const result = await linkBuilder.generate({advertiserId: 2001});
		expect(result).toMatchObject({ok: false, kind: 'refused', status: 200, data: undefined});
		expect(result.error).toBeInstanceOf(RefusedError);
		expect(result.error).toMatchObject({
			name: 'RefusedError',
			description: 'Unknown error',
			applied: 'no',
			message: '200 refused: POST /publishers/{publisherId}/linkbuilder/generate: Unknown error',
		});
	});

	it.each([
		['nothing', {}, 'Awin gives no reason'],
		['an empty link', {url: '', description: ' '}, 'Awin gives no reason'],
		['a link that is null', {url: null, message: 'not permitted'}, 'not permitted'],
	])('is refused if a 200 has %s', async (_, body, description) => {
		server.use(mocks.byStatus(mocks.linkbuilderGenerate.path, 200, {body}));
		const result = await linkBuilder.generate({advertiserId: 2001});
		expect(result).toMatchObject({kind: 'refused', error: {description}});
	});

	it('throws a RefusedError if it is unwrapped', async () => {
		server.use(mocks.linkbuilderGenerate.descriptionOnly());
		const error = await unwrap(linkBuilder.generate({advertiserId: 2001})).catch(String);
		expect(error).toMatch(/^RefusedError: 200 refused/);
	});

	it('is told from other errors by its guard', async () => {
		server.use(mocks.linkbuilderGenerate.descriptionOnly());
		const {error} = await linkBuilder.generate({advertiserId: 2001});
		expect([error, new Error('refused'), undefined].map(isRefusedError)).toEqual([
			true,
			false,
			false,
		]);
	});

	it('is invalid-body if the link is no text', async () => {
		server.use(mocks.byStatus(mocks.linkbuilderGenerate.path, 200, {body: {url: 5}}));
		expect((await linkBuilder.generate({advertiserId: 2001})).kind).toBe('invalid-body');
	});

	it('shows no token, and one line, of what a refusal says', async () => {
		const {awin} = await serve([{body: {description: `a\nb ${canary}`}}], {token: canary});
		const result = await awin.publisher(1001).linkBuilder.generate({advertiserId: 2001});
		expect(result.error?.message).toMatch(/: a b \[redacted\]$/);
		expect(JSON.stringify(result.error)).not.toContain(canary);
	});
});

describe('linkBuilder.generateBatch', () => {
	const link = (name: string) => ({status: 200, body: {url: `https://t.example/${name}`}});
	const requests: readonly LinkRequest[] = [
		{advertiserId: 1, destinationUrl: 'https://a.example', parameters: {clickref: 'a'}},
		{advertiserId: 1, destinationUrl: 'https://a.example', parameters: {clickref: 'b'}},
		{advertiserId: 2},
	];
	const batch = async (responses: unknown) => {
		const {awin} = await serve([{body: responses}]);
		return awin.publisher(1001).linkBuilder.generateBatch(requests);
	};

	it('gives an item for each request, with those that failed', async () => {
		server.use(mocks.linkbuilderGenerateBatch.oneRefused());
		const request = {advertiserId: 2001, destinationUrl: 'https://shop.example/page'};
		const {data} = await linkBuilder.generateBatch([request, request], {validate: true});
		expect(data).toMatchObject([
			{ok: true, request},
			{ok: false, request, status: 400, description: 'deeplinkNotPermitted'},
		]);
	});

	const [a, b, c] = requests;

	it('gives the items in the order of the requests, whatever that of the answers', async () => {
		const {data} = await batch({
			responses: [
				{...link('c'), request: {...c, destinationUrl: null, parameters: {clickref: null}}},
				{...link('b'), request: b},
				{...link('a'), request: a},
			],
		});
		expect(data?.map((item) => item.ok && item.data.url)).toEqual([
			'https://t.example/a',
			'https://t.example/b',
			'https://t.example/c',
		]);
		expect(data?.map(({request}) => request)).toEqual(requests);
	});

	it('gives an answer that repeats a request to it, and the others to what is left, in order', async () => {
		const {data} = await batch({
			responses: [
				{...link('c'), request: c},
				{...link('a'), request: {advertiserId: 3}},
				{...link('b'), request: b},
			],
		});
		expect(data?.map((item) => item.ok && item.data.url)).toEqual([
			'https://t.example/a',
			'https://t.example/b',
			'https://t.example/c',
		]);
	});

	it('gives them in the order of the answers if those do not repeat the requests', async () => {
		const odd = {destinationUrl: 'deeplinkNotPermitted'};
		const {data} = await batch({
			responses: [{...link('a'), request: odd}, {status: 'bad', request: odd}, link('c')],
		});
		expect(data).toEqual([
			{ok: true, request: a, data: {url: 'https://t.example/a'}},
			{ok: false, request: b, status: 0, description: ''},
			{ok: true, request: c, data: {url: 'https://t.example/c'}},
		]);
	});

	it.each([
		['fewer answers', {responses: [link('a')]}, 'must have 3 items, but it has 1'],
		['no answers', {}, 'must be an array, but it is missing'],
		['a text', 'a', 'must be an array, but it is a string'],
	])('is invalid-body with %s', async (_, body, message) => {
		const result = await batch(body);
		expect(result.kind === 'invalid-body' && result.error.issues[0]?.message).toBe(message);
	});
});

describe('linkBuilder.quota', () => {
	it('gives numbers', async () => {
		server.use(mocks.linkbuilderQuota.success({limit: '300', usage: 12}));
		expect((await linkBuilder.quota()).data).toEqual({publisherId: 1001, limit: 300, usage: 12});
	});

	it('may have no limit', async () => {
		server.use(mocks.linkbuilderQuota.withoutLimit());
		expect((await linkBuilder.quota({}, {validate: true})).data).toEqual({publisherId: 1001});
	});
});
