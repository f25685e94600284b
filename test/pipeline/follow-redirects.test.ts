import {describe, expect, it, vi} from 'vitest';
import type {ApiRequest} from 'awin-sdk';
import {followRedirects} from '../../src/pipeline/follow-redirects.ts';
import type {Handler} from '../../src/pipeline/handler.ts';
import {failure, type Reply} from '../../src/response/reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {manualClock} from '../helpers/manual-clock.ts';

const to = (location: string, status = 302, notes = {}) =>
	makeAnswer(status, '', {location}, notes);

const follow = async (request: Partial<ApiRequest>, ...replies: Reply[]) => {
	const next = vi.fn<Handler>(async () => replies.shift() ?? makeAnswer(200, 'here'));
	const reply = await followRedirects({clock: manualClock()})(next)(makeRequest(request));
	return {reply, sent: next.mock.calls.map(([sent]) => sent)};
};

describe('followRedirects', () => {
	it('hands on what is no redirect, as it is', async () => {
		const answer = makeAnswer(200);
		const {reply, sent} = await follow({}, answer);
		expect(reply).toEqual(answer);
		expect(sent).toHaveLength(1);
	});

	it.each([
		['/here?a=1#top', 'https://api.awin.com/here?a=1'],
		['here', 'https://api.awin.com/here'],
		['https://api.awin.com/x', 'https://api.awin.com/x'],
	])('follows %s', async (location, url) => {
		const {reply, sent} = await follow({headers: {authorization: 'Bearer t'}}, to(location));
		expect(sent[1]).toMatchObject({url, method: 'GET', headers: {authorization: 'Bearer t'}});
		expect(reply).toMatchObject({status: 200, redirected: true});
	});

	it.each([
		[301, 'POST', 'GET'],
		[302, 'POST', 'GET'],
		[303, 'POST', 'GET'],
		[303, 'PUT', 'GET'],
		[303, 'DELETE', 'GET'],
		[301, 'PUT', 'PUT'],
		[302, 'DELETE', 'DELETE'],
		[307, 'POST', 'POST'],
		[308, 'PATCH', 'PATCH'],
		[303, 'HEAD', 'HEAD'],
		[303, 'GET', 'GET'],
	] as const)('after a %i, a %s goes on as %s', async (status, method, then) => {
		const body = method === 'GET' || method === 'HEAD' ? undefined : 'a=1';
		const headers = {accept: '*/*', 'content-type': 'text/plain', 'content-language': 'en'};
		const {sent} = await follow({method, body, headers}, to('/b', status));
		const kept = then === method;
		expect(sent[1]).toMatchObject({method: then, body: kept ? body : undefined});
		expect(sent[1]?.headers).toEqual(kept ? headers : {accept: '*/*'});
	});

	it.each([
		['another host', 'https://evil.example/'],
		['another port', 'https://api.awin.com:8443/'],
		['plain http', 'http://api.awin.com/'],
		['another scheme', 'data:text/plain,hello'],
	])('does not go to %s: the credential would go along', async (_, location) => {
		const {reply, sent} = await follow({}, to(location));
		expect(sent).toHaveLength(1);
		expect(reply).toMatchObject({
			kind: 'network',
			phase: 'done',
			status: 302,
			message: 'a redirect to another origin is not followed',
		});
	});

	it('does not follow what is no URL', async () => {
		const {reply} = await follow({}, to('https://['));
		expect(reply).toMatchObject({kind: 'network', message: 'a redirect to no valid URL'});
	});

	it('gives up after five redirects', async () => {
		const five = Array.from({length: 5}, () => to('/a'));
		expect((await follow({}, ...five)).reply).toMatchObject({status: 200});
		const {reply, sent} = await follow({}, ...five, to('/a'));
		expect(reply).toMatchObject({kind: 'network', message: 'more than 5 redirects'});
		expect(sent).toHaveLength(6);
	});

	it('takes a code of redirects without a place for an answer', async () => {
		const {reply, sent} = await follow({}, makeAnswer(301));
		expect(reply).toMatchObject({type: 'answer', status: 301});
		expect(sent).toHaveLength(1);
	});

	it.each([300, 304, 305])('does not follow a %i', async (status) => {
		const {sent} = await follow({}, to('/b', status));
		expect(sent).toHaveLength(1);
	});

	it('hands the redirect on where the call asks for that', async () => {
		const {reply, sent} = await follow({redirect: 'manual'}, to('/b'));
		expect(reply).toMatchObject({type: 'answer', status: 302});
		expect(sent).toHaveLength(1);
	});

	it('fails where the call wants no redirect', async () => {
		const {reply} = await follow({redirect: 'error'}, to('/b'));
		expect(reply).toMatchObject({kind: 'network', message: 'a redirect is not wanted'});
	});

	it('does not send a stream a second time, unless the redirect takes it away', async () => {
		const post = {method: 'POST', body: new ReadableStream<Uint8Array<ArrayBuffer>>()} as const;
		const kept = await follow(post, to('/b', 307));
		expect(kept.sent).toHaveLength(1);
		expect(kept.reply).toMatchObject({
			kind: 'network',
			message: 'a redirect of a body that can be sent once only',
		});
		expect((await follow(post, to('/b', 303))).reply).toMatchObject({status: 200});
	});

	it('hands on a failure after a redirect', async () => {
		const broken = failure({kind: 'network', phase: 'request', message: 'the connection broke'});
		const {reply} = await follow({}, to('/b'), broken);
		expect(reply).toMatchObject({kind: 'network', message: 'the connection broke'});
	});

	it('adds up the waits for quota, in an answer and in a refusal', async () => {
		const waited = (ms: number) => ({quotaWaitMs: ms});
		const answered = await follow(
			{},
			to('/b', 302, waited(100)),
			to('/c', 302, waited(20)),
			makeAnswer(200, '', {}, waited(3)),
		);
		expect(answered.reply.quotaWaitMs).toBe(123);
		const refused = await follow(
			{},
			to('/b', 302, waited(100)),
			to('https://evil.example/', 302, waited(20)),
		);
		expect(refused.reply).toMatchObject({type: 'failure', quotaWaitMs: 120});
	});
});
