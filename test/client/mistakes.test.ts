import {createAwinClient, memoryLimiter, memoryStore} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';

/* Accepts any options, as from a caller without types. */
const create = (options: unknown): ReturnType<typeof createAwinClient> =>
	Reflect.apply(createAwinClient, undefined, [options]);

const token = 't-1';
const store = memoryStore();
const limiter = memoryLimiter();

describe('createAwinClient', () => {
	it.each<[string, unknown]>([
		['Option `token` is missing. Give it as in `createAwinClient({token:', undefined],
		['Option `options` must be an object, but it is null.', null],
		['Option `token` is missing. Give it as in `createAwinClient({token:', {}],
		['Option `token` is missing. Give it as in `createAwinClient({token:', {token: undefined}],
		['Option `token` must be a non-empty string, but it is an empty string.', {token: ''}],
		['Option `token` must be a non-empty string, but it is an array.', {token: ['hunter2']}],
		['Option `token` must contain only visible ASCII characters', {token: 'hunter2\n'}],
		['Option `token` must not be in quotes', {token: '"hunter2"'}],
		['Option `token` must not be in quotes', {token: "'hunter2'"}],
		['Option `token` must not be in quotes', {token: '`hunter2`'}],
		['Option `token` must be the token alone', {token: 'Bearer hunter2'}],
		['Option `token` must be the token alone', {token: 'bearer\thunter2'}],
		['Option `token` must contain only visible ASCII characters', {token: 'hunter2 \u0000'}],
		[
			'The client has an unknown option `tokne`; did you mean `token`? Known options: `token`,',
			{token, tokne: 'hunter2'},
		],
		['`timeoutMs`; did you mean `attemptTimeoutMs`? Known', {token, timeoutMs: 'hunter2'}],
		['`baseURL`; did you mean `baseUrl`? Known', {token, baseURL: 'hunter2'}],
		['unknown option `tmout`. Known options: `token`', {token, tmout: 'hunter2'}],
		['Option `baseUrl` must be an absolute https: URL', {token, baseUrl: 'hunter2'}],
		[
			'Option `baseUrl` must be an absolute https: URL',
			{token, baseUrl: 'https://a.example/?hunter2'},
		],
		[
			'Option `baseUrl` must be an absolute https: URL',
			{token, baseUrl: 'https://a.example/#hunter2'},
		],
		[
			'Option `baseUrl` must be an absolute https: URL',
			{token, baseUrl: 'https://u:hunter2@a.example'},
		],
		['Option `baseUrl` must use https:', {token, baseUrl: 'http://api.awin.com'}],
		['Option `baseUrl` must use https:', {token, baseUrl: 'http://127.0.0.1.evil.example'}],
		['Option `baseUrl` must use https:', {token, baseUrl: new URL('ftp://localhost')}],
		['Option `fetch` must be a function, but it is a string.', {token, fetch: 'hunter2'}],
		['Option `retry` must be an object or false, but it is a number.', {token, retry: 3}],
		['Option `retry` must be an object or false, but it is null.', {token, retry: null}],
		['Option `retry` has an unknown option `retries`.', {token, retry: {retries: 3}}],
		['Option `retry.attempts` must be a whole number of at least 1', {token, retry: {attempts: 0}}],
		['Option `retry.budget` must be an object or false', {token, retry: {budget: true}}],
		['Option `retry.budget` has an unknown option `size`.', {token, retry: {budget: {size: 1}}}],
		['Option `retry.budget.capacity` must be', {token, retry: {budget: {capacity: -1}}}],
		['Option `retry.budget.refillMs` must be', {token, retry: {budget: {refillMs: 0}}}],
		['Option `attemptTimeoutMs` must be a number of at least 1', {token, attemptTimeoutMs: 0}],
		['Option `deadlineMs` must be a number of at least 1', {token, deadlineMs: '1000'}],
		['Option `maxBodyBytes` must be a number of at least 1', {token, maxBodyBytes: Number.NaN}],
		['Option `middleware` must be an array of functions', {token, middleware: () => 1}],
		['Option `middleware[1]` must be a function', {token, middleware: [() => 1, 'hunter2']}],
		['Option `userAgent` must be a non-empty string of visible ASCII', {token, userAgent: ''}],
		[
			'Option `userAgent` must be a non-empty string of visible ASCII',
			{token, userAgent: 'a\r\nb'},
		],
		['Option `headers` must be a plain object', {token, headers: new Headers()}],
		['Option `headers` must be a plain object', {token, headers: null}],
		['Option `headers.x-key` must not contain', {token, headers: {'x-key': 'hunter2\n'}}],
		['Option `headers.Host` must be omitted', {token, headers: {Host: 'hunter2'}}],
		['Option `onQuotaWait` must be a function', {token, onQuotaWait: true}],
		['Option `cache` must be a store, an object or false', {token, cache: true}],
		['Option `cache` must be a store, an object or false', {token, cache: null}],
		[
			'Option `cache` has an unknown option `ttl`; did you mean `ttlMs`? Known options: `store`,',
			{token, cache: {ttl: 1}},
		],
		['Option `cache.ttlMs` must be', {token, cache: {ttlMs: -1}}],
		['Option `cache.onError` must be a function', {token, cache: {onError: 'hunter2'}}],
		['Option `cache.store` must be an object with `get`', {token, cache: {store: {get: () => 1}}}],
		['Option `cache.store` must be an object with `get`', {token, cache: {store: null}}],
		['Option `cache.maxBytes` must be a whole number', {token, cache: {maxBytes: 0.5}}],
		[
			'Set either `cache.store` or `cache.maxBytes`, not both',
			{token, cache: {store, maxBytes: 1}},
		],
		['Option `quota` must be a limiter, an object or false', {token, quota: 20}],
		['Option `quota` must be a limiter, an object or false', {token, quota: null}],
		[
			'Option `quota` has an unknown option `call`; did you mean `calls`?',
			{token, quota: {call: 1}},
		],
		['Option `quota.maxWaitMs` must be', {token, quota: {maxWaitMs: -1}}],
		['Option `quota.buckets` must be an object', {token, quota: {buckets: null}}],
		['Option `quota.limiter` must be a QuotaLimiter', {token, quota: {limiter: {}}}],
		['Option `quota.limiter` must be a QuotaLimiter', {token, quota: {limiter: null}}],
		['Set either `quota.limiter` or `quota.calls`', {token, quota: {limiter, calls: 1}}],
		['Set either `quota.limiter` or `quota.calls`', {token, quota: {limiter, intervalMs: 1}}],
	])('throws "%s …"', (message, options) => {
		expect(() => create(options)).toThrow(TypeError);
		expect(() => create(options)).toThrow(message);
		expect(() => create(options)).not.toThrow('hunter2');
	});

	it.each([
		'https://api.awin.com',
		'https://proxy.example:8443/awin',
		'http://localhost:3000',
		'http://127.0.0.1:1',
		'http://127.1.2.3',
		'http://[::1]:1',
		new URL('https://api.awin.com'),
	])('accepts the base URL %s', (baseUrl) => {
		expect(() => create({token, baseUrl})).not.toThrow();
	});

	it.each([
		['https://a.example/', 'https://a.example/accounts'],
		['https://a.example/?', 'https://a.example/accounts'],
		['https://a.example/v1//', 'https://a.example/v1/accounts'],
		['https://a.example/v1/#', 'https://a.example/v1/accounts'],
	])('appends the path to the base URL %s', async (baseUrl, url) => {
		const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(null, {status: 204}));
		await createAwinClient({token, baseUrl, fetch}).get('/accounts');
		expect(new Request(fetch.mock.calls[0]?.[0] ?? '').url).toBe(url);
	});

	it.each([
		['a store', {cache: store}],
		['a store among its options', {cache: {store, ttlMs: 1}}],
		['a bound for its memory', {cache: {maxBytes: 1000}}],
		['a limiter', {quota: limiter}],
		['a limiter among its options', {quota: {limiter, maxWaitMs: 0}}],
		['a quota of its own', {quota: {calls: 5, intervalMs: 1000, buckets: {}}}],
	])('accepts %s', (_, options) => {
		expect(() => create({token, ...options})).not.toThrow();
	});

	it('accepts a retry budget, and false', () => {
		const budget = {capacity: 3, refillPerSuccess: undefined};
		expect(create({token, retry: {budget}}).retryBudget).toEqual({available: 3, capacity: 3});
		expect(create({token, retry: {budget: false}}).retryBudget.available).toBe(Infinity);
		expect(create({token, retry: false}).retryBudget.available).toBe(10);
		expect(create({token, retry: {attempts: 2}}).retryBudget.available).toBe(10);
	});
});

describe('a call', () => {
	const fetch = vi.fn<typeof globalThis.fetch>();
	const awin = createAwinClient({token, fetch});

	/* A call with an invalid argument rejects, but never throws, and sends nothing. */
	const call = (...args: readonly unknown[]): Promise<unknown> =>
		Reflect.apply(awin.request, undefined, args);

	it.each<[string, readonly unknown[]]>([
		['Option `method` must be one of', ['BREW', '/a']],
		['Option `method` must be in upper case: `GET`.', ['get', '/a']],
		['Option `method` must be one of', [' GET', '/a']],
		['Option `method` must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS', [7, '/a']],
		['Option `path` must be a string, but it is undefined.', ['GET']],
		[
			'A URL as the path must have the origin of `baseUrl`',
			['GET', 'https://evil.example/hunter2'],
		],
		['Option `path.id` must be a non-empty string', ['GET', '/a/{id}']],
		['Option `path.id` must be a non-empty string', ['GET', '/a/{id}', {path: {id: ''}}]],
		['Option `path.id` must not be a dot segment', ['GET', '/a/{id}', {path: {id: '..'}}]],
		['Option `path.ib` has no placeholder', ['GET', '/a/{id}', {path: {id: 1, ib: 'hunter2'}}]],
		[
			'Option `path.publisherId` is missing; did you mean `publisherID`?',
			['GET', '/a/{publisherId}', {path: {publisherID: 'hunter2'}}],
		],
		['Option `query.from` must be', ['GET', '/a', {query: {from: new Date('hunter2')}}]],
		['but it is an invalid Date', ['GET', '/a', {query: {from: new Date('hunter2')}}]],
		['but it is an invalid Date', ['GET', '/a', {query: {on: [new Date('hunter2')]}}]],
		[
			'but it is an invalid Date',
			['GET', '/a', {query: {from: new Date('hunter2'), timezone: 'Europe/London'}}],
		],
		['but it is an invalid Date', ['GET', '/a/{on}', {path: {on: new Date('hunter2')}}]],
		['but it is an invalid Date', ['GET', '/a', {headers: {on: new Date('hunter2')}}]],
		['`on` is an invalid Date', ['POST', '/a', {json: {on: new Date('hunter2')}}]],
		['Option `query.ids` must not be an empty array', ['GET', '/a', {query: {ids: []}}]],
		['The call has an unknown option `params`. Known', ['GET', '/a', {params: {key: 'hunter2'}}]],
		['`header`; did you mean `headers`?', ['GET', '/a', {header: {key: 'hunter2'}}]],
		['A GET request has no body', ['GET', '/a', {json: {key: 'hunter2'}}]],
		[
			'Option `json` cannot be serialized as JSON: `id` is a bigint.',
			['POST', '/a', {json: {id: 1n}}],
		],
		['Option `headers.x-key` must not contain', ['GET', '/a', {headers: {'x-key': 'hunter2\n'}}]],
		['Option `signal` must be an AbortSignal', ['GET', '/a', {signal: {}}]],
		[
			'Option `query.startDate` must not be a Date if `timezone` is not UTC',
			['GET', '/a', {query: {startDate: new Date(0), timezone: 'Europe/London'}}],
		],
		['Option `idempotent` must be a boolean', ['POST', '/a', {idempotent: 1}]],
		['Option `retry.budget` must be `false` for a call', ['GET', '/a', {retry: {budget: {}}}]],
		['Option `attemptTimeoutMs` must be', ['GET', '/a', {attemptTimeoutMs: -1}]],
		['Option `schema` must be a Standard Schema', ['GET', '/a', {schema: {parse: () => 1}}]],
		[
			'Option `credential` must be one of bearer, x-api-key, none',
			['GET', '/a', {credential: 'basic'}],
		],
		['Option `options` must be an object', ['GET', '/a', null]],
	])('rejects with "%s …", and sends nothing', async (message, args) => {
		const rejected = call(...args);
		await expect(rejected).rejects.toThrow(TypeError);
		await expect(rejected).rejects.toThrow(message);
		await expect(rejected).rejects.not.toThrow('hunter2');
		expect(fetch).not.toHaveBeenCalled();
	});
});
