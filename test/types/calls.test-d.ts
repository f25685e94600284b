import {
	type AwinClient,
	type AwinResult,
	expectData,
	type Method,
	type Query,
	type RequestOptions,
	type StandardSchemaV1,
	unwrap,
} from 'awin-sdk';
import * as v from 'valibot';
import {describe, expectTypeOf, it} from 'vitest';

type Programme = {readonly id: number};
declare const awin: AwinClient;
declare const id: string;

describe('a wrapper', () => {
	it('with a type parameter for the data compiles', () => {
		const call = async <T>(path: string, query?: Query) => awin.get<T>(path, {query});
		expectTypeOf(call<Programme>).returns.resolves.toEqualTypeOf<AwinResult<Programme>>();
		const send = async <T>(path: string, json: unknown): Promise<AwinResult<T>> =>
			awin.request<T>({method: 'POST', path, json});
		expectTypeOf(send<Programme>).returns.resolves.toEqualTypeOf<AwinResult<Programme>>();
		const load = async <T>(path: string): Promise<T> =>
			expectData(await awin.request<T, 'ok' | 'cache-hit'>({path}));
		expectTypeOf(load<Programme>).returns.resolves.toEqualTypeOf<Programme>();
	});

	it('with options of its own compiles', () => {
		const get = <T>(path: string, options?: RequestOptions<string, 'GET'>) =>
			awin.get<T>(path, options);
		expectTypeOf(get<Programme>).returns.resolves.toEqualTypeOf<AwinResult<Programme>>();
		const post = <T>(path: string, options: RequestOptions = {}) => awin.post<T>(path, options);
		expectTypeOf(post<Programme>).returns.resolves.toEqualTypeOf<AwinResult<Programme>>();
	});

	it('with a type parameter for the template compiles, and types its path', () => {
		const get = <const Path extends string>(path: Path, options: RequestOptions<Path, 'GET'>) =>
			awin.get(path, options);
		void get('/a/{b}', {path: {b: 1}});
		// @ts-expect-error The placeholder has another name.
		void get('/a/{b}', {path: {c: 1}});
	});

	it('that picks the method at run time compiles', () => {
		const call = <T>(method: Method, path: string, json?: unknown) =>
			awin.request<T>({method, path, json});
		expectTypeOf(call<Programme>).returns.resolves.toEqualTypeOf<AwinResult<Programme>>();
		const positional = (method: 'GET' | 'POST', json?: unknown) =>
			awin.request(method, '/accounts', {json});
		expectTypeOf(positional).returns.resolves.toEqualTypeOf<AwinResult>();
	});
});

describe('a path', () => {
	it('with a declared data type is any text', () => {
		expectTypeOf(awin.get<Programme>('/Accounts')).resolves.toEqualTypeOf<AwinResult<Programme>>();
		expectTypeOf(awin.get<Programme>(`/publishers/${id}/x`)).resolves.toEqualTypeOf<
			AwinResult<Programme>
		>();
		expectTypeOf(awin.get<Programme>(id)).resolves.toEqualTypeOf<AwinResult<Programme>>();
	});

	it('with a variable part takes any values, or none', () => {
		void awin.get(`/publishers/${id}/x`);
		void awin.get(`/publishers/${id}/{b}`, {path: {b: 1}});
		void awin.get(id, {path: {b: 1}});
	});
});

describe('request with one object', () => {
	it('types the values of the placeholders by the template', () => {
		void awin.request({path: '/accounts'});
		void awin.request({method: 'DELETE', path: '/a/{b}', pathParams: {b: 1}});
		// @ts-expect-error `pathParams` is missing.
		void awin.request({path: '/a/{b}'});
		// @ts-expect-error The placeholder has another name.
		void awin.request({path: '/a/{b}', pathParams: {c: 1}});
		// @ts-expect-error There is no placeholder.
		void awin.request({path: '/accounts', pathParams: {b: 1}});
	});

	it('types the data', async () => {
		expectTypeOf(await awin.request({path: '/accounts'})).toEqualTypeOf<AwinResult>();
		expectTypeOf(await awin.request<Programme>({path: '/accounts'})).toEqualTypeOf<
			AwinResult<Programme>
		>();
		expectTypeOf(await awin.request({method: 'HEAD', path: '/accounts'})).toEqualTypeOf<
			AwinResult<undefined>
		>();
	});

	it('rejects unknown options and methods, and a missing path', () => {
		// @ts-expect-error There is no such option.
		void awin.request({path: '/accounts', qurey: {}});
		// @ts-expect-error Methods are in upper case.
		void awin.request({method: 'get', path: '/accounts'});
		// @ts-expect-error `path` is missing.
		void awin.request({method: 'GET'});
	});
});

describe('a body', () => {
	it('is for methods that have one', () => {
		void awin.post('/accounts', {json: {}});
		void awin.delete('/accounts', {json: {}});
		void awin.request('PATCH', '/accounts', {body: 'x'});
		// @ts-expect-error A GET has no body.
		void awin.get('/accounts', {json: {}});
		// @ts-expect-error A GET has no body.
		void awin.get<Programme>('/accounts', {body: 'x'});
		// @ts-expect-error A GET has no body.
		void awin.request('GET', '/accounts', {json: {}});
		// @ts-expect-error A HEAD has no body.
		void awin.request({method: 'HEAD', path: '/accounts', json: {}});
	});
});

describe('as', () => {
	type Stream = ReadableStream<Uint8Array<ArrayBuffer>>;

	it('types the data', async () => {
		expectTypeOf(await awin.get('/a', {as: 'json'})).toEqualTypeOf<AwinResult>();
		expectTypeOf(await awin.get('/a', {as: 'text'})).toEqualTypeOf<AwinResult<string>>();
		expectTypeOf(await awin.get('/a', {as: 'bytes'})).toEqualTypeOf<
			AwinResult<Uint8Array<ArrayBuffer>>
		>();
		expectTypeOf(await awin.get('/a', {as: 'stream'})).toEqualTypeOf<AwinResult<Stream>>();
		expectTypeOf(await awin.request({path: '/a', as: 'stream'})).toEqualTypeOf<
			AwinResult<Stream>
		>();
		expectTypeOf(await awin.request('POST', '/a/{b}', {path: {b: 1}, as: 'text'})).toEqualTypeOf<
			AwinResult<string>
		>();
	});

	it('that is known only at run time types the data as a union', async () => {
		const as: 'text' | 'bytes' = Math.random() < 0.5 ? 'text' : 'bytes';
		const result = await awin.get('/a', {as});
		expectTypeOf(unwrap(result)).toEqualTypeOf<string | Uint8Array<ArrayBuffer> | undefined>();
	});

	it('does not go with a declared data type other than JSON, nor with an unknown form', () => {
		void awin.get<Programme>('/a', {as: 'json'});
		// @ts-expect-error A text is not a Programme.
		void awin.get<Programme>('/a', {as: 'text'});
		// @ts-expect-error There is no such form.
		void awin.get('/a', {as: 'blob'});
	});

	it('goes with a schema only if it is JSON', () => {
		const schema = v.object({id: v.number()});
		expectTypeOf(awin.get('/a', {as: 'json', schema})).resolves.toEqualTypeOf<
			AwinResult<{id: number}>
		>();
		// @ts-expect-error Only JSON is validated.
		void awin.get('/a', {as: 'text', schema});
	});
});

describe('expectData', () => {
	it('never returns undefined', async () => {
		expectTypeOf(expectData(await awin.get<Programme>('/a'))).toEqualTypeOf<Programme>();
		expectTypeOf(expectData(awin.get<Programme>('/a'))).toEqualTypeOf<Promise<Programme>>();
		expectTypeOf(expectData(awin.get('/a', {as: 'text'}))).resolves.toBeString();
	});
});

describe('StandardSchemaV1', () => {
	it('is the type of a schema', () => {
		expectTypeOf(v.string()).toExtend<StandardSchemaV1>();
	});
});
