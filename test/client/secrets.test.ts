import {inspect} from 'node:util';
import {type AwinResult, type Middleware, unwrap} from 'awin-sdk';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {attempt} from '../helpers/attempt.ts';
import {canary, connect} from '../helpers/connect.ts';
import {answerInTurn, closedPort, startServer} from '../helpers/http-server.ts';

const json = {'content-type': 'application/json'};

/* Returns everything that can be logged of a value. */
const inspectAll = (value: unknown): string => {
	const seen = [inspect(value, {depth: Infinity, showHidden: true, getters: true})];
	seen.push(attempt(() => JSON.stringify(value)).value ?? '', String(value));
	for (let error = value; error instanceof Error; error = error.cause) {
		seen.push(error.message, String(error.stack), error.name, JSON.stringify(error));
	}
	return seen.join('\n');
};

const saidOf = (result: AwinResult): string => {
	const {error: thrown} = attempt(() => unwrap(result));
	const {meta, error} = result;
	const fields = JSON.stringify([...meta.headers]);
	return [result, error, thrown, meta].map(inspectAll).join('\n') + fields;
};

/* A server that echoes the request in its header fields and its body. */
const echo = (status: number) =>
	startServer((request, response) => {
		const told = {url: request.url, headers: request.headers};
		response.writeHead(status, {
			...json,
			'x-echo': JSON.stringify(told),
			'x-request-id': `r-${canary}`,
			'www-authenticate': `Bearer realm="${canary}"`,
			location: `/jobs/7?accessToken=${canary}`,
		});
		const description = `Invalid token ${request.headers.authorization ?? ''} in ${request.url}`;
		response.end(JSON.stringify({error: canary, description, told, [canary]: [canary]}));
	});

describe('the token', () => {
	it('is echoed by the server of these tests', async () => {
		const response = await fetch(`${await echo(400)}/a`, {headers: {authorization: canary}});
		expect(response.headers.get('x-echo')).toContain(canary);
		expect(await response.text()).toContain(canary);
	});

	it.each([400, 401, 403, 404, 406, 409, 418, 422, 429, 500, 502, 503, 504])(
		'is redacted in the result of a %i that echoes it',
		async (status) => {
			const result = await connect(await echo(status)).get('/accounts');
			expect(result).toMatchObject({ok: false, status, error: {code: '[redacted]'}});
			expect(result.meta.headers.get('x-echo')).toContain('[redacted]');
			expect(saidOf(result)).not.toContain(canary);
		},
	);

	it('is redacted in a success, except in its data', async () => {
		const result = await connect(await echo(201)).post('/accounts');
		expect(result).toMatchObject({kind: 'created', meta: {requestId: 'r-[redacted]'}});
		expect(saidOf({...result, data: undefined})).not.toContain(canary);
	});

	it('is redacted in the issues of a schema', async () => {
		const schema = v.object({error: v.number(), told: v.record(v.literal('url'), v.number())});
		const result = await connect(await echo(200)).get('/accounts', {schema});
		expect(result.kind).toBe('invalid-body');
		expect(saidOf(result)).not.toContain(canary);
	});

	it.each([
		['JSON that is none', json, `{"a": ${canary}`],
		['a page', {'content-type': 'text/html'}, `<title>${canary}</title>`],
		['a text', {'content-type': 'text/plain'}, `no ${canary}`],
		['escaped JSON', json, `{"error":"\\u0063${canary.slice(1)}"}`],
	])('is redacted in the result of %s', async (_, headers, body) => {
		for (const status of [200, 400]) {
			const {url} = await answerInTurn({status, headers, body});
			const result = await connect(url).get('/accounts', {schema: v.null()});
			expect(result.ok).toBe(false);
			expect(saidOf(result)).not.toContain(canary);
		}
	});

	it('is redacted if it is in the query', async () => {
		for (const parameter of ['accessToken', 'access_token', 'apiKey']) {
			const awin = connect(await echo(400), {token: 'another'});
			const result = await awin.get('/accounts', {query: {[parameter]: canary}});
			expect(result).toMatchObject({kind: 'bad-request'});
			expect(saidOf(result)).not.toContain(canary);
		}
	});

	it('is redacted if it is in the path', async () => {
		const awin = connect(await echo(404), {token: 'another'});
		const result = await awin.get(`/datafeed/list?accessToken=${canary}`);
		expect(result).toMatchObject({kind: 'not-found'});
		expect(saidOf(result)).not.toContain(canary);
	});

	it.each([
		['x-api-key', canary],
		['Authorization', `Bearer ${canary}`],
		['authorization', `Token ${canary}`],
	])('is redacted if the call sends it as %s', async (field, value) => {
		const awin = connect(await echo(400), {token: 'another'});
		const result = await awin.get('/accounts', {headers: {[field]: value}});
		expect(result).toMatchObject({kind: 'bad-request'});
		expect(saidOf(result)).not.toContain(canary);
	});

	it('is redacted if a middleware adds it', async () => {
		const sign: Middleware = (next) => (request) =>
			next({...request, headers: {...request.headers, 'x-api-key': canary}});
		const awin = connect(await echo(400), {token: 'another', middleware: [sign]});
		const result = await awin.get('/accounts');
		expect(result).toMatchObject({kind: 'bad-request'});
		expect(saidOf(result)).not.toContain(canary);
	});

	it('is redacted in the result of a failed connection', async () => {
		const awin = connect(await closedPort());
		const result = await awin.get('/accounts', {query: {accessToken: canary}});
		expect(result.kind).toBe('network');
		expect(saidOf(result)).not.toContain(canary);
	});

	it('is redacted in the result of a broken connection or a timeout', async () => {
		const url = await startServer((request) => {
			if (request.url?.startsWith('/break')) request.socket.destroy();
		});
		for (const [path, kind] of [
			['/break', 'network'],
			['/hang', 'timeout'],
		] as const) {
			const options = {query: {accessToken: canary}, attemptTimeoutMs: 20};
			const result = await connect(url).get(path, options);
			expect(result.kind).toBe(kind);
			expect(saidOf(result)).not.toContain(canary);
		}
	});

	it("is redacted in an error of the caller's `fetch`", async () => {
		const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
			const sent = new Request(input, init);
			const told = [...sent.headers].join();
			const error = new TypeError(`cannot send ${told}`, {cause: `because of ${told}`});
			throw Object.assign(error, {request: sent, code: canary});
		};
		const result = await connect('https://api.awin.com', {fetch}).get('/accounts');
		expect(result.error?.cause).toMatchObject({message: expect.stringContaining('[redacted]')});
		expect(saidOf(result)).not.toContain(canary);
	});

	it('is redacted in the result of a redirect that is not followed', async () => {
		const location = `https://evil.example/?accessToken=${canary}`;
		const {url} = await answerInTurn({status: 302, headers: {location}});
		const result = await connect(url).get('/accounts');
		expect(result.kind).toBe('network');
		expect(saidOf(result)).not.toContain(canary);
	});

	it('is redacted in an error of the token provider', async () => {
		const token = (() => {
			let asked = 0;
			return () => {
				if (asked++ > 0) throw new Error(`cannot refresh ${canary}`);
				return canary;
			};
		})();
		const {url} = await answerInTurn({status: 204});
		const awin = connect(url, {token});
		await awin.get('/accounts');
		const result = await awin.get('/accounts');
		expect(result.kind).toBe('network');
		expect(saidOf(result)).not.toContain(canary);
	});

	it('is redacted in an error of client.fetch', async () => {
		const awin = connect(await closedPort());
		const call = awin.fetch(`/accounts?accessToken=${canary}`);
		const thrown = await call.catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(TypeError);
		expect(inspectAll(thrown)).not.toContain(canary);
	});

	it('is not visible in the client', () => {
		expect(inspectAll(connect('https://api.awin.com'))).not.toContain(canary);
	});

	it('is not visible to middleware of the user', async () => {
		const seen: unknown[] = [];
		const {url} = await answerInTurn({status: 204});
		await connect(url, {
			middleware: [
				(next) => async (request) => {
					seen.push(request);
					return next(request);
				},
			],
		}).get('/accounts');
		expect(seen).toHaveLength(1);
		expect(inspectAll(seen)).not.toContain(canary);
	});
});
