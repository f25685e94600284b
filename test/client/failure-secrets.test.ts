import {gzipSync} from 'node:zlib';
import type {AwinClient, AwinResult} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {attempt} from '../helpers/attempt.ts';
import {awinClient, canary} from '../helpers/awin-client.ts';
import {everythingOf} from '../helpers/everything.ts';
import {faultServer, type Step} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';

const encoded = encodeURIComponent(canary);
const beginning = canary.slice(0, 12);

/** Checks that a result contains no usable part of the token. */
const expectNoSecret = (result: AwinResult) => {
	const seen = everythingOf(result);
	for (const form of [canary, encoded, encoded.toLowerCase(), btoa(canary), beginning]) {
		expect(seen).not.toContain(form);
	}
	expect(seen).not.toContain('accessToken=c');
};

const echo: Record<string, Step> = {
	'in the description of an error': server.answersJson(401, {
		error: 'unauthorized',
		description: `The token ${canary} is unknown`,
	}),
	'deep in the body of an error': server.answersJson(403, {a: [{b: {[canary]: canary}}]}),
	'with escaped characters': server.answers(
		400,
		`{"description":"${canary.replaceAll('/', '\\/').replaceAll('+', '\\u002b')}"}`,
		{'content-type': 'application/json'},
	),
	'in text': server.answers(404, `Nothing at /things?accessToken=${encoded}&a=b`),
	'in a page': server.answers(502, `<html><title>${canary}</title></html>`, {
		'content-type': 'text/html',
	}),
	'where the body is truncated': server.answers(503, `${' '.repeat(1024 * 1024 - 20)}${canary}`),
	'where the message is truncated': server.answers(500, `${'x'.repeat(190)}${canary}`),
	'in compressed text': (_, response) => {
		response.writeHead(500, {'content-encoding': 'gzip'}).end(gzipSync(`It was ${canary}`));
	},
	'in UTF-16': (_, response) => {
		response
			.writeHead(500, {'content-type': 'text/plain; charset=utf-16le'})
			.end(Buffer.from(canary, 'utf16le'));
	},
	'in header fields': server.answers(409, '', {
		'x-request-id': canary,
		'set-cookie': `token=${encoded}`,
		'www-authenticate': `Bearer ${canary}`,
	}),
	'in the location of a redirect': server.redirects(302, `https://elsewhere.example/?a=${encoded}`),
	'in invalid JSON': server.answers(200, `{"a": "${canary}`, {
		'content-type': 'application/json',
	}),
	'in a body that is cut off': server.writesAndCloses(
		`HTTP/1.1 404 No\r\ncontent-length: 99\r\n\r\n{"description":"${canary.slice(0, -3)}`,
	),
};

const calls: Record<string, (awin: AwinClient) => Promise<AwinResult>> = {
	'as the token of the client': (awin) => awin.get('/things'),
	'as an x-api-key': (awin) => awin.post('/things', {json: {}, headers: {'x-api-key': canary}}),
	'as a query parameter': (awin) => awin.get('/things', {query: {accessToken: canary}}),
	'as basic credentials': (awin) =>
		awin.get('/things', {headers: {authorization: `Basic ${canary}`}}),
};

describe.each(Object.entries(calls))('a secret that is sent %s', (_, call) => {
	it.each(Object.entries(echo))('is redacted if the server returns it %s', async (__, step) => {
		const {url} = await faultServer(step);
		const result = await call(awinClient(url, systemClock, {retry: false}));
		expect(result.ok).toBe(false);
		expectNoSecret(result);
	});

	const thrown: Record<string, unknown> = {
		'an error': new Error(`Bearer ${canary}`),
		'a chain of errors': new TypeError('fetch failed', {
			cause: new Error('no', {
				cause: Object.assign(new Error(canary), {code: canary, options: {headers: {canary}}}),
			}),
		}),
		'several errors': new AggregateError([new Error(canary)], canary),
		'an error with a request': Object.assign(new TypeError('network error'), {
			request: new Request('http://localhost/?accessToken=1', {headers: {authorization: canary}}),
		}),
		'an error with fields of the wrong kind': Object.assign(new Error('x'), {
			name: 7,
			message: {canary},
			stack: undefined,
			code: {canary},
		}),
		'an error with a truncated token': new Error(`header was ${canary.slice(0, -5)}`),
		text: `Bearer ${canary}`,
		'an object': {token: canary},
	};
	it.each(Object.entries(thrown))('is redacted if fetch throws %s', async (__, error) => {
		const fetch = vi.fn<typeof globalThis.fetch>().mockRejectedValue(error);
		const result = await call(awinClient('http://localhost', systemClock, {fetch, retry: false}));
		expect(result.kind).toBe('network');
		expectNoSecret(result);
	});
});

it('is redacted in the issues of a schema', async () => {
	const {url} = await faultServer(server.answersJson(200, {token: canary}));
	const schema = {
		'~standard': {
			version: 1 as const,
			vendor: 'test',
			validate: (input: unknown) => ({
				issues: [{message: `got ${canary}`, path: [{key: 'token', input}], input}],
			}),
		},
	};
	const result = await awinClient(url, systemClock).get('/things', {schema});
	expect(result).toMatchObject({
		kind: 'invalid-body',
		error: {issues: [{message: 'got [redacted]', path: ['token']}]},
	});
	expectNoSecret(result);
});

it('is redacted if the provider throws it', async () => {
	const token = async () => {
		throw new Error(`cannot refresh accessToken=${canary}`);
	};
	const result = await awinClient('http://localhost', systemClock, {token}).get('/things');
	expect(result.kind).toBe('network');
	expectNoSecret(result);
});

const isRefusal = (error: unknown): boolean =>
	error instanceof TypeError && !error.message.includes(beginning);

describe('a token that would break the header field', () => {
	it.each(['\r', '\n', '\r\nx-evil: 1', '\0', ' ', 'é'])(
		'is refused and not shown: %j',
		async (evil) => {
			const token = `${canary}${evil}`;
			const refused = attempt(() => awinClient('http://localhost', systemClock, {token}));
			expect(refused.error).toSatisfy(isRefusal);
			const provided = awinClient('http://localhost', systemClock, {token: () => token});
			await expect(provided.get('/things')).rejects.toSatisfy(isRefusal);
		},
	);

	it.each(['\r', '\n', '\r\nx-evil: 1', '\0'])(
		'is refused as a field of a call: %j',
		async (evil) => {
			const headers = {'x-api-key': `${canary}${evil}`};
			const call = awinClient('http://localhost', systemClock).get('/things', {headers});
			await expect(call).rejects.toSatisfy(isRefusal);
		},
	);
});

it('a message contains the method and the path template, not the URL', async () => {
	const {url} = await faultServer(server.resets);
	const awin = awinClient(url, systemClock, {retry: false});
	const result = await awin.get('/publishers/{publisherId}/programmes', {
		path: {publisherId: 45_628},
		query: {relationship: 'joined'},
	});
	expect(result.error?.message).toBe(
		'network: GET /publishers/{publisherId}/programmes: the connection broke',
	);
	expect(everythingOf(result)).not.toContain('45628');
});
