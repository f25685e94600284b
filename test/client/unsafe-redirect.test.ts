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

/** A server that answers each path with a step, and notes what it was asked. */
const serve = async (paths: Readonly<Record<string, Step>>) => {
	const asked: string[] = [];
	const url = await startServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		request.resume().on('end', () => (paths[request.url ?? ''] ?? steps.missing)(response));
	});
	return {url, asked};
};

const retry = {attempts: 3, baseDelayMs: 0};

describe('a POST that a 303 has answered', () => {
	it.each(Object.entries(steps).filter(([name]) => name !== 'ok'))(
		'is sent once, whatever its result answers: %s',
		async (_, step) => {
			const {url, asked} = await serve({'/orders': redirect(303, '/result'), '/result': step});
			const result = await connect(url, {retry}).post('/orders', {json: {}});
			expect(asked).toEqual(['POST /orders', 'GET /result']);
			expect(result).toMatchObject({ok: false, meta: {attempts: [{number: 1}]}});
			expect(result.error?.applied).toBe('unknown');
		},
	);

	it('is sent once even if the caller calls it idempotent', async () => {
		const {url, asked} = await serve({
			'/orders': redirect(303, '/result'),
			'/result': steps.unavailable,
		});
		const call = connect(url, {retry}).post('/orders', {json: {}, idempotent: true});
		expect(await call).toMatchObject({meta: {notRetried: 'not-idempotent'}});
		expect(asked).toEqual(['POST /orders', 'GET /result']);
	});

	it('is in the log if no slot of the quota is left for its result', async () => {
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

	it('is in the log if the caller aborts before its result', async () => {
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

describe('a 307, which sends the same request elsewhere', () => {
	it('leaves a POST that was refused there unprocessed', async () => {
		let refusals = 0;
		const {url, asked} = await serve({
			'/a': redirect(307, '/b'),
			'/b': (response) => (refusals++ === 0 ? steps.throttled(response) : steps.ok(response)),
		});
		expect(await connect(url, {retry}).post('/a', {json: {}})).toMatchObject({kind: 'ok'});
		expect(asked).toEqual(['POST /a', 'POST /b', 'POST /a', 'POST /b']);
	});
});

it('no sequence of redirects and failures makes an unsafe request go out twice', async () => {
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
				/* From the first 303 on, or a 301 or 302 of a POST, only GETs follow. */
				const toGet = codes.findIndex((code) => code === 303 || (code < 303 && method === 'POST'));
				const unsafe = asked.filter((line) => line.startsWith(method));
				expect(unsafe).toHaveLength(toGet < 0 ? asked.length : toGet + 1);
			},
		),
		{numRuns: 150},
	);
}, 60_000);
