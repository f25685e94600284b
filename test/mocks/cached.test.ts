import {cached} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const url = 'https://api.awin.com/accounts';
const changed = new Date('2026-01-01T00:00:00.500Z');

const statusFor = async (headers: Record<string, string>, method = 'GET'): Promise<number> =>
	(await fetch(url, {method, headers})).status;

describe('cached', () => {
	it('responds with 200 and its validators', async () => {
		server.use(cached('/accounts', {body: [1], etag: '"v2"', lastModified: changed}));
		const response = await fetch(url);

		expect(await response.json()).toEqual([1]);
		expect(response.headers.get('etag')).toBe('"v2"');
		expect(response.headers.get('last-modified')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
	});

	it('has an entity tag by default', async () => {
		server.use(cached('/accounts'));
		expect((await fetch(url)).headers.get('etag')).toBe('"example-1"');
	});

	it('sends only the date if only the date is set', async () => {
		server.use(
			cached('/accounts', {lastModified: changed, headers: {'cache-control': 'no-cache'}}),
		);
		const response = await fetch(url, {
			headers: {'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT'},
		});

		expect(response.status).toBe(304);
		expect(response.headers.has('etag')).toBe(false);
		expect(response.headers.get('cache-control')).toBe('no-cache');
	});

	it.each([
		['the same tag', '"example-1"', 304],
		['its weak form', 'W/"example-1"', 304],
		['a list that contains it', '"other", "example-1"', 304],
		['anything', '*', 304],
		['another tag', '"other"', 200],
		['an invalid tag', 'nonsense', 200],
	])('compares If-None-Match: %s', async (_, tag, status) => {
		server.use(cached('/accounts'));
		expect(await statusFor({'if-none-match': tag})).toBe(status);
	});

	it.each([
		['the same second', 'Thu, 01 Jan 2026 00:00:00 GMT', 304],
		['a later one', 'Fri, 02 Jan 2026 00:00:00 GMT', 304],
		['an earlier one', 'Wed, 31 Dec 2025 23:59:59 GMT', 200],
		['an invalid date', 'nonsense', 200],
	])('compares If-Modified-Since: %s', async (_, date, status) => {
		server.use(cached('/accounts', {lastModified: changed}));
		expect(await statusFor({'if-modified-since': date})).toBe(status);
	});

	it('compares only the tag if both are sent', async () => {
		const headers = {'if-none-match': '"old"', 'if-modified-since': changed.toUTCString()};
		server.use(cached('/accounts', {etag: '"new"', lastModified: changed}));
		expect(await statusFor(headers)).toBe(200);
		server.use(cached('/accounts', {lastModified: changed}));
		expect(await statusFor(headers)).toBe(200);
	});

	it('ignores the date if it has none to compare it with', async () => {
		server.use(cached('/accounts'));
		expect(await statusFor({'if-modified-since': changed.toUTCString()})).toBe(200);
	});

	it('responds with 304 only to GET and HEAD', async () => {
		server.use(cached('/accounts'));
		expect(await statusFor({'if-none-match': '*'}, 'HEAD')).toBe(304);
		expect(await statusFor({'if-none-match': '*'}, 'POST')).toBe(200);
	});
});
