import {describe, expect, it, vi} from 'vitest';
import type {Attempt} from 'awin-sdk';
import type {Handler} from '../../src/pipeline/middleware.ts';
import {interpret} from '../../src/result/interpret.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {manualClock} from '../helpers/manual-clock.ts';

describe('interpret', () => {
	it('passes the request on and returns the meta of the result', async () => {
		const clock = manualClock();
		clock.advance(1000);
		const attempts: Attempt[] = [
			{number: 1, status: 204, error: undefined, durationMs: 250, waitedMs: 0, waitedFor: []},
		];
		const next = vi.fn<Handler>(async () => {
			clock.advance(250);
			return makeAnswer(204, '', {'x-a': '1'}, {attempts, cache: 'miss', notRetried: 'attempts'});
		});
		const request = makeRequest();
		const {meta} = await interpret({clock, secrets: () => []})(next)(request);
		expect(next).toHaveBeenCalledExactlyOnceWith(request);
		expect(meta).toEqual({
			request: {method: 'GET', template: '/accounts'},
			headers: expect.any(Headers),
			requestId: undefined,
			cache: 'miss',
			durationMs: 250,
			attempts,
			notRetried: 'attempts',
		});
		expect([...meta.headers]).toEqual([['x-a', '1']]);
	});

	it('reads the request id from the most common field', async () => {
		const fields = ['cf-ray', 'x-amzn-requestid', 'x-correlation-id', 'x-request-id'];
		const headers: Record<string, string> = {};
		for (const field of fields) {
			headers[field] = `of ${field}`;
			const {meta} = await interpretReply(makeAnswer(204, '', headers));
			expect(meta.requestId).toBe(`of ${field}`);
		}
		delete headers['x-request-id'];
		delete headers['x-correlation-id'];
		headers['x-zone'] = 'a';
		const {meta} = await interpretReply(makeAnswer(204, '', headers));
		expect(meta.requestId).toBe('of x-amzn-requestid');
	});

	it('reads the secrets after the call, when the token is known', async () => {
		let secrets: string[] = [];
		const next: Handler = async () => {
			secrets = ['canary'];
			return makeAnswer(400, 'no canary');
		};
		const options = {clock: manualClock(), secrets: () => secrets};
		const {error} = await interpret(options)(next)(makeRequest());
		expect(error).toHaveProperty('body', 'no [redacted]');
	});
});

describe('the secrets of a call', () => {
	it.each([
		['a bearer token', {headers: {authorization: 'Bearer canary'}}],
		['a credential of another scheme', {headers: {authorization: 'Token  canary'}}],
		['a credential without a scheme', {headers: {authorization: 'canary'}}],
		['an API key', {headers: {'x-api-key': 'canary'}}],
		['accessToken in the query', {url: 'https://api.awin.com/a?b=1&accessToken=canary'}],
		['access_token in the query', {url: 'https://api.awin.com/a?access_token=canary'}],
		['apiKey in the query', {url: 'https://api.awin.com/a?apiKey=canary'}],
	])('are redacted in the error and in the header fields: %s', async (_, request) => {
		const reply = makeAnswer(400, 'no canary', {'x-echo': 'canary', 'x-request-id': 'r-canary'});
		const {error, meta} = await interpretReply(reply, request);
		expect(error).toMatchObject({body: 'no [redacted]', requestId: 'r-[redacted]'});
		expect(meta.headers.get('x-echo')).toBe('[redacted]');
	});

	it.each([
		['an empty credential', {headers: {authorization: '', 'x-api-key': ''}}],
		['an empty token in the query', {url: 'https://api.awin.com/a?accessToken='}],
		['another parameter', {url: 'https://api.awin.com/a?b=no'}],
	])('do not include %s', async (_, request) => {
		const {error, meta} = await interpretReply(makeAnswer(400, 'no', {'x-echo': 'no'}), request);
		expect(error).toHaveProperty('body', 'no');
		expect(meta.headers.get('x-echo')).toBe('no');
	});

	it('are redacted in header fields in every encoding', async () => {
		const headers = {location: '/a?t=c%2Fanary', 'set-cookie': 'a=c/anary', 'x-b': btoa('c/anary')};
		const {meta} = await interpretReply(makeAnswer(204, '', headers), {}, ['c/anary']);
		expect(Object.fromEntries(meta.headers)).toEqual({
			location: '/a?t=[redacted]',
			'set-cookie': 'a=[redacted]',
			'x-b': '[redacted]',
		});
	});

	it('do not change header fields without secrets', async () => {
		const reply = makeAnswer(204, '', {'x-a': '1'});
		const {meta} = await interpretReply(reply, {}, ['canary']);
		expect(meta.headers).toBe(reply.headers);
	});

	it('are redacted in the location and in the template', async () => {
		const template = '/datafeed/list/apikey/canary';
		const location = '/jobs/1?accessToken=canary';
		const created = await interpretReply(makeAnswer(201, '', {location}), {}, ['canary']);
		expect(created.location).toBe('https://api.awin.com/jobs/1?accessToken=[redacted]');
		const {error} = await interpretReply(makeAnswer(404), {template});
		expect(error).toMatchObject({
			message: '404 not-found: GET /datafeed/list/apikey/[redacted]: Not Found',
			request: {template: '/datafeed/list/apikey/[redacted]'},
		});
	});
});
