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
	it('accepts an environment variable, a string or a function as the token', () => {
		expectTypeOf(createAwinClient).toBeCallableWith({token: process.env['AWIN_TOKEN']});
		expectTypeOf(createAwinClient).toBeCallableWith({token: 't'});
		expectTypeOf(createAwinClient).toBeCallableWith({token: () => 't'});
		expectTypeOf(createAwinClient).toBeCallableWith({token: async () => 't'});
	});

	it('requires a token that is a string', () => {
		// @ts-expect-error The token is missing.
		createAwinClient({});
		// @ts-expect-error A number is not a token.
		createAwinClient({token: 7});
		// @ts-expect-error The function does not return a string.
		createAwinClient({token: () => undefined});
	});

	it('rejects unknown options', () => {
		// @ts-expect-error There is no such option.
		createAwinClient({token: 't', retries: 3});
		// @ts-expect-error There is no such option.
		createAwinClient({token: 't', retry: {retries: 3}});
		// @ts-expect-error A middleware is a function.
		createAwinClient({token: 't', middleware: ['log']});
	});
});

describe('path', () => {
	it('is typed by the template', () => {
		expectTypeOf<PathNames<'/a/{b}/c/{d}-x-{e}'>>().toEqualTypeOf<'b' | 'd' | 'e'>();
		expectTypeOf<PathNames<'/accounts'>>().toBeNever();
		expectTypeOf<PathValues<'/a/{b}'>>().toEqualTypeOf<{readonly b: string | number}>();
	});

	it('is required if the template has placeholders', () => {
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: 45628}});
		// @ts-expect-error The options are missing.
		void awin.get('/publishers/{publisherId}/programmes');
		// @ts-expect-error `path` is missing.
		void awin.get('/publishers/{publisherId}/programmes', {query: {}});
		// @ts-expect-error `publisherId` is missing.
		void awin.get('/publishers/{publisherId}/programmes', {path: {}});
		// @ts-expect-error The placeholder has another name.
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherID: 45628}});
		// @ts-expect-error There is no second placeholder.
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: 1, b: 2}});
		// @ts-expect-error A path value is a string or a number.
		void awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: undefined}});
	});

	it('is rejected if the template has no placeholders', () => {
		void awin.get('/accounts');
		void awin.get('/accounts', {query: {type: 'publisher'}});
		// @ts-expect-error There is no placeholder.
		void awin.get('/accounts', {path: {id: 7}});
	});

	it('is required for every method', () => {
		// @ts-expect-error `path` is missing.
		void awin.post('/a/{b}', {json: {}});
		// @ts-expect-error `path` is missing.
		void awin.request('DELETE', '/a/{b}');
		void awin.request('DELETE', '/a/{b}', {path: {b: 1}});
	});

	it('has untyped names if the data type is declared', () => {
		void awin.get<Programme[]>('/a/{b}', {path: {b: 1}});
		void awin.request<Programme[]>('GET', '/a/{b}', {path: {b: 1}});
		// @ts-expect-error A path value is a string or a number.
		void awin.get<Programme[]>('/a/{b}', {path: {b: undefined}});
	});
});

describe('the data of a call', () => {
	it('has the declared type', async () => {
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

	it('is unknown if no type is declared', async () => {
		expectTypeOf(await awin.get('/accounts')).toEqualTypeOf<AwinResult>();
		expectTypeOf(await awin.put('/a/{b}', {path: {b: 1}})).toEqualTypeOf<AwinResult>();
	});

	it('has the output type of the schema', async () => {
		const schema = v.object({id: v.pipe(v.string(), v.transform(Number))});
		const result = await awin.get('/a/{b}', {path: {b: 1}, schema});
		expectTypeOf(result).toEqualTypeOf<AwinResult<{id: number}>>();
		const posted = await awin.request('POST', '/accounts', {schema, json: {}});
		expectTypeOf(posted).toEqualTypeOf<AwinResult<{id: number}>>();
		// @ts-expect-error `path` is missing.
		void awin.get('/a/{b}', {schema});
		// @ts-expect-error It is not a schema.
		void awin.get('/accounts', {schema: {parse: () => 1}});
	});

	it('is undefined after a HEAD', async () => {
		expectTypeOf(await awin.request('HEAD', '/accounts')).toEqualTypeOf<AwinResult<undefined>>();
	});

	it('is limited to the declared kinds of success', async () => {
		const result = await awin.get<Programme, 'ok' | 'cache-hit'>('/accounts');
		expectTypeOf(result).toEqualTypeOf<AwinResult<Programme, 'ok' | 'cache-hit'>>();
		if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Programme>();
		// @ts-expect-error There is no such kind.
		void awin.get<Programme, 'okay'>('/accounts');
		// @ts-expect-error No endpoint can rule out a failure.
		void awin.get<Programme, 'ok' | 'unauthorized'>('/accounts');
	});
});

describe('the options of a call', () => {
	it('are typed', () => {
		void awin.post('/accounts', {
			json: [],
			signal: undefined,
			retry: false,
			headers: {a: undefined},
		});
		// @ts-expect-error There is no such option.
		void awin.get('/accounts', {params: {}});
		// @ts-expect-error The budget is an option of the client: a call can only leave it out.
		void awin.get('/accounts', {retry: {budget: {capacity: 5}}});
		// @ts-expect-error A query value is not an object.
		void awin.get('/accounts', {query: {from: {}}});
		// @ts-expect-error An object belongs in `json`.
		void awin.post('/accounts', {body: {a: 1}});
		// @ts-expect-error There is no such method.
		void awin.request('get', '/accounts');
	});
});

describe('a path', () => {
	it('with variables works with or without `path`', () => {
		const path: string = '/accounts';
		expectTypeOf(awin.get(path)).resolves.toEqualTypeOf<AwinResult>();
		expectTypeOf(awin.get(path, {path: {}})).resolves.toEqualTypeOf<AwinResult>();
		expectTypeOf(awin.get(path, {path: {id: 1}})).resolves.toEqualTypeOf<AwinResult>();
		expectTypeOf(awin.get(`/a/${path}/b`, {path: {}})).resolves.toEqualTypeOf<AwinResult>();
	});

	it('without placeholders accepts no values', () => {
		void awin.get('/accounts', {path: {}});
		// @ts-expect-error There is no placeholder of that name.
		void awin.get('/accounts', {path: {id: 1}});
	});

	it('works with any data type', () => {
		type Loose = Record<string, unknown>;
		expectTypeOf(awin.get<Loose>('/accounts')).resolves.toEqualTypeOf<AwinResult<Loose>>();
	});
});

describe('unwrap', () => {
	it('returns the data of every success', async () => {
		const result = await awin.get<Programme>('/accounts');
		expectTypeOf(unwrap(result)).toEqualTypeOf<Programme | undefined>();
	});

	it('does not return undefined if every success has data', async () => {
		const result = await awin.get<Programme, 'ok' | 'cache-hit'>('/accounts');
		expectTypeOf(unwrap(result)).toEqualTypeOf<Programme>();
	});

	it('accepts only results', () => {
		// @ts-expect-error It is not a result.
		unwrap({ok: true, data: 1});
	});
});

describe('guards', () => {
	it('narrow a caught error', () => {
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

	it('accepts middleware with the type `Middleware`', () => {
		const trace: Middleware = (next) => (request) =>
			next({...request, headers: {...request.headers, 'x-trace': '1'}});
		createAwinClient({token: 't', middleware: [trace]});
		const changing: Middleware = (next) => (request) => {
			// @ts-expect-error A request is read-only.
			request.method = 'GET';
			return next(request);
		};
		expectTypeOf(changing).toBeFunction();
	});
});
