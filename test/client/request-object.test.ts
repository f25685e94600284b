import {setupServer} from 'msw/node';
import {http, HttpResponse} from 'msw';
import {createAwinClient} from 'awin-sdk';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';

const seen: string[] = [];
const server = setupServer(
	http.all('https://api.awin.com/*', async ({request}) => {
		seen.push(`${request.method} ${request.url} ${await request.text()}`.trim());
		return HttpResponse.json({a: 1});
	}),
);
const awin = createAwinClient({token: 'token', quota: false, cache: false});

/* Accepts anything, as from a caller without types. */
const request = (input: unknown): Promise<unknown> =>
	Reflect.apply(awin.request, undefined, [input]);

describe('request with one object', () => {
	beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
	afterAll(() => server.close());

	it('sends the method, the path with its values, the query and the body', async () => {
		const result = await awin.request({
			method: 'POST',
			path: '/publishers/{publisherId}/x',
			pathParams: {publisherId: 'a/b'},
			query: {type: 'c'},
			json: {d: 1},
		});
		expect(result).toMatchObject({kind: 'ok', data: {a: 1}});
		expect(seen.splice(0)).toEqual(['POST https://api.awin.com/publishers/a%2Fb/x?type=c {"d":1}']);
	});

	it('sends a GET by default', async () => {
		expect(await awin.request({path: '/accounts'})).toMatchObject({kind: 'ok'});
		expect(await awin.request({path: '/accounts', method: undefined})).toMatchObject({kind: 'ok'});
		expect(seen.splice(0)).toEqual([
			'GET https://api.awin.com/accounts',
			'GET https://api.awin.com/accounts',
		]);
	});

	it.each<[string, unknown]>([
		['Option `path` must be a string, but it is undefined.', {}],
		['Option `path` must be a string, but it is an object (Object).', {path: {id: 1}}],
		['Option `method` must be one of', {method: 'FETCH', path: '/a'}],
		['Option `method` must be one of', []],
		['Option `method` must be one of', null],
		['Option `method` must be one of', new Map()],
		['`pathParams.id`', {path: '/a/{id}'}],
		['`pathParams.b` has no placeholder', {path: '/a', pathParams: {b: 1}}],
		['Option `pathParams` must be a plain object', {path: '/a/{b}', pathParams: [1]}],
		['unknown option `qurey`', {path: '/a', qurey: {}}],
		['`pathParams`', {path: '/a', params: {}}],
	])('rejects with a TypeError that says %s', async (message, input) => {
		await expect(request(input)).rejects.toThrow(TypeError);
		await expect(request(input)).rejects.toThrow(message);
		expect(seen).toEqual([]);
	});
});
