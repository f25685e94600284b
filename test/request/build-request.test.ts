import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import type {ApiRequest} from 'awin-sdk';
import {buildRequest, type RequestDefaults} from '../../src/request/build-request.ts';
import {retryDefaults} from '../../src/request/call-policy.ts';

const defaults: RequestDefaults = {
	baseUrl: 'https://api.awin.com',
	userAgent: 'awin-sdk',
	headers: {},
	policy: {
		retry: retryDefaults,
		attemptTimeoutMs: 60_000,
		deadlineMs: 180_000,
		totalTimeoutMs: Infinity,
		cache: {},
	},
};

/* Accepts any arguments, as from a caller without types. */
const build = (method: unknown, path: unknown, options: unknown = {}): ApiRequest =>
	Reflect.apply(buildRequest, undefined, [method, path, options, defaults] as unknown[]);

describe('buildRequest', () => {
	it('builds a GET', () => {
		const schema = v.unknown();
		const {signal} = new AbortController();
		expect(
			build('GET', '/publishers/{publisherId}/programmes', {
				path: {publisherId: 7},
				query: {relationship: 'joined'},
				schema,
				signal,
			}),
		).toEqual({
			method: 'GET',
			url: 'https://api.awin.com/publishers/7/programmes?relationship=joined',
			template: '/publishers/{publisherId}/programmes',
			headers: {accept: 'application/json', 'user-agent': 'awin-sdk'},
			body: undefined,
			signal,
			redirect: 'follow',
			credential: 'bearer',
			credentialDigest: '',
			secrets: {add: expect.any(Function), list: expect.any(Function)},
			as: 'json',
			maxBodyBytes: undefined,
			idleTimeoutMs: 60_000,
			schema,
			idempotent: true,
			retry: retryDefaults,
			attemptTimeoutMs: 60_000,
			deadlineMs: 180_000,
			totalTimeoutMs: Infinity,
			cache: {},
			quota: {priority: 0, bucket: undefined},
		});
	});

	it('adds a query to the one in the path', () => {
		expect(build('GET', '/a?b=1', {query: {c: 2}}).url).toBe('https://api.awin.com/a?b=1&c=2');
		expect(build('GET', '/a?b=1', {query: {c: undefined}}).url).toBe('https://api.awin.com/a?b=1');
	});

	it('removes the query from the template, which errors and logs show', () => {
		const {template, url} = build('GET', '/a/{b}?c={d}', {path: {b: 1, d: 'jane@example.com'}});
		expect(template).toBe('/a/{b}');
		expect(url).toBe('https://api.awin.com/a/1?c=jane%40example.com');
	});

	it('serializes a JSON body and sets its content type', () => {
		const {body, headers} = build('POST', '/a', {json: {b: 1}});
		expect(body).toBe('{"b":1}');
		expect(headers['content-type']).toBe('application/json');
	});

	it('sends the JSON value null', () => {
		expect(build('POST', '/a', {json: null}).body).toBe('null');
	});

	it.each([
		['text', 'a'],
		['bytes', new Uint8Array([1])],
		['a form', new FormData()],
		['parameters', new URLSearchParams()],
		['a blob', new Blob()],
		['a stream', new ReadableStream()],
		['a factory', () => 'a'],
	])('passes on a body of %s', (_, body) => {
		expect(build('PUT', '/a', {body}).body).toBe(body);
		expect(build('PUT', '/a', {body}).headers).not.toHaveProperty('content-type');
	});

	it('lets the header fields of the call override the defaults', () => {
		const {headers} = build('POST', '/a', {
			json: 1,
			headers: {Accept: 'text/csv', 'Content-Type': 'application/vnd.a+json', 'user-agent': 'mine'},
		});
		expect(headers).toEqual({
			accept: 'text/csv',
			'content-type': 'application/vnd.a+json',
			'user-agent': 'mine',
		});
	});

	it('sends an idempotency key as a structured field', () => {
		expect(build('POST', '/a', {idempotencyKey: 'k 1'}).headers['idempotency-key']).toBe('"k 1"');
		expect(build('POST', '/a', {idempotencyKey: true}).headers['idempotency-key']).toMatch(
			/^"[\da-f-]{36}"$/,
		);
		expect(build('POST', '/a', {idempotencyKey: false}).headers).not.toHaveProperty(
			'idempotency-key',
		);
	});

	it.each<[string, unknown, unknown, unknown]>([
		['Option `method` must be in upper case: `GET`', 'get', '/a', {}],
		['Option `method` must be one of GET, HEAD,', undefined, '/a', {}],
		['Option `path` must be a string, but it is an object (URL).', 'GET', new URL('a:b'), {}],
		['Option `options` must be an object, but it is null.', 'GET', '/a', null],
		['The call has an unknown option `params`.', 'GET', '/a', {params: {}}],
		['Option `signal` must be an AbortSignal', 'GET', '/a', {signal: new AbortController()}],
		['Option `signal` must be an AbortSignal', 'GET', '/a', {signal: null}],
		['A GET request has no body', 'GET', '/a', {json: 1}],
		['A GET request has no body', 'GET', '/a', {body: 'a'}],
		['A HEAD request has no body', 'HEAD', '/a', {json: 1}],
		['Set either `json` or `body`, not both.', 'POST', '/a', {json: 1, body: 'a'}],
		['Option `json` cannot be serialized as JSON', 'POST', '/a', {json: 1n}],
		['Option `idempotencyKey` must be', 'POST', '/a', {idempotencyKey: 'a"b'}],
		['Option `idempotencyKey` must be', 'POST', '/a', {idempotencyKey: ''}],
		['Option `idempotencyKey` must be', 'POST', '/a', {idempotencyKey: 7}],
		['Option `headers.x-a` must be a string', 'GET', '/a', {headers: {'x-a': 1}}],
		['Option `headers` must be a plain object', 'GET', '/a', {headers: new Headers()}],
		['Option `headers` must be a plain object', 'GET', '/a', {headers: null}],
		['Option `query` must be a plain object', 'GET', '/a', {query: new URLSearchParams('a=1')}],
		['Option `query` must be a plain object', 'GET', '/a', {query: 'a=1'}],
		['Option `query` must be a plain object', 'GET', '/a', {query: null}],
		['Option `path` must be a plain object', 'GET', '/a/{b}', {path: new Map([['b', 1]])}],
		['Option `path` must be a plain object', 'GET', '/a/{b}', {path: ['b']}],
		['Option `path` must be a plain object', 'GET', '/a/{b}', {path: null}],
		['Option `schema` must be a Standard Schema', 'GET', '/a', {schema: {}}],
		['Option `schema` must be a Standard Schema', 'GET', '/a', {schema: null}],
		["Option `as` must be 'json', 'text', 'bytes' or 'stream'", 'GET', '/a', {as: 'xml'}],
		["Option `as` must be 'json', 'text', 'bytes' or 'stream'", 'GET', '/a', {as: null}],
		['Option `as` must be', 'GET', '/a', {as: 'toString'}],
		['Option `schema` validates JSON', 'GET', '/a', {as: 'text', schema: v.string()}],
		['Option `maxBodyBytes` must be a number of at least 1', 'GET', '/a', {maxBodyBytes: 0}],
		['Option `body` must be', 'POST', '/a', {body: {a: 1}}],
		['Option `body` must be', 'POST', '/a', {body: 7}],
		['Option `body` must be', 'POST', '/a', {body: null}],
	])('throws "%s …"', (message, method, path, options) => {
		expect(() => build(method, path, options)).toThrow(TypeError);
		expect(() => build(method, path, options)).toThrow(message);
	});

	it.each([
		['json', 'application/json'],
		['text', 'text/*, */*;q=0.5'],
		['bytes', '*/*'],
		['stream', '*/*'],
		[undefined, 'application/json'],
	])('asks for what `as: %j` can use', (as, accept) => {
		const request = build('GET', '/a', {as});
		expect(request).toMatchObject({as: as ?? 'json', headers: {accept}});
		expect(build('GET', '/a', {as, headers: {Accept: 'a/b'}}).headers['accept']).toBe('a/b');
	});

	it('keeps the limits of a call', () => {
		const limits = {attemptTimeoutMs: 5, maxBodyBytes: 7};
		expect(build('GET', '/a', limits)).toMatchObject({...limits, idleTimeoutMs: 5});
	});

	it('refuses a locked stream as body', () => {
		const body = new Blob(['a']).stream();
		body.getReader();
		expect(() => build('POST', '/a', {body})).toThrow('Option `body` must not be a locked stream');
	});

	it.each([
		['an async generator', (async function* () {})()],
		['an async iterable', {[Symbol.asyncIterator]: async function* () {}}],
	])('accepts %s as body', (_, body) => {
		expect(build('POST', '/a', {body}).body).toBe(body);
	});

	it('accepts a signal of another realm', () => {
		const signal = {aborted: false, addEventListener: () => {}};
		expect(build('GET', '/a', {signal}).signal).toBe(signal);
	});

	it('accepts options without a prototype', () => {
		const query = Object.assign(Object.create(null), {a: 1});
		expect(build('GET', '/a', {query}).url).toBe('https://api.awin.com/a?a=1');
	});

	it('never shows the query of a path in a message', () => {
		const path = '/a/../b?accessToken=hunter2';
		expect(() => build('GET', path)).toThrow('dot segments');
		expect(() => build('GET', path)).not.toThrow('hunter2');
		expect(() => build('GET', '/a?accessToken=hunter2', {path: {b: 1}})).not.toThrow('hunter2');
	});
});
