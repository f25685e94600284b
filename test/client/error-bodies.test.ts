import {gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {type Canned, answerInTurn, startServer} from '../helpers/http-server.ts';

const json = {'content-type': 'application/json'};
const html = {'content-type': 'text/html'};
const packed = {...json, 'content-encoding': 'gzip'};
const problem = {'content-type': 'application/problem+json'};

const errorFor = async (answer: Canned) => {
	const {url} = await answerInTurn(answer);
	const {error} = await connect(url).get('/accounts');
	return error;
};

describe('the body of an error', () => {
	it.each<[string, Canned, object]>([
		[
			'Awin, no token',
			{
				status: 401,
				headers: json,
				body: '{"error":"unauthorized","description":"Full authentication is required to access this resource"}',
			},
			{
				name: 'UnauthorizedError',
				message:
					'401 unauthorized: GET /accounts: Full authentication is required to access this resource',
				code: 'unauthorized',
				description: 'Full authentication is required to access this resource',
				reason: undefined,
				hint: expect.stringContaining('Check the API token'),
			},
		],
		[
			'Awin, unknown path',
			{
				status: 404,
				headers: json,
				body: '{"error":"exception","description":"Not Found (404 NOT_FOUND)"}',
			},
			{name: 'NotFoundError', code: 'exception', description: 'Not Found (404 NOT_FOUND)'},
		],
		[
			'Awin, no relationship',
			{
				status: 401,
				headers: json,
				body: '{"error":"missing.relationship","description":"No relationship exists between publisherId 1952827 and advertiserId 3"}',
			},
			{
				reason: 'missing-relationship',
				hint: expect.stringContaining('The token is valid'),
				code: 'missing.relationship',
			},
		],
		[
			'Awin, throttle',
			{
				status: 429,
				headers: json,
				body: `{"error":"request.limit.exceeded","description":"Requests limit '20' times per '1' minutes' is exceeded"}`,
			},
			{reason: 'quota', limit: 20, intervalMs: 60_000, retryAt: expect.any(Date)},
		],
		[
			'a feed',
			{status: 403, headers: json, body: '{"error": 403, "message": "Access Denied."}'},
			{code: '403', description: 'Access Denied.', body: {error: 403, message: 'Access Denied.'}},
		],
		[
			'a feed without a code',
			{status: 404, headers: json, body: '{"message": "Locale not found"}'},
			{code: undefined, description: 'Locale not found'},
		],
		[
			'problem details',
			{
				status: 422,
				headers: problem,
				body: '{"type":"about:blank","title":"Unprocessable","detail":"No such locale","status":422}',
			},
			{name: 'UnprocessableError', description: 'No such locale', body: {status: 422}},
		],
		[
			'a page',
			{
				status: 502,
				headers: html,
				body: '<html><head><title>502 Bad Gateway</title></head></html>',
			},
			{name: 'BadGatewayError', code: undefined, description: '502 Bad Gateway'},
		],
		[
			'a page that claims to be JSON',
			{status: 503, headers: json, body: '<!DOCTYPE html><title>Down</title>'},
			{description: 'Down', body: '<!DOCTYPE html><title>Down</title>'},
		],
		[
			'nothing',
			{status: 500},
			{message: '500 server-error: GET /accounts: Internal Server Error', body: undefined},
		],
		[
			'truncated JSON',
			{status: 400, headers: json, body: '{"error":"bad.request","descr'},
			{code: undefined, description: undefined, body: '{"error":"bad.request","descr'},
		],
		[
			'bytes that are not text',
			{status: 500, headers: json, body: new Uint8Array([0xff, 0xfe, 0, 0x80])},
			{name: 'ServerError', body: expect.any(String)},
		],
	])('is read: %s', async (_, answer, error) => {
		expect(await errorFor(answer)).toMatchObject({status: answer.status, ...error});
	});

	it('is truncated from 10 MB to 1 MiB', async () => {
		const error = await errorFor({
			status: 500,
			headers: {'content-type': 'text/plain'},
			body: 'x'.repeat(10_000_000),
		});
		expect(error).toMatchObject({status: 500, description: 'x'.repeat(200)});
		expect(error).toHaveProperty('body.length', 1024 * 1024);
	});

	it('does not affect the status if it breaks off', async () => {
		const url = await startServer((_, response) => {
			response.writeHead(409, {...json, 'content-length': '100'});
			response.write('{"error":', () => response.destroy());
		});
		const result = await connect(url).get('/accounts');
		expect(result).toMatchObject({kind: 'conflict', status: 409, error: {body: undefined}});
	});

	it('is decompressed', async () => {
		const body = gzipSync('{"error":"bad.request","description":"No."}');
		expect(await errorFor({status: 400, headers: packed, body})).toMatchObject({
			code: 'bad.request',
			description: 'No.',
		});
	});

	it('has `retryAt` from Retry-After', async () => {
		const before = Date.now();
		const error = await errorFor({status: 503, headers: {'retry-after': '120'}});
		const retryAtMs = error && 'retryAt' in error ? Number(error.retryAt) : Number.NaN;
		expect(retryAtMs).toBeGreaterThanOrEqual(before + 120_000);
		expect(retryAtMs).toBeLessThanOrEqual(Date.now() + 120_000);
	});
});

describe('the invalid body of a success', () => {
	it.each<[string, Canned, string]>([
		['truncated JSON', {status: 200, headers: json, body: '[{"id":'}, 'the body is not JSON'],
		['a page that claims to be JSON', {status: 200, headers: json, body: '<html>'}, 'not JSON'],
		['nothing', {status: 200, headers: json}, 'the body is empty'],
		[
			'a truncated partial response',
			{status: 206, headers: json, body: '{"orders":'},
			'the body is not JSON',
		],
	])('results in `invalid-body`: %s', async (_, answer, description) => {
		const {url} = await answerInTurn(answer);
		expect(await connect(url).get('/accounts')).toMatchObject({
			ok: false,
			kind: 'invalid-body',
			status: undefined,
			data: undefined,
			error: {
				name: 'InvalidBodyError',
				responseStatus: answer.status,
				applied: 'yes',
				description: expect.stringContaining(description),
			},
		});
	});

	it('is larger than `maxBodyBytes`', async () => {
		const {url} = await answerInTurn({status: 200, headers: json, body: `"${'x'.repeat(2000)}"`});
		expect(await connect(url, {maxBodyBytes: 1000}).get('/accounts')).toMatchObject({
			kind: 'invalid-body',
			error: {description: 'the body is larger than 1000 bytes', responseStatus: 200},
		});
	});

	it('is larger than `maxBodyBytes` after decompression', async () => {
		const body = gzipSync(`"${'x'.repeat(100_000)}"`);
		const {url} = await answerInTurn({status: 200, headers: packed, body});
		expect(body.length).toBeLessThan(1000);
		expect(await connect(url, {maxBodyBytes: 1000}).get('/accounts')).toMatchObject({
			kind: 'invalid-body',
			error: {description: 'the body is larger than 1000 bytes'},
		});
	});

	it('ends in the middle of the compressed data', async () => {
		const body = gzipSync(`"${'x'.repeat(100_000)}"`).subarray(0, -20);
		const {url} = await answerInTurn({status: 200, headers: packed, body});
		expect((await connect(url).get('/accounts')).kind).toBe('invalid-body');
	});

	it('breaks off in transit', async () => {
		const url = await startServer((_, response) => {
			response.writeHead(200, {...json, 'content-length': '100'});
			response.write('[1,', () => response.destroy());
		});
		expect(await connect(url).get('/accounts')).toMatchObject({
			kind: 'invalid-body',
			error: {description: 'the connection broke while the body was read'},
		});
	});
});
