import {bodies, byStatus} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {statuses, statusTable} from '../../src/status.ts';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const programmes = '/publishers/{publisherId}/programmes';
const url = 'https://api.awin.com/publishers/1001/programmes';

describe('byStatus', () => {
	it.each(statuses)(
		'responds with %i and, at an unknown path, the general body',
		async (status) => {
			server.use(byStatus('/feeds', status));
			const response = await fetch('https://api.awin.com/feeds');
			const text = await response.text();
			const {body} = bodies[status];

			expect(response.status).toBe(status);
			expect(response.statusText).toBe(statusTable[status].text);
			expect(text).toBe(
				body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body),
			);
		},
	);

	it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const)(
		'responds to %s, and only to it if it is set',
		async (method) => {
			server.use(byStatus(programmes, 404, {method}), byStatus(programmes, 409));
			expect((await fetch(url, {method})).status).toBe(404);
			expect((await fetch(url, {method: method === 'PUT' ? 'GET' : 'PUT'})).status).toBe(409);
		},
	);

	it('responds at another base URL', async () => {
		server.use(byStatus('/accounts', 503, {baseUrl: 'http://127.0.0.1:8080/mock/'}));
		expect((await fetch('http://127.0.0.1:8080/mock/accounts?type=publisher')).status).toBe(503);
	});

	it('overrides the example with a custom body and header fields', async () => {
		server.use(
			byStatus('/accounts', 202, {
				body: {mine: true},
				headers: {'retry-after': '9', 'x-request-id': 'a'},
			}),
		);
		const response = await fetch('https://api.awin.com/accounts');

		expect(await response.json()).toEqual({mine: true});
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(response.headers.get('retry-after')).toBe('9');
		expect(response.headers.get('x-request-id')).toBe('a');
		expect(response.headers.get('location')).toBe(bodies[202].headers.location);
	});

	it('sends a string verbatim, and no body for null', async () => {
		server.use(byStatus('/text', 500, {body: 'oops'}), byStatus('/empty', 500, {body: null}));
		const text = await fetch('https://api.awin.com/text');
		const empty = await fetch('https://api.awin.com/empty');

		expect(await text.text()).toBe('oops');
		expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await empty.text()).toBe('');
		expect(empty.headers.has('content-type')).toBe(false);
	});

	it('matches a placeholder inside a segment', async () => {
		server.use(byStatus('/feeds/{advertiserId}-retail-{locale}.jsonl', 403));
		expect((await fetch('https://api.awin.com/feeds/2001-retail-en_GB.jsonl')).status).toBe(403);
	});

	it('throws if the path does not start with a slash', () => {
		expect(() => byStatus('accounts', 200)).toThrow(
			new TypeError('The path must start with "/", as in "/accounts".'),
		);
	});
});
