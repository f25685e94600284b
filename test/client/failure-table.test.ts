import type {AwinClient, AwinResult} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {closedPort} from '../helpers/closed-port.ts';
import {faultServer, type Step} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';

const throttled = {
	error: 'request.limit.exceeded',
	description: "limit '20' times per '1' minutes'",
};
const ok = server.answersJson(200, {done: true});
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const noWait = {retry: {baseDelayMs: 0}};

const calls = {
	get: (awin: AwinClient) => awin.get('/things'),
	put: (awin: AwinClient) => awin.put('/things', {json: {a: 1}}),
	delete: (awin: AwinClient) => awin.delete('/things'),
	post: (awin: AwinClient) => awin.post('/things', {json: {a: 1}}),
	patch: (awin: AwinClient) => awin.patch('/things', {json: {a: 1}}),
	'post that is idempotent': (awin: AwinClient) =>
		awin.post('/things', {json: {a: 1}, idempotent: true}),
} satisfies Record<string, (awin: AwinClient) => Promise<AwinResult>>;

const idempotent = ['get', 'put', 'delete', 'post that is idempotent'] as const;
const other = ['post', 'patch'] as const;

/** Makes a call to a server that handles the first request with a step and succeeds afterwards. */
const callOnce = async (name: keyof typeof calls, step: Step) => {
	const {url, asked} = await faultServer(step, ok);
	const result = await calls[name](awinClient(url, systemClock, noWait));
	return {result, requests: asked.length};
};

const mayHaveArrived: Record<string, Step> = {
	'502': server.answers(502),
	'503': server.answers(503),
	'504': server.answers(504),
	'a reset without a response': server.resets,
	'a connection that is closed without a response': server.hangsUp,
	'a reset in the middle of the header': server.writesAndResets(`${head}content-le`),
	'a close in the middle of the header': server.writesAndCloses(`${head}content-le`),
	'a reset in the middle of the body': server.writesAndResets(
		`${head}content-length: 9\r\n\r\n{"a":`,
	),
	'a body that parses but is shorter than its Content-Length': server.writesAndCloses(
		`${head}content-length: 9\r\n\r\n{}`,
	),
	'a truncated chunk': server.writesAndCloses(`${head}transfer-encoding: chunked\r\n\r\n5\r\n{}`),
	'chunks that parse but have no end': server.writesAndCloses(
		`${head}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`,
	),
	'a response that is not HTTP': server.writesAndCloses('SSH-2.0-OpenSSH_9.6\r\n'),
};

describe.each(Object.entries(mayHaveArrived))('after %s', (_, step) => {
	it.each(idempotent)('a %s is retried', async (name) => {
		const {result, requests} = await callOnce(name, step);
		expect(requests).toBe(2);
		expect(result).toMatchObject({kind: 'ok', data: {done: true}, meta: {notRetried: undefined}});
		expect(result.meta.attempts).toHaveLength(2);
	});

	it.each(other)('a %s is not retried, because it may have been applied', async (name) => {
		const {result, requests} = await callOnce(name, step);
		expect(requests).toBe(1);
		expect(result).toMatchObject({
			ok: false,
			error: {applied: 'unknown'},
			meta: {notRetried: 'not-idempotent'},
		});
	});
});

const refusals: Record<string, Step> = {
	'a 429 of the throttle': server.answersJson(429, throttled, {'retry-after': '0'}),
	'a 429 with Retry-After': server.answers(429, '', {'retry-after': '0'}),
};

describe.each(Object.entries(refusals))('after %s', (_, step) => {
	it.each([...idempotent, ...other])(
		'a %s is retried, because it was not processed',
		async (name) => {
			const {result, requests} = await callOnce(name, step);
			expect(requests).toBe(2);
			expect(result.kind).toBe('ok');
		},
	);
});

describe('after a 429 that does not name the throttle', () => {
	it.each(other)('a %s is not retried', async (name) => {
		const {result, requests} = await callOnce(name, server.answers(429, 'slow down'));
		expect(requests).toBe(1);
		expect(result).toMatchObject({
			kind: 'too-many-requests',
			error: {applied: 'unknown', retryAt: expect.any(Date)},
			meta: {notRetried: 'not-idempotent'},
		});
	});
});

describe('without a connection', () => {
	it.each([...idempotent, ...other])('a %s is retried, because it never arrived', async (name) => {
		const result = await calls[name](awinClient(await closedPort(), systemClock, noWait));
		expect(result).toMatchObject({
			kind: 'network',
			error: {applied: 'no', description: 'no connection was made'},
			meta: {notRetried: 'attempts', attempts: [{error: 'network'}, {}, {}]},
		});
	});

	it.each([...idempotent, ...other])('a %s is retried after a failed handshake', async (name) => {
		const {url} = await faultServer(ok);
		const awin = awinClient(url.replace('http:', 'https:'), systemClock, noWait);
		expect(await calls[name](awin)).toMatchObject({
			kind: 'network',
			error: {applied: 'no'},
			meta: {attempts: {length: 3}},
		});
	});
});

const final: Record<string, Step> = {
	'400': server.answers(400),
	'401': server.answers(401),
	'403': server.answers(403),
	'404': server.answers(404),
	'406': server.answers(406),
	'409': server.answers(409),
	'422': server.answers(422),
	'500': server.answers(500, '', {'retry-after': '0'}),
	'501': server.answers(501),
	'599': server.answers(599),
	'a complete body that does not parse': server.answers(200, '{"a"', {
		'content-type': 'application/json',
	}),
	'an empty body': server.answers(200),
};

describe.each(Object.entries(final))('after %s', (_, step) => {
	it.each([...idempotent, ...other])('a %s is not retried', async (name) => {
		const {result, requests} = await callOnce(name, step);
		expect(requests).toBe(1);
		expect(result.ok).toBe(false);
		expect(result.meta).toMatchObject({notRetried: undefined, attempts: {length: 1}});
	});
});

it('a call whose data fails the schema is not retried', async () => {
	const {url, asked} = await faultServer(ok);
	const schema = {
		'~standard': {
			version: 1 as const,
			vendor: 'test',
			validate: () => ({issues: [{message: 'no'}]}),
		},
	};
	const result = await awinClient(url, systemClock, noWait).get('/things', {schema});
	expect(asked).toHaveLength(1);
	expect(result).toMatchObject({kind: 'invalid-body', error: {applied: 'yes'}});
});
