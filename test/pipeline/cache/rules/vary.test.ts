import {describe, expect, it} from 'vitest';
import type {CacheRecord, CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {notModified, ok, request, requestWith, setUp, text} from '../fixtures.ts';

const varying = (body: string, vary = 'Accept-Language') =>
	ok({'cache-control': 'max-age=60', etag: `"${body}"`, vary}, body);

describe('variants (RFC 9111 §4.1)', () => {
	it('are distinguished by the fields that Vary lists', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(varying('en'));
		await handler(requestWith({'accept-language': 'en'}));
		next.mockResolvedValueOnce(varying('de'));
		await handler(requestWith({'accept-language': 'de'}));

		expect(text(await handler(requestWith({'accept-language': 'en'})))).toBe('en');
		expect(text(await handler(requestWith({'accept-language': 'de'})))).toBe('de');
		expect(next).toHaveBeenCalledTimes(2);
	});

	it('do not match a request without the field', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(varying('en'));
		await handler(requestWith({'accept-language': 'en'}));
		next.mockResolvedValueOnce(varying('any'));
		expect(text(await handler(request()))).toBe('any');
		expect(text(await handler(request()))).toBe('any');
	});

	it.each([
		['the order of fields', 'a, B', {a: '1', b: '2'}, {b: '2', a: '1'}],
		['white space in lists', 'a', {a: '1,2'}, {a: '1 , 2'}],
		['other fields', 'a', {a: '1', c: '1'}, {a: '1', c: '2'}],
		['empty names in Vary', ', a,', {a: '1'}, {a: '1'}],
	])(
		'do not differ by %s',
		async (_name, vary, first: Record<string, string>, second: Record<string, string>) => {
			const {handler, next} = setUp();
			next.mockResolvedValueOnce(varying('one', vary));
			await handler(requestWith(first));
			expect(await handler(requestWith(second))).toMatchObject({cache: 'fresh'});
		},
	);

	it.each(['*', '*, *', ', *', 'accept, *'])('are never stored with Vary: %s', async (vary) => {
		const {handler, next} = setUp();
		next.mockResolvedValue(varying('one', vary));
		await handler(request());
		expect(await handler(request())).toMatchObject({cache: 'miss'});
	});

	it('are replaced by the newest response when the server stops varying', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(varying('en'));
		await handler(requestWith({'accept-language': 'en'}));
		next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60'}, 'all'));
		await handler(requestWith({'accept-language': 'de'}));
		expect(text(await handler(requestWith({'accept-language': 'en'})))).toBe('all');
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'can be by a name that every object inherits: %s',
		async (name) => {
			const {handler, next} = setUp();
			const headers = {'cache-control': 'max-age=60', vary: name};
			next.mockResolvedValueOnce(ok(headers, 'without'));
			await handler(request());
			next.mockResolvedValueOnce(ok(headers, 'with'));
			const fields = Object.fromEntries([[name.toLowerCase(), 'x']]);
			expect(text(await handler(requestWith(fields)))).toBe('with');
			expect(text(await handler(request()))).toBe('without');
			expect(next).toHaveBeenCalledTimes(2);
		},
	);

	it('are removed one by one', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(varying('en'));
		await handler(requestWith({'accept-language': 'en'}));
		next.mockResolvedValueOnce(varying('de'));
		await handler(requestWith({'accept-language': 'de'}));
		next.mockResolvedValueOnce(ok({}, 'new'));
		await handler(requestWith({'accept-language': 'de', 'cache-control': 'no-cache'}));

		expect(text(await handler(requestWith({'accept-language': 'en'})))).toBe('en');
		next.mockResolvedValueOnce(ok({}, 'newer'));
		expect(text(await handler(requestWith({'accept-language': 'de'})))).toBe('newer');
	});

	it('are limited in number, and the oldest is removed first', async () => {
		const {handler, next} = setUp();
		for (const language of 'abcdefghi') {
			next.mockResolvedValueOnce(varying(language));
			await handler(requestWith({'accept-language': language}));
		}
		expect(await handler(requestWith({'accept-language': 'b'}))).toMatchObject({cache: 'fresh'});
		next.mockResolvedValueOnce(varying('a'));
		expect(await handler(requestWith({'accept-language': 'a'}))).toMatchObject({cache: 'miss'});
	});

	it('from the future are dropped when another variant is stored: the clock was set back', async () => {
		const {handler, next, clock} = setUp();
		next.mockResolvedValueOnce(varying('en'));
		await handler(requestWith({'accept-language': 'en'}));
		clock.set(clock.now() - 3_600_000);
		next.mockResolvedValueOnce(varying('de'));
		await handler(requestWith({'accept-language': 'de'}));
		next.mockResolvedValueOnce(varying('new'));
		expect(text(await handler(requestWith({'accept-language': 'en'})))).toBe('new');
		expect(next.mock.lastCall?.[0].headers).not.toHaveProperty('if-none-match');
		expect(await handler(requestWith({'accept-language': 'de'}))).toMatchObject({cache: 'fresh'});
	});

	it('are revalidated with their own tag only', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValueOnce(varying('en'));
		await handler(requestWith({'accept-language': 'en'}));
		next.mockResolvedValueOnce(varying('de'));
		await handler(requestWith({'accept-language': 'de'}));
		next.mockResolvedValueOnce(notModified({etag: '"en"'}));
		await handler(requestWith({'accept-language': 'en', 'cache-control': 'no-cache'}));
		expect(next.mock.lastCall?.[0].headers['if-none-match']).toBe('"en"');
	});
});

describe('credentials', () => {
	const inspectable = () => {
		const records = new Map<string, CacheRecord>();
		const store: CacheStore = {
			get: (key) => records.get(key),
			set: (key, record) => records.set(key, record),
			delete: (key) => records.delete(key),
		};
		return {store, all: () => JSON.stringify([...records])};
	};
	const as = (token: string) =>
		request({
			credentialDigest: `digest-of-${token}`,
			headers: {authorization: `Bearer ${token}`, 'x-api-key': `key-${token}`},
		});

	it.each([
		['without Vary', {}],
		['with Vary: Authorization', {vary: 'Authorization, X-Api-Key'}],
		['with another Vary', {vary: 'Accept'}],
	])('never share a response, %s', async (_name, headers: Record<string, string>) => {
		const {store, all} = inspectable();
		const {handler, next} = setUp(store);
		for (const token of ['secret-a', 'secret-b']) {
			next.mockResolvedValueOnce(ok({'cache-control': 'max-age=60', ...headers}, `for ${token}`));
			await handler(as(token));
		}
		expect(text(await handler(as('secret-a')))).toBe('for secret-a');
		expect(text(await handler(as('secret-b')))).toBe('for secret-b');
		expect(next).toHaveBeenCalledTimes(2);
		expect(all()).not.toMatch(/Bearer|key-secret/);
	});
});
