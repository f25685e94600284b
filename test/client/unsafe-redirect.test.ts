import type {ServerResponse} from 'node:http';
import {createAwinClient} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {startServer} from '../helpers/http-server.ts';

type Step = (response: ServerResponse) => void;

const redirect =
	(status: number, location: string): Step =>
	(response) =>
		response.writeHead(status, {location}).end();

const status =
	(code: number, headers: Record<string, string> = {}): Step =>
	(response) =>
		response.writeHead(code, headers).end('{}');

const steps = {
	ok: status(200, {'content-type': 'application/json'}),
	unauthorized: status(401),
	missing: status(404),
	throttled: status(429, {'retry-after': '0'}),
	failed: status(500),
	unavailable: status(503, {'retry-after': '0'}),
	elsewhere: redirect(302, 'http://127.0.0.1:1/'),
	cut: (response: ServerResponse) => {
		response.writeHead(200, {'content-length': '100', 'content-type': 'application/json'});
		response.write('{');
		setImmediate(() => response.destroy());
	},
	closed: (response: ServerResponse) => void response.destroy(),
} satisfies Record<string, Step>;

/** A server that handles each path with a step, and records the requests. */
const serve = async (paths: Readonly<Record<string, Step>>) => {
	const asked: string[] = [];
	const url = await startServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		request.resume().on('end', () => (paths[request.url ?? ''] ?? steps.missing)(response));
	});
	return {url, asked};
};

const retry = {attempts: 3, baseDelayMs: 0};

describe('a POST that was redirected with a 303', () => {
	it.each(Object.entries(steps).filter(([name]) => name !== 'ok'))(
		'is sent once if the next response is %s',
		async (_, step) => {
			const {url, asked} = await serve({'/orders': redirect(303, '/result'), '/result': step});
			const result = await connect(url, {retry}).post('/orders', {json: {}});
			expect(asked).toEqual(['POST /orders', 'GET /result']);
			expect(result).toMatchObject({ok: false, meta: {attempts: [{number: 1}]}});
			expect(result.error?.applied).toBe('unknown');
		},
	);

	it('is sent once even with `idempotent: true`', async () => {
		const {url, asked} = await serve({
			'/orders': redirect(303, '/result'),
			'/result': steps.unavailable,
		});
		const call = connect(url, {retry}).post('/orders', {json: {}, idempotent: true});
		expect(await call).toMatchObject({meta: {notRetried: 'not-idempotent'}});
		expect(asked).toEqual(['POST /orders', 'GET /result']);
	});

	it('is logged as an attempt if the quota has no slot for the redirect', async () => {
		const {url, asked} = await serve({'/orders': redirect(303, '/result')});
		const quota = {calls: 1, intervalMs: 60_000, maxWaitMs: 0};
		const awin = createAwinClient({token: 'only-one-slot', baseUrl: url, quota});
		const result = await awin.post('/orders', {json: {}});
		expect(asked).toEqual(['POST /orders']);
		expect(result).toMatchObject({
			kind: 'quota-exceeded',
			error: {applied: 'unknown'},
			meta: {attempts: [{number: 1, error: 'quota-exceeded'}]},
		});
	});

	it('is logged as an attempt if the caller aborts during the redirect', async () => {
		const controller = new AbortController();
		const {url} = await serve({
			'/orders': redirect(303, '/result'),
			'/result': () => controller.abort(new Error('enough')),
		});
		const result = await connect(url, {retry}).post('/orders', {signal: controller.signal});
		expect(result).toMatchObject({
			kind: 'aborted',
			error: {applied: 'unknown'},
			meta: {attempts: [{number: 1, error: 'aborted'}]},
		});
	});
});

describe('a POST that was redirected with a 307', () => {
	it('is retried if the throttle rejects it after the redirect', async () => {
		let refusals = 0;
		const {url, asked} = await serve({
			'/a': redirect(307, '/b'),
			'/b': (response) => (refusals++ === 0 ? steps.throttled(response) : steps.ok(response)),
		});
		expect(await connect(url, {retry}).post('/a', {json: {}})).toMatchObject({kind: 'ok'});
		expect(asked).toEqual(['POST /a', 'POST /b', 'POST /a', 'POST /b']);
	});
});

it('an unsafe request is sent once for any sequence of redirects and failures', async () => {
	const hops = fc.array(fc.constantFrom(301, 302, 303, 307, 308), {minLength: 1, maxLength: 4});
	const methods = fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE');
	let paths: Record<string, Step> = {};
	const asked: string[] = [];
	const url = await startServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		request.resume().on('end', () => (paths[request.url ?? ''] ?? steps.missing)(response));
	});
	const awin = connect(url, {retry: {...retry, budget: false}});
	await fc.assert(
		fc.asyncProperty(
			methods,
			hops,
			fc.constantFrom(...Object.values(steps)),
			fc.boolean(),
			async (method, codes, last, idempotent) => {
				asked.length = 0;
				paths = Object.fromEntries(
					codes.map((code, hop) => [`/${hop}`, redirect(code, `/${hop + 1}`)]),
				);
				paths[`/${codes.length}`] = last;
				const result = await awin.request(method, '/0', {json: {}, idempotent});
				const processed = codes.findIndex((code) => code <= 303);
				if (processed < 0) return;
				expect(new Set(asked).size).toBe(asked.length);
				expect(result.meta.attempts).toHaveLength(1);
				expect(result.error?.applied).not.toBe('no');
				/* After a 303, or a 301 or 302 of a POST, all further requests are GETs. */
				const toGet = codes.findIndex((code) => code === 303 || (code < 303 && method === 'POST'));
				const unsafe = asked.filter((line) => line.startsWith(method));
				expect(unsafe).toHaveLength(toGet < 0 ? asked.length : toGet + 1);
			},
		),
		{numRuns: 150},
	);
}, 60_000);
