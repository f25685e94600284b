import {describe, expect, it} from 'vitest';
import {followRedirects} from '../../src/pipeline/follow-redirects.ts';
import type {Handler} from '../../src/pipeline/middleware.ts';
import type {ApiRequest} from '../../src/request/api-request.ts';
import {failure, type Reply} from '../../src/response/reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const base = 'https://api.awin.com';
const to = (status: number, location: string, notes = {}) =>
	makeAnswer(status, '', {location}, notes);

/** Sends a request through the middleware. Each response takes one second. */
const follow = async (request: ApiRequest, ...replies: readonly Reply[]) => {
	const clock = virtualClock();
	const sent: ApiRequest[] = [];
	const next: Handler = async (asked) => {
		sent.push(asked);
		await new Promise<void>((resolve) => {
			clock.after(1000, resolve);
		});
		return replies[Math.min(sent.length, replies.length) - 1] ?? makeAnswer(500);
	};
	const reply = await clock.run(followRedirects({clock})(next)(request));
	return {reply, sent};
};

const ok = makeAnswer(200, 'done');
const post = makeRequest({
	method: 'POST',
	body: 'text',
	headers: {accept: '*/*', 'content-type': 'text/plain', 'content-language': 'en'},
});

describe('followRedirects', () => {
	it('returns a response that is not a redirect unchanged', async () => {
		for (const reply of [
			ok,
			makeAnswer(304, '', {location: '/elsewhere'}),
			makeAnswer(300, '', {location: '/elsewhere'}),
			makeAnswer(302),
			failure({kind: 'timeout', phase: 'request', message: ''}),
		]) {
			expect(await follow(makeRequest(), reply)).toMatchObject({
				reply,
				sent: [{url: `${base}/accounts`}],
			});
		}
	});

	it.each([301, 302, 303, 307, 308])('follows a GET through %i', async (status) => {
		const {reply, sent} = await follow(makeRequest(), to(status, '/b?c=d#e'), ok);
		expect(reply).toMatchObject({status: 200, redirected: true});
		expect(sent[1]).toMatchObject({method: 'GET', url: `${base}/b?c=d`});
	});

	it.each([
		[301, 'POST', 'GET'],
		[302, 'POST', 'GET'],
		[303, 'POST', 'GET'],
		[307, 'POST', 'POST'],
		[308, 'POST', 'POST'],
		[301, 'PUT', 'PUT'],
		[302, 'DELETE', 'DELETE'],
		[303, 'PUT', 'GET'],
		[303, 'HEAD', 'HEAD'],
		[302, 'HEAD', 'HEAD'],
	] as const)('answers %i to a %s with a %s', async (status, method, becomes) => {
		const {sent} = await follow({...post, method}, to(status, '/b'), ok);
		expect(sent[1]?.method).toBe(becomes);
	});

	it('keeps the body and the header fields if the method stays the same', async () => {
		const {sent} = await follow(post, to(307, '/b'), ok);
		expect(sent[1]).toMatchObject({body: 'text', headers: post.headers});
	});

	it('drops the body and its header fields if the method becomes GET', async () => {
		const {sent} = await follow(post, to(303, '/b'), ok);
		expect(sent[1]).toMatchObject({body: undefined});
		expect(sent[1]?.headers).toEqual({accept: '*/*'});
	});

	it('resolves a `Location` relative to the last URL', async () => {
		const {sent} = await follow(makeRequest(), to(302, '/a/b/c'), to(302, '../d'), ok);
		expect(sent.map(({url}) => url)).toEqual([`${base}/accounts`, `${base}/a/b/c`, `${base}/a/d`]);
	});

	it('follows five redirects, but not the sixth', async () => {
		const on = to(302, '/on');
		const five = await follow(makeRequest(), on, on, on, on, on, ok);
		expect(five.reply).toMatchObject({status: 200});
		const six = await follow(makeRequest(), on);
		expect(six.sent).toHaveLength(6);
		expect(six.reply).toMatchObject({
			kind: 'network',
			phase: 'done',
			message: 'more than 5 redirects',
		});
	});

	it.each([
		['https://evil.example/', 'the redirect leads to another origin, so it is not followed'],
		['//evil.example/', 'the redirect leads to another origin, so it is not followed'],
		['http://api.awin.com/', 'the redirect leads to another origin, so it is not followed'],
		['https://api.awin.com:8443/', 'the redirect leads to another origin, so it is not followed'],
		['data:text/plain,x', 'the redirect leads to another origin, so it is not followed'],
		['https://', 'the `Location` of the redirect is not a valid URL'],
		[
			'https://user@api.awin.com/',
			'the redirect leads to a URL with credentials, so it is not followed',
		],
		[
			'https://:word@api.awin.com/',
			'the redirect leads to a URL with credentials, so it is not followed',
		],
	])('does not follow a redirect to %s', async (location, message) => {
		const {reply, sent} = await follow(makeRequest(), to(302, location), ok);
		expect(sent).toHaveLength(1);
		expect(reply).toMatchObject({kind: 'network', phase: 'done', message, status: 302});
	});

	it('returns a failure that follows a redirect', async () => {
		const broken = failure({kind: 'network', phase: 'request', message: 'the connection broke'});
		const {reply, sent} = await follow(makeRequest(), to(302, '/b'), broken);
		expect(reply).toEqual({...broken, redirected: true});
		expect(sent).toHaveLength(2);
	});

	it("returns the redirect itself with `redirect: 'manual'`", async () => {
		const {reply, sent} = await follow(makeRequest({redirect: 'manual'}), to(302, '/b'));
		expect(reply).toMatchObject({type: 'answer', status: 302});
		expect(sent).toHaveLength(1);
	});

	it("fails with `redirect: 'error'`", async () => {
		const {reply} = await follow(makeRequest({redirect: 'error'}), to(302, '/b'));
		expect(reply).toMatchObject({
			kind: 'network',
			message: "the server redirected, but `redirect` is 'error'",
		});
	});

	it('does not send a stream twice', async () => {
		const body = new ReadableStream<Uint8Array<ArrayBuffer>>();
		const kept = await follow({...post, body}, to(307, '/b'), ok);
		expect(kept.reply).toMatchObject({
			message: 'the redirect needs the body again, but it is a stream',
		});
		const dropped = await follow({...post, body}, to(303, '/b'), ok);
		expect(dropped.reply).toMatchObject({status: 200});
	});

	it('applies `attemptTimeoutMs` to the whole chain, without the waits for the quota', async () => {
		const {sent, reply} = await follow(
			makeRequest({attemptTimeoutMs: 2500}),
			to(302, '/b', {quotaWaitMs: 400}),
			to(302, '/c', {quotaWaitMs: 300}),
			to(302, '/d'),
			{...ok, quotaWaitMs: 7},
		);
		expect(sent.map(({attemptTimeoutMs}) => attemptTimeoutMs)).toEqual([2500, 1900, 1200, 200]);
		expect(reply.quotaWaitMs).toBe(707);
		const refused = await follow(makeRequest(), to(302, '//x/', {quotaWaitMs: 400}));
		expect(refused.reply.quotaWaitMs).toBe(400);
	});

	it('never passes on a negative timeout', async () => {
		const {sent} = await follow(makeRequest({attemptTimeoutMs: 900}), to(302, '/b'), ok);
		expect(sent[1]?.attemptTimeoutMs).toBe(0);
	});
});
