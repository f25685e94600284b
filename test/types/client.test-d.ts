import {
	type AwinClient,
	type AwinResult,
	createAwinClient,
	isAwinError,
	isNotFoundError,
	type AwinError,
	type Middleware,
	type NotFoundError,
	type PathNames,
	type PathValues,
	unwrap,
} from 'awin-sdk';
import * as v from 'valibot';
import {describe, expectTypeOf, it} from 'vitest';

type Programme = {readonly id: number};
declare const awin: AwinClient;

describe('createAwinClient', () => {
	it('takes an environment variable, a text or a function for the token', () => {
		expectTypeOf(createAwinClient).toBeCallableWith({token: process.env['AWIN_TOKEN']});
		expectTypeOf(createAwinClient).toBeCallableWith({token: 't'});
		expectTypeOf(createAwinClient).toBeCallableWith({token: () => 't'});
		expectTypeOf(createAwinClient).toBeCallableWith({token: async () => 't'});
	});

	it('asks for a token that is a text', () => {
		// @ts-expect-error The token is missing.
		createAwinClient({});
		// @ts-expect-error A number is no token.
		createAwinClient({token: 7});
		// @ts-expect-error The function gives no text.
		createAwinClient({token: () => undefined});
	});

	it('knows its options', () => {
		// @ts-expect-error There is no such option.
		createAwinClient({token: 't', retries: 3});
		// @ts-expect-error There is no such option.
		createAwinClient({token: 't', retry: {retries: 3}});
		// @ts-expect-error A middleware is a function.
		createAwinClient({token: 't', middleware: ['log']});
	});
});

describe('path', () => {
	it('is read from the template', () => {
		expectTypeOf<PathNames<'/a/{b}/c/{d}-x-{e}'>>().toEqualTypeOf<'b' | 'd' | 'e'>();
		expectTypeOf<PathNames<'/accounts'>>().toBeNever();
		expectTypeOf<PathValues<'/a/{b}'>>().toEqualTypeOf<{readonly b: string | number}>();
	});

	it('is required where the template has placeholders', () => {
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: 45628}});
		// @ts-expect-error The options are missing.
		void awin.get('/publishers/{publisherId}/programmes');
		// @ts-expect-error `path` is missing.
		void awin.get('/publishers/{publisherId}/programmes', {query: {}});
		// @ts-expect-error `publisherId` is missing.
		void awin.get('/publishers/{publisherId}/programmes', {path: {}});
		// @ts-expect-error A placeholder is not called so.
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherID: 45628}});
		// @ts-expect-error There is no second placeholder.
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: 1, b: 2}});
		// @ts-expect-error A path value is a text or a number.
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: undefined}});
	});

	it('is refused where the template has none', () => {
		void awin.get('/accounts');
		void awin.get('/accounts', {query: {type: 'publisher'}});
		// @ts-expect-error There is no placeholder.
		void awin.get('/accounts', {path: {id: 7}});
	});

	it('is required of every method', () => {
		// @ts-expect-error `path` is missing.
		void awin.post('/a/{b}', {json: {}});
		// @ts-expect-error `path` is missing.
		void awin.request('DELETE', '/a/{b}');
		void awin.request('DELETE', '/a/{b}', {path: {b: 1}});
	});

	it('is required where the data is declared too', () => {
		void awin.get<Programme[]>('/a/{b}', {path: {b: 1}});
		void awin.request<Programme[]>('GET', '/a/{b}', {path: {b: 1}});
		// @ts-expect-error The options are missing.
		void awin.get<Programme[]>('/publishers/{publisherId}/programmes');
		// @ts-expect-error `path` is missing.
		void awin.get<Programme[]>('/publishers/{publisherId}/programmes', {query: {}});
		// @ts-expect-error `path` is missing.
		void awin.request<Programme[]>('GET', '/publishers/{publisherId}/programmes', {});
	});
});

describe('the data of a call', () => {
	it('is what the caller declares', async () => {
		expectTypeOf(await awin.get<Programme[]>('/accounts')).toEqualTypeOf<AwinResult<Programme[]>>();
		expectTypeOf(
			await awin.request<Programme[]>('GET', '/publishers/{publisherId}/programmes', {
				path: {publisherId: 45628},
			}),
		).toEqualTypeOf<AwinResult<Programme[]>>();
		const path: string = '/accounts';
		expectTypeOf(await awin.get<Programme>(path, {path: {}})).toEqualTypeOf<
			AwinResult<Programme>
		>();
	});

	it('is unknown where nothing is declared', async () => {
		expectTypeOf(await awin.get('/accounts')).toEqualTypeOf<AwinResult>();
		expectTypeOf(await awin.put('/a/{b}', {path: {b: 1}})).toEqualTypeOf<AwinResult>();
	});

	it('is what the schema gives', async () => {
		const schema = v.object({id: v.pipe(v.string(), v.transform(Number))});
		const result = await awin.get('/a/{b}', {path: {b: 1}, schema});
		expectTypeOf(result).toEqualTypeOf<AwinResult<{id: number}>>();
		const posted = await awin.request('POST', '/accounts', {schema, json: {}});
		expectTypeOf(posted).toEqualTypeOf<AwinResult<{id: number}>>();
		// @ts-expect-error `path` is missing.
		void awin.get('/a/{b}', {schema});
		// @ts-expect-error It is no schema.
		void awin.get('/accounts', {schema: {parse: () => 1}});
	});

	it('is undefined after a HEAD', async () => {
		expectTypeOf(await awin.request('HEAD', '/accounts')).toEqualTypeOf<AwinResult<undefined>>();
	});

	it('comes with the kinds that the endpoint is declared to produce', async () => {
		const result = await awin.get<Programme, 'ok' | 'cache-hit' | 'not-found'>('/accounts');
		expectTypeOf(result.kind).toEqualTypeOf<'ok' | 'cache-hit' | 'not-found'>();
		if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Programme>();
		// @ts-expect-error There is no such kind.
		void awin.get<Programme, 'okay'>('/accounts');
	});
});

describe('the options of a call', () => {
	it('are known', () => {
		void awin.post('/accounts', {
			json: [],
			signal: undefined,
			retry: false,
			headers: {a: undefined},
		});
		// @ts-expect-error There is no such option.
		void awin.get('/accounts', {params: {}});
		// @ts-expect-error The budget belongs to the client.
		void awin.get('/accounts', {retry: {budget: false}});
		// @ts-expect-error A query value is no object.
		void awin.get('/accounts', {query: {from: {}}});
		// @ts-expect-error An object goes into `json`.
		void awin.post('/accounts', {body: {a: 1}});
		// @ts-expect-error There is no such method.
		void awin.request('get', '/accounts');
	});
});

describe('a path', () => {
	it('of variables goes with or without `path`', () => {
		const path: string = '/accounts';
		expectTypeOf(awin.get(path)).resolves.toEqualTypeOf<AwinResult>();
		expectTypeOf(awin.get(path, {path: {}})).resolves.toEqualTypeOf<AwinResult>();
		expectTypeOf(awin.get(path, {path: {id: 1}})).resolves.toEqualTypeOf<AwinResult>();
		expectTypeOf(awin.get(`/a/${path}/b`, {path: {}})).resolves.toEqualTypeOf<AwinResult>();
	});

	it('without placeholders takes no values', () => {
		void awin.get('/accounts', {path: {}});
		// @ts-expect-error There is no placeholder of that name.
		void awin.get('/accounts', {path: {id: 1}});
	});

	it('can go with any data', () => {
		type Loose = Record<string, unknown>;
		expectTypeOf(awin.get<Loose>('/accounts')).resolves.toEqualTypeOf<AwinResult<Loose>>();
	});
});

describe('unwrap', () => {
	it('gives the data of every success', async () => {
		const result = await awin.get<Programme>('/accounts');
		expectTypeOf(unwrap(result)).toEqualTypeOf<Programme | undefined>();
	});

	it('gives the data alone where every success has some', async () => {
		const result = await awin.get<Programme, 'ok' | 'cache-hit' | 'network'>('/accounts');
		expectTypeOf(unwrap(result)).toEqualTypeOf<Programme>();
	});

	it('takes results only', () => {
		// @ts-expect-error It is no result.
		unwrap({ok: true, data: 1});
	});
});

describe('guards', () => {
	it('narrow what is caught', () => {
		const caught: unknown = undefined;
		if (isAwinError(caught)) expectTypeOf(caught).toEqualTypeOf<AwinError>();
		if (isNotFoundError(caught)) {
			expectTypeOf(caught).toEqualTypeOf<NotFoundError>();
			expectTypeOf<(typeof caught)['status']>().toEqualTypeOf<404>();
		}
	});
});

describe('a client', () => {
	it('is a drop-in fetch', () => {
		expectTypeOf(awin.fetch).toEqualTypeOf<typeof fetch>();
	});

	it('takes middleware that is typed by its alias', () => {
		const trace: Middleware = (next) => (request) =>
			next({...request, headers: {...request.headers, 'x-trace': '1'}});
		createAwinClient({token: 't', middleware: [trace]});
		const changing: Middleware = (next) => (request) => {
			// @ts-expect-error A request is changed in a copy.
			request.method = 'GET';
			return next(request);
		};
		expectTypeOf(changing).toBeFunction();
	});
});
