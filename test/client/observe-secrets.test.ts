import {inspect} from 'node:util';
import type {AwinClientOptions, AwinEvent, ContextObserver, Middleware} from 'awin-sdk';
import {openTelemetry} from 'awin-sdk/opentelemetry';
import {Redis} from 'ioredis';
import {redisLimiter} from 'awin-sdk/redis';
import {describe, expect, it, vi} from 'vitest';
import {createSdk} from '../../src/api/sdk.ts';
import {failure} from '../../src/response/reply.ts';
import {canary} from '../helpers/awin-client.ts';
import {closedPort} from '../helpers/http-server.ts';
import {only} from '../helpers/observed.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';
import {telemetry} from '../opentelemetry/telemetry.ts';

const {spans, metrics} = telemetry();

/** Everything that the observers of a client are told, as one text, and its events. */
const setUp = (fetch: typeof globalThis.fetch, options: Partial<AwinClientOptions> = {}) => {
	const events: AwinEvent[] = [];
	const said: unknown[] = [];
	const method = (...values: unknown[]) => said.push(values);
	const text = {debug: method, info: method, warn: method, error: method};
	const clock = virtualClock();
	const awin = createSdk(
		{
			token: canary,
			fetch,
			quota: false,
			cache: false,
			logger: text,
			logLevel: 'debug',
			observe: [(event) => events.push(event), openTelemetry()],
			...options,
		},
		clock,
	);
	const all = async () => {
		const exported = spans().map(({name, attributes, events: points, links, status}) => [
			name,
			attributes,
			points,
			links,
			status,
		]);
		const shown = [events, said, exported, [...(await metrics()).values()]];
		return inspect(shown, {depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity});
	};
	return {clock, awin, events, all};
};

/* A server that echoes the request in its header fields and its body. */
const echo =
	(status: number): typeof fetch =>
	async (url, init) => {
		const description = JSON.stringify([url, init?.headers]);
		const headers = {'x-request-id': `r-${canary}`};
		return Response.json({error: canary, description}, {status, headers});
	};

const encoded = encodeURIComponent(canary);
const path: string = '/accounts';
const withToken: string = `/accounts/${encoded}`;

describe('no event, line, span or metric contains a secret', () => {
	it.each([200, 401, 418, 429, 503])('of a %i that echoes the token', async (status) => {
		const {clock, awin, events, all} = setUp(echo(status));
		await clock.run(awin.get(path, {query: {accessToken: canary, q: 'shown'}}));
		await clock.run(awin.fetch(`/a?key=${encoded}`));
		const text = await all();
		expect(only(events, 'attempt-start')[0]?.url).toContain('q=shown');
		expect(text).toContain('shown');
		expect(text).not.toContain(canary);
		expect(text).not.toContain(encoded);
	});

	it('of a call whose path contains the token', async () => {
		const {clock, awin, events, all} = setUp(echo(404));
		await clock.run(awin.get(withToken));
		expect(only(events, 'call-start')[0]?.call.template).toBe('/accounts/[redacted]');
		expect(await all()).not.toContain(encoded);
	});

	it('of a feed whose path contains a key', async () => {
		const {clock, awin, events, all} = setUp(echo(404));
		await clock.run(awin.feeds(canary).list());
		const text = await all();
		expect(events.length).toBeGreaterThan(2);
		expect(text).not.toContain(canary);
		expect(text).not.toContain(encoded);
	});

	it('of a redirect to a URL that contains another key', async () => {
		const urls: (string | undefined)[] = [];
		const observer: ContextObserver = {
			onEvent: () => {},
			run: ({url}, send) => {
				urls.push(url);
				send();
			},
		};
		const redirecting: typeof fetch = async (url) =>
			url === 'https://api.awin.com/moved?api_key=another-key'
				? Response.json({})
				: new Response(null, {status: 302, headers: {location: '/moved?api_key=another-key'}});
		const {clock, awin} = setUp(redirecting, {observe: observer});
		await clock.run(awin.get(path));
		expect(urls.at(-1)).toContain('/moved?api_key=[redacted]');
	});

	it('of a call with a token function, and an exception that names the token', async () => {
		const fails = () => () => () => Promise.reject(new Error(`sent ${canary}`));
		const {clock, awin, events, all} = setUp(echo(200), {
			token: () => canary,
			middleware: [fails()],
		});
		await expect(clock.run(awin.get(path, {headers: {'x-api-key': canary}}))).rejects.toThrow(
			'sent',
		);
		expect(only(events, 'call-end')[0]?.error).toBe('Error: sent [redacted]');
		expect(await all()).not.toContain(canary);
	});

	it('of a reply of middleware whose message names the token', async () => {
		const fails: Middleware = (next) => async (request) => ({
			...(await next(request)),
			...failure({kind: 'network', phase: 'done', message: `sent ${canary}`}),
		});
		const {clock, awin, events, all} = setUp(echo(200), {middleware: [fails]});
		await expect(clock.run(awin.fetch(path))).rejects.toThrow(TypeError);
		expect(only(events, 'call-end')[0]?.error).toBe('sent [redacted]');
		expect(await all()).not.toContain(canary);
	});

	it('of a store whose error names a password', async () => {
		const get = () => Promise.reject(new Error(`redis://user:${canary}@localhost is away`));
		const store = {get, set: get, delete: get};
		vi.spyOn(console, 'warn').mockReturnValue();
		const {clock, awin, events, all} = setUp(echo(200), {cache: store});
		await clock.run(awin.get(path));
		expect(only(events, 'store-failure')).toMatchObject([{store: 'cache'}]);
		expect(await all()).not.toContain(canary);
	});
});

describe('the observers of each client', () => {
	it('are told once that Redis is unavailable, each time that it becomes so', async () => {
		const url = (await closedPort()).replace('http://', `redis://user:${encoded}@`);
		const client = new Redis(url, {retryStrategy: () => null, maxRetriesPerRequest: 0});
		client.on('error', () => {});
		const quota = redisLimiter({client, onError: () => {}, timeoutMs: 200});
		const clients = [setUp(echo(200), {quota}), setUp(echo(200), {quota})];
		for (const {clock, awin} of [...clients, ...clients]) {
			expect((await clock.run(awin.get(path))).ok).toBe(true);
		}
		client.disconnect();
		for (const {events, all} of clients) {
			const failures = only(events, 'store-failure');
			expect(failures).toMatchObject([
				{store: 'quota', message: expect.stringMatching(/^the shared quota is unavailable: ./)},
			]);
			expect(await all()).not.toContain(encoded);
		}
	});
});
