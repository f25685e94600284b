import {inspect} from 'node:util';
import {createAwinClient, type Middleware} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {startServer} from '../helpers/http-server.ts';

/** A server that echoes the request in an error description, in header fields and in the body. */
const echo = (status: number) =>
	startServer((request, response) => {
		const {authorization = '', 'x-api-key': key = ''} = request.headers;
		/* Without the scheme, which would give the token away. */
		const told = `${authorization.replace(/^Bearer /, '')} ${String(key)} ${request.url}`;
		response.setHeader('x-echo', told);
		response.setHeader('x-request-id', authorization);
		response.writeHead(status, {'content-type': 'application/json'});
		response.end(JSON.stringify({error: 'echo', description: told, told: {told}}));
	});

const shown = (value: unknown): string =>
	inspect(value, {depth: Infinity, showHidden: true, getters: true}) + JSON.stringify(value);

describe('thirty tokens in one client at once', () => {
	const calls = Array.from({length: 30}, (_, call) => call);
	/* They have nothing in common, so that none is redacted as a piece of another. */
	const tokens = calls.map(() => crypto.randomUUID().replaceAll('-', ''));
	const secret = (call: number) => String(tokens[call]);

	it.each([400, 401, 503])('appear in no result of a %i', async (status) => {
		const url = await echo(status);
		let asked = 0;
		const token = async () => secret(asked++);
		const awin = createAwinClient({token, baseUrl: url, retry: false, quota: false, cache: false});
		const results = await Promise.all(calls.map((call) => awin.get(`/a/${call}`)));
		for (const result of results) {
			const fields = JSON.stringify([...result.meta.headers]);
			const text = shown(result) + shown(result.error) + fields;
			expect(tokens.filter((one) => text.includes(one))).toEqual([]);
			expect(result.meta.headers.get('x-echo')).toContain('[redacted]');
		}
	});

	it('appear in no error of client.fetch', async () => {
		const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
			const authorization = String(new Request(input, init).headers.get('authorization'));
			throw new Error(`told ${authorization.slice(7)}`);
		};
		let asked = 0;
		const token = async () => secret(asked++);
		const awin = createAwinClient({token, fetch, retry: false, quota: false, cache: false});
		const thrown = await Promise.all(
			calls.map((call) => awin.fetch(`/a/${call}`).catch((error: unknown) => error)),
		);
		for (const error of thrown) {
			const text = shown(error);
			expect(tokens.filter((one) => text.includes(one))).toEqual([]);
		}
	});
});

describe('a secret that a middleware adds', () => {
	const secret = 'canary-of-a-middleware';

	it.each<[string, Middleware]>([
		[
			'as authorization',
			(next) => (request) =>
				next({...request, headers: {...request.headers, authorization: `Bearer ${secret}`}}),
		],
		[
			'as x-api-key',
			(next) => (request) => next({...request, headers: {...request.headers, 'x-api-key': secret}}),
		],
		[
			'in the URL',
			(next) => (request) => next({...request, url: `${request.url}?accessToken=${secret}`}),
		],
		[
			'by hand',
			(next) => (request) => {
				request.secrets.add(secret);
				return next({...request, url: `${request.url}?x=${secret}`});
			},
		],
	])('is redacted in the result despite many other secrets: %s', async (_, middleware) => {
		const awin = connect(await echo(400), {middleware: [middleware]});
		const others = Array.from({length: 20}, (_value, call) =>
			awin.get('/other', {headers: {authorization: `Bearer another-${call}`}}),
		);
		const [result] = await Promise.all([awin.get('/a'), ...others]);
		expect(result).toMatchObject({kind: 'bad-request'});
		expect(shown(result) + JSON.stringify([...result.meta.headers])).not.toContain('canary');
	});
});

describe('the header fields of a result', () => {
	const token = 'canary-4f9d2c17-tail-end';

	it.each([
		['a truncated token', 'x-a', token.slice(0, 12)],
		['the end of a token', 'x-a', token.slice(-12)],
		['a token in capitals', 'x-a', token.toUpperCase()],
		['the token of another', 'x-a', 'Bearer somebody-else'],
		['a token in base64', 'x-a', btoa(`me:${token}`)],
	])('are redacted: %s', async (_, name, value) => {
		const url = await startServer((_request, response) => {
			response.writeHead(204, {[name]: value}).end();
		});
		const {meta} = await connect(url, {token}).get('/a');
		expect(meta.headers.get(name)).toContain('[redacted]');
		expect(meta.headers.get(name)).not.toContain('somebody');
	});

	it('have no name with a token', async () => {
		const url = await startServer((_request, response) => {
			response.writeHead(204, {[`x-${token}`]: 'a', 'x-b': 'b'}).end();
		});
		const {meta} = await connect(url, {token}).get('/a');
		expect(Object.fromEntries(meta.headers)).toMatchObject({redacted: 'a', 'x-b': 'b'});
		expect(JSON.stringify([...meta.headers])).not.toContain('canary');
	});
});

it.each([
	['a cookie', {headers: {cookie: 'session=canary-cookie; a=b'}}, '/a'],
	['a password', {headers: {authorization: `Basic ${btoa('me:canary-password')}`}}, '/a'],
	['a query value', {query: {signature: 'canary-signature'}}, '/a'],
	['a key in the path', {}, '/datafeed/list/apikey/canary-feed-key/'],
])('%s is redacted in the result', async (_, options, path: string) => {
	const url = await startServer((request, response) => {
		const {cookie = '', authorization = ''} = request.headers;
		const told = `${cookie} ${atob(authorization.replace(/^Basic /, '').replace(/^Bearer .*/, ''))}`;
		response.writeHead(400, {'content-type': 'text/plain', 'x-told': told});
		response.end(
			`no ${told} ${decodeURIComponent(request.url ?? '')} canary`.replace(/ canary$/, ''),
		);
	});
	const result = await connect(url).get(path, options);
	expect(result).toMatchObject({kind: 'bad-request'});
	expect(shown(result) + JSON.stringify([...result.meta.headers])).not.toContain('canary');
});

it('the error of an invalid path shows no feed key', async () => {
	const call = connect('http://127.0.0.1:1').get('/list/apikey/canary-feed-key/', {
		path: Object({id: 1}),
	});
	await expect(call).rejects.toThrow('/list/apikey/[redacted]/');
});
