import {cutOffJson, htmlPage, networkError, neverAnswers} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';

const server = setupServer();
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const url = 'https://api.awin.com/accounts';

describe('broken responses', () => {
	it('networkError rejects the fetch', async () => {
		server.use(networkError('/accounts'));
		await expect(fetch(url)).rejects.toThrow(TypeError);
	});

	it('neverAnswers leaves the request pending until it is aborted', async () => {
		server.use(neverAnswers('/accounts'));
		const abort = new AbortController();
		const taken = new Promise((resolve) => server.events.on('request:start', resolve));
		const answer = fetch(url, {signal: abort.signal});
		await taken;
		abort.abort(new Error('enough'));
		await expect(answer).rejects.toThrow('enough');
	});

	it('cutOffJson declares more bytes than it sends, then breaks', async () => {
		server.use(cutOffJson('/accounts'));
		const response = await fetch(url);

		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(Number(response.headers.get('content-length'))).toBeGreaterThan(20);
		await expect(response.text()).rejects.toThrow(TypeError);
	});

	it('htmlPage has the content type JSON', async () => {
		server.use(htmlPage('/accounts'));
		const response = await fetch(url);

		expect(response.headers.get('content-type')).toBe('application/json');
		await expect(response.json()).rejects.toThrow(SyntaxError);
	});

	it.each([networkError, neverAnswers, cutOffJson, htmlPage])(
		'responds only to its method if one is set',
		async (broken) => {
			server.use(broken('/accounts', {method: 'POST'}), cutOffJson('/accounts', {method: 'GET'}));
			expect((await fetch(url)).status).toBe(200);
		},
	);
});
