import {createAwinClient} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {followRedirects} from '../../src/pipeline/follow-redirects.ts';
import {kyTransport} from '../../src/pipeline/ky-transport.ts';
import type {ApiRequest} from '../../src/request/api-request.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const origin = 'https://api.awin.com';

/** A response as a runtime makes it that no constructor can: some of its properties are set by hand. */
const responseWith = (
	fields: {readonly [Name in 'status' | 'type' | 'url' | 'redirected']?: unknown},
	body: string | null = null,
) => {
	const response = new Response(body);
	for (const [name, value] of Object.entries(fields)) {
		Object.defineProperty(response, name, {value});
	}
	return response;
};

const hidden = 'the browser hid a redirect, so its status and its target are unknown';

const hiddenRedirect = () => responseWith({type: 'opaqueredirect', status: 0});
const fromTarget = (url = `${origin}/b`) => responseWith({url, redirected: true}, 'done');

/** A `fetch` that works as in a browser: every request meets a redirect, which `manual` hides. */
const browserFetch = (followed = fromTarget) => {
	const sent: string[] = [];
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const {method, url, redirect} = new Request(input, init);
		sent.push(`${method} ${url.slice(origin.length)} ${redirect}`);
		return redirect === 'manual' ? hiddenRedirect() : followed();
	};
	return {fetch, sent};
};

const sender = (fetch: typeof globalThis.fetch) => {
	const clock = virtualClock();
	return followRedirects({clock})(kyTransport({fetch, maxBodyBytes: 1024, clock}));
};

describe('a redirect that the browser hides', () => {
	it('is followed by the browser, and the answer names the URL that it comes from', async () => {
		const {fetch, sent} = browserFetch();
		const reply = await sender(fetch)(makeRequest());
		expect(reply).toMatchObject({
			type: 'answer',
			status: 200,
			url: `${origin}/b`,
			redirected: true,
			body: new TextEncoder().encode('done'),
		});
		expect(sent).toEqual(['GET /accounts manual', 'GET /accounts follow']);
	});

	it('costs a second request once: later calls let the browser follow at once', async () => {
		const {fetch, sent} = browserFetch();
		const send = sender(fetch);
		await send(makeRequest());
		await send(makeRequest());
		await send(makeRequest({method: 'HEAD'}));
		expect(sent.slice(2)).toEqual(['GET /accounts follow', 'HEAD /accounts follow']);
	});

	it.each<[string, Partial<ApiRequest>]>([
		['POST', {method: 'POST', body: 'text'}],
		['PUT', {method: 'PUT', body: 'text'}],
		['PATCH', {method: 'PATCH', body: 'text'}],
		['DELETE', {method: 'DELETE'}],
		['OPTIONS with a body', {method: 'OPTIONS', body: 'text'}],
		['GET with `redirect: "error"`', {redirect: 'error'}],
		['GET with `redirect: "manual"`', {redirect: 'manual'}],
		['GET with an API key, which the browser would send on', {headers: {'x-api-key': 'key'}}],
	])('is a failure of a %s, which is sent once', async (_, fields) => {
		const {fetch, sent} = browserFetch();
		const send = sender(fetch);
		for (let call = 1; call <= 2; call++) {
			expect(await send(makeRequest(fields))).toMatchObject({
				type: 'failure',
				kind: 'network',
				phase: 'done',
				status: undefined,
				message: hidden,
			});
			expect(sent).toHaveLength(call);
			expect(sent.at(-1)).toContain(' manual');
		}
	});

	it('is known by the response of a `fetch` that follows by itself, too', async () => {
		expect(await sender(async () => fromTarget())(makeRequest())).toMatchObject({
			status: 200,
			url: `${origin}/b`,
			redirected: true,
		});
		const elsewhere = async () => fromTarget('https://other.example/b');
		expect(await sender(elsewhere)(makeRequest({method: 'POST'}))).toMatchObject({
			kind: 'network',
			phase: 'done',
			message: 'a redirect led to another origin',
		});
	});

	it.each(['error', 'manual'] as const)(
		'is a rejection of `client.fetch` with `redirect: "%s"`, whose cause says so',
		async (redirect) => {
			const {fetch} = browserFetch();
			const {fetch: clientFetch} = createAwinClient({token: 'token', fetch, quota: false});
			await expect(clientFetch('/accounts', {redirect})).rejects.toMatchObject({
				name: 'TypeError',
				cause: {kind: 'network', status: undefined, description: hidden},
			});
		},
	);

	it('is a failure if it leads to another origin', async () => {
		for (const url of ['https://other.example/b', 'http://api.awin.com/b', '']) {
			const {fetch, sent} = browserFetch(() => fromTarget(url));
			expect(await sender(fetch)(makeRequest())).toMatchObject({
				type: 'failure',
				kind: 'network',
				phase: 'done',
				status: 200,
				message: 'a redirect led to another origin',
			});
			expect(sent).toHaveLength(2);
		}
	});
});

describe('a response without a status', () => {
	it.each([
		['error', 'request', '`fetch` returned a response of type `error`, which has no status'],
		['opaque', 'done', '`fetch` returned a response of type `opaque`, which has no status'],
		['default', 'done', '`fetch` returned a response of type `default`, which has no status'],
	])('of type %s is a failure', async (type, phase, message) => {
		const fetch = vi.fn<typeof globalThis.fetch>(async () => responseWith({type, status: 0}));
		expect(await sender(fetch)(makeRequest())).toMatchObject({
			type: 'failure',
			kind: 'network',
			phase,
			status: undefined,
			message,
		});
		expect(fetch).toHaveBeenCalledOnce();
	});

	it('is a failure if `Response.error()` made it', async () => {
		expect(await sender(async () => Response.error())(makeRequest())).toMatchObject({
			kind: 'network',
			phase: 'request',
		});
	});

	it('is a failure if the browser does not even follow when told to', async () => {
		const fetch = vi.fn<typeof globalThis.fetch>(async () => hiddenRedirect());
		expect(await sender(fetch)(makeRequest())).toMatchObject({kind: 'network', phase: 'done'});
		expect(fetch).toHaveBeenCalledTimes(2);
	});
});
