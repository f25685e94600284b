import {describe, expect, it, vi} from 'vitest';
import type {Attempt} from 'awin-sdk';
import type {Handler} from '../../src/pipeline/middleware.ts';
import {interpret} from '../../src/result/interpret.ts';
import {interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {manualClock} from '../helpers/manual-clock.ts';

describe('interpret', () => {
	it('hands the request on and tells how the result came about', async () => {
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
			headers: expect.any(Headers),
			requestId: undefined,
			cache: 'miss',
			durationMs: 250,
			attempts,
			notRetried: 'attempts',
		});
		expect([...meta.headers]).toEqual([['x-a', '1']]);
	});

	it('takes the id of the request from the field that is most common', async () => {
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

	it('asks for the secrets after the call, when the token is known', async () => {
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
		['a emptyFields credential', {headers: {authorization: 'canary'}}],
		['an API key', {headers: {'x-api-key': 'canary'}}],
		['accessToken in the query', {url: 'https://api.awin.com/a?b=1&accessToken=canary'}],
		['access_token in the query', {url: 'https://api.awin.com/a?access_token=canary'}],
		['apiKey in the query', {url: 'https://api.awin.com/a?apiKey=canary'}],
	])('are kept out of the error and of the header fields: %s', async (_, request) => {
		const reply = makeAnswer(400, 'no canary', {'x-echo': 'canary', 'x-request-id': 'r-canary'});
		const {error, meta} = await interpretReply(reply, request);
		expect(error).toMatchObject({body: 'no [redacted]', requestId: 'r-[redacted]'});
		expect(meta.headers.get('x-echo')).toBe('[redacted]');
	});

	it.each([
		['an empty credential', {headers: {authorization: '', 'x-api-key': ''}}],
		['an empty token in the query', {url: 'https://api.awin.com/a?accessToken='}],
		['another parameter', {url: 'https://api.awin.com/a?b=no'}],
	])('are not made of %s', async (_, request) => {
		const {error, meta} = await interpretReply(makeAnswer(400, 'no', {'x-echo': 'no'}), request);
		expect(error).toHaveProperty('body', 'no');
		expect(meta.headers.get('x-echo')).toBe('no');
	});

	it('are kept out of header fields in whichever form they are written', async () => {
		const headers = {location: '/a?t=c%2Fanary', 'set-cookie': 'a=c/anary', 'x-b': btoa('c/anary')};
		const {meta} = await interpretReply(makeAnswer(204, '', headers), {}, ['c/anary']);
		expect(Object.fromEntries(meta.headers)).toEqual({
			location: '/a?t=[redacted]',
			'set-cookie': 'a=[redacted]',
			'x-b': '[redacted]',
		});
	});

	it('leave header fields alone that show none', async () => {
		const reply = makeAnswer(204, '', {'x-a': '1'});
		const {meta} = await interpretReply(reply, {}, ['canary']);
		expect(meta.headers).toBe(reply.headers);
	});

	it('are kept out of the location and of the template', async () => {
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
