import {isAwinError, type Status, statusTable} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {isStatus} from '../../src/status.ts';
import {connect} from '../helpers/connect.ts';
import {answerInTurn} from '../helpers/http-server.ts';
import {version} from '../../src/version.ts';

const json = {'content-type': 'application/json'};
const statuses = Object.keys(statusTable).map(Number).filter(isStatus);

/* A body and its header fields, for the statuses that can have one. */
const answerOf = (status: Status) => ({
	status,
	headers: status === 204 || status === 304 ? {} : json,
	...(status !== 204 && status !== 304 && {body: '{"error":"a.code","description":"A sentence."}'}),
});

describe('every status of the table, over a socket', () => {
	it.each(statuses)('%i', async (status) => {
		const row = statusTable[status];
		const server = await answerInTurn(answerOf(status));
		const result = await connect(server.url).get('/accounts');
		expect(result).toMatchObject({
			ok: row.ok,
			kind: 'kindWithoutBody' in row ? row.kindWithoutBody : row.kind,
			status,
			meta: {cache: 'none', attempts: [{number: 1, status, error: undefined, waitedMs: 0}]},
		});
		expect(isAwinError(result.error)).toBe(!row.ok);
		expect(server.asked).toHaveLength(1);
	});

	it.each([203, 205, 207, 299])('%i is an undocumented success', async (status) => {
		const {url} = await answerInTurn({status, headers: json, ...(status !== 205 && {body: '[1]'})});
		expect(await connect(url).get('/accounts')).toMatchObject({
			ok: true,
			kind: 'undocumented',
			status,
			data: status === 205 ? undefined : [1],
		});
	});

	it.each([300, 402, 408, 418, 451, 501, 505, 599, 999])(
		'%i is an undocumented failure',
		async (status) => {
			const {url} = await answerInTurn({status, headers: json, body: '{"error":"a.code"}'});
			expect(await connect(url).get('/accounts')).toMatchObject({
				ok: false,
				kind: 'undocumented',
				status,
				error: {name: 'UndocumentedStatusError', status, code: 'a.code'},
			});
		},
	);
});

describe('a success, over a socket', () => {
	it('201 has the location of the new resource', async () => {
		const {url} = await answerInTurn({
			status: 201,
			headers: {...json, location: '/offers/7'},
			body: '{"id":7}',
		});
		const result = await connect(url).post('/offers', {json: {title: 'a'}});
		expect(result).toMatchObject({kind: 'created', data: {id: 7}, location: `${url}/offers/7`});
	});

	it('202 has the location of the outcome and `retryAfterMs`', async () => {
		const {url} = await answerInTurn({
			status: 202,
			headers: {...json, location: 'jobs/7', 'retry-after': '5'},
			body: '{"jobId":7}',
		});
		expect(await connect(url).post('/batch/transactions', {json: []})).toMatchObject({
			kind: 'accepted',
			data: {jobId: 7},
			location: `${url}/batch/jobs/7`,
			retryAfterMs: 5000,
		});
	});

	it.each([204, 205])('%i has no data, regardless of its content type', async (status) => {
		const {url} = await answerInTurn({status, headers: json});
		const result = await connect(url).delete('/offers/7');
		expect(result).toMatchObject({ok: true, status, data: undefined});
	});

	it('a HEAD has its header fields and no data', async () => {
		const {url, asked} = await answerInTurn({
			status: 200,
			headers: {...json, 'content-length': '5000', etag: '"1"'},
		});
		const result = await connect(url).request('HEAD', '/accounts');
		expect(result).toMatchObject({kind: 'ok', data: undefined});
		expect(result.meta.headers.get('etag')).toBe('"1"');
		expect(asked[0]?.method).toBe('HEAD');
	});

	it("304 is `not-modified` with the caller's own validator", async () => {
		const {url, asked} = await answerInTurn({status: 304, headers: {etag: '"1"'}});
		const result = await connect(url).get('/accounts', {headers: {'if-none-match': '"1"'}});
		expect(result).toMatchObject({ok: true, kind: 'not-modified', data: undefined});
		expect(asked[0]?.headers['if-none-match']).toBe('"1"');
	});
});

describe('the request, over a socket', () => {
	it('has the method, the path, the query, the credential and the body', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const awin = connect(url, {userAgent: 'shop/1'});
		await awin.put('/publishers/{publisherId}/x', {
			path: {publisherId: 'a/b'},
			query: {ids: [1, 2], from: new Date(0)},
			json: {name: 'é'},
		});
		expect(asked).toMatchObject([
			{
				method: 'PUT',
				url: '/publishers/a%2Fb/x?ids=1,2&from=1970-01-01T00%3A00%3A00',
				body: '{"name":"é"}',
				headers: {
					authorization: 'Bearer canary-4f9d2c17',
					accept: 'application/json',
					'content-type': 'application/json',
					'user-agent': `awin-sdk/${version} shop/1`,
				},
			},
		]);
	});

	it.each(['get', 'post', 'put', 'patch', 'delete'] as const)(
		'has the method of the verb: %s',
		async (verb) => {
			const {url, asked} = await answerInTurn({status: 204});
			const {[verb]: send} = connect(url);
			await send('/accounts');
			expect(asked[0]?.method).toBe(verb.toUpperCase());
		},
	);

	it.each([
		['text', () => 'a=1'],
		['bytes', () => new TextEncoder().encode('a=1')],
		['parameters', () => new URLSearchParams({a: '1'})],
		['a blob', () => new Blob(['a=1'])],
		['a stream', () => new Blob(['a=1']).stream()],
		['a factory', () => () => 'a=1'],
		['a factory of streams', () => async () => new Blob(['a=1']).stream()],
	])('can have a body of %s', async (_, body) => {
		const {url, asked} = await answerInTurn({status: 204});
		expect(await connect(url).post('/accounts', {body: body()})).toMatchObject({status: 204});
		expect(asked[0]?.body).toBe('a=1');
	});

	it('can have a path in its base URL', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		await connect(`${url}/v1/`).get('/accounts');
		expect(asked[0]?.url).toBe('/v1/accounts');
	});
});
