import {inspect} from 'node:util';
import {type AwinClientOptions, createAwinClient} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {canary, connect} from '../helpers/connect.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';
import {version} from '../../src/version.ts';

describe('`userAgent`', () => {
	it.each([
		[undefined, `awin-sdk/${version}`],
		['my-app/1.2', `awin-sdk/${version} my-app/1.2`],
	])('%s is sent after the name of the package', async (userAgent, sent) => {
		const {url, asked} = await answerInTurn({status: 204});
		const awin = connect(url, {userAgent});
		await awin.get('/a');
		await awin.fetch('/a');
		expect(asked.map(({headers}) => headers['user-agent'])).toEqual([sent, sent]);
	});
});

describe('`headers` of a client', () => {
	it('are sent with every call, unless the call overrides or omits them', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const headers = {'X-App': 'shop', Accept: 'text/csv', 'x-none': undefined};
		const awin = connect(url, {headers});
		await awin.get('/a');
		await awin.get('/a', {headers: {'x-app': 'mine', 'X-B': '1'}});
		await awin.get('/a', {headers: {'x-app': undefined, accept: undefined}});
		await awin.fetch('/a');
		await awin.fetch('/a', {headers: {'x-app': 'mine'}});
		const seen = asked.map((request) => [request.headers['x-app'], request.headers.accept]);
		expect(seen).toEqual([
			['shop', 'text/csv'],
			['mine', 'text/csv'],
			[undefined, 'application/json'],
			['shop', 'text/csv'],
			['mine', 'text/csv'],
		]);
		expect(asked.map((request) => 'x-none' in request.headers)).not.toContain(true);
	});

	it('are read once, when the client is created', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const headers = {'x-app': 'shop'};
		const awin = connect(url, {headers});
		headers['x-app'] = 'other\n';
		await awin.get('/a');
		expect(asked[0]?.headers['x-app']).toBe('shop');
	});
});

describe.each([
	['authorization', `Bearer ${canary}-own`],
	['x-api-key', `${canary}-own`],
])('a credential in `headers` of a client: %s', (name, value) => {
	const own = {headers: {[name]: value}};

	it('replaces the token, and is redacted', async () => {
		const url = await startServer((request, response) => {
			response.writeHead(400, {'x-echo': JSON.stringify(request.headers)});
			response.end(JSON.stringify({error: value, description: request.headers[name]}));
		});
		const result = await connect(url, {token: 'other-7d1f', ...own}).get('/a');
		expect(result.meta.headers.get('x-echo')).toContain('[redacted]');
		expect(result.meta.headers.get('x-echo')).not.toContain('other-7d1f');
		expect(inspect(result, {depth: Infinity, showHidden: true})).not.toContain(canary);
		expect([...result.meta.headers].join()).not.toContain(canary);
	});

	it('does not call the `token` function', async () => {
		const {url} = await answerInTurn({status: 204});
		const token = vi.fn<() => string>();
		expect((await connect(url, {token, ...own}).get('/a')).kind).toBe('no-content');
		expect(token).not.toHaveBeenCalled();
	});

	it('has stored responses of its own, the same as those of a call with the field', async () => {
		const {url, asked} = await answerInTurn({status: 200, body: '{}'});
		const records = new Map();
		const store = {
			get: (key: string) => records.get(key),
			set: (key: string, record: unknown) => records.set(key, record),
			delete: (key: string) => records.delete(key),
		};
		const options = {
			baseUrl: url,
			token: 't-1',
			quota: false,
			cache: {store, ttlMs: 60_000},
		} as const;
		const create = (more: Partial<AwinClientOptions>) => createAwinClient({...options, ...more});
		const plain = create({});
		const client = create(own);
		const outcomes = [
			await plain.get('/a'),
			await client.get('/a'),
			await client.get('/a'),
			await plain.get('/a', own),
			await client.get('/a', {headers: {[name]: undefined}}),
		];
		expect(outcomes.map(({meta}) => meta.cache)).toEqual([
			'miss',
			'miss',
			'fresh',
			'fresh',
			'fresh',
		]);
		expect(asked).toHaveLength(2);
		expect(inspect(records, {depth: Infinity})).not.toContain(canary);
	});
});
