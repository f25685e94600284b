import {describe, expect, it} from 'vitest';
import {type AwinResult, statusTable} from 'awin-sdk';
import {failure} from '../../src/response/reply.ts';
import {isErrorStatus, statuses} from '../../src/status.ts';
import {interpretedAtMs, interpretReply} from '../helpers/interpret-reply.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const json = {'content-type': 'application/json'};
const refused = (status: number, body: object, headers = {}): Promise<AwinResult> =>
	interpretReply(makeAnswer(status, JSON.stringify(body), {...json, ...headers}));

describe('an error status', () => {
	it.each(statuses.filter(isErrorStatus))('%i has its error and every field', async (status) => {
		const {kind, hint} = statusTable[status];
		expect(await refused(status, {error: 'a.code', description: 'A sentence.'})).toEqual({
			ok: false,
			kind,
			status,
			data: undefined,
			error: expect.objectContaining({
				message: `${status} ${kind}: GET /accounts: A sentence.`,
				kind,
				status,
				code: 'a.code',
				description: 'A sentence.',
				body: {error: 'a.code', description: 'A sentence.'},
				reason: undefined,
				hint,
				retryAt: undefined,
				request: {method: 'GET', template: '/accounts'},
			}),
			location: undefined,
			retryAfterMs: undefined,
			storedAt: undefined,
			meta: expect.any(Object),
		});
	});

	it.each([100, 199, 300, 305, 402, 418, 451, 499, 501, 505, 599, 999])(
		'%i is undocumented',
		async (status) => {
			expect(await refused(status, {error: 'a.code'})).toMatchObject({
				ok: false,
				kind: 'undocumented',
				status,
				error: {
					name: 'UndocumentedStatusError',
					status,
					message: `${status} undocumented: GET /accounts: a.code`,
					hint: undefined,
				},
			});
		},
	);

	it('falls back to the reason phrase if the body is empty', async () => {
		const message = async (status: number) =>
			(await interpretReply(makeAnswer(status))).error?.message;
		expect(await message(404)).toBe('404 not-found: GET /accounts: Not Found');
		expect(await message(418)).toBe(
			'418 undocumented: GET /accounts: a status that Awin does not document',
		);
	});

	it('shortens a long description only in the message', async () => {
		const description = 'x'.repeat(1000);
		const {error} = await refused(400, {error: 'a', description});
		expect(error?.message).toBe(`400 bad-request: GET /accounts: ${'x'.repeat(300)}`);
		expect(error).toHaveProperty('description', description);
	});

	it('has a message of one line whatever the server sends', async () => {
		const {error} = await refused(500, {error: 'a', description: 'no\r\n\u001b[31m 200 OK'});
		expect(error?.message).toBe('500 server-error: GET /accounts: no [31m 200 OK');
		expect(error).toHaveProperty('description', 'no\r\n\u001b[31m 200 OK');
	});

	it('has a message of one line, also without a letter of ASCII', async () => {
		const {error} = await refused(500, {error: 'a', description: 'é\né'});
		expect(error?.message).toBe('500 server-error: GET /accounts: é é');
	});

	it.each([401, 403])('%i with missing.relationship has its own reason', async (status) => {
		const description = 'No relationship exists between publisherId 1952827 and advertiserId 3';
		expect(await refused(status, {error: 'missing.relationship', description})).toMatchObject({
			status,
			error: {
				reason: 'missing-relationship',
				description,
				hint: expect.stringMatching(/^The token is valid, .* no relationship/),
			},
		});
	});

	it('403 with missing.relationship has its own reason without a description', async () => {
		expect(await refused(403, {error: 'missing.relationship'})).toMatchObject({
			error: {reason: 'missing-relationship'},
		});
	});

	it('429 of the rate limiter of Awin has the limit', async () => {
		const description = "Requests limit '20' times per '1' minutes' is exceeded";
		expect(await refused(429, {error: 'request.limit.exceeded', description})).toMatchObject({
			kind: 'too-many-requests',
			error: {reason: 'quota', limit: 20, intervalMs: 60_000, applied: 'no'},
		});
		const {error} = await refused(429, {});
		expect(error).toMatchObject({reason: undefined, limit: undefined, intervalMs: undefined});
	});

	it.each([
		['seconds', {'retry-after': '30'}, interpretedAtMs + 30_000],
		['a date', {'retry-after': 'Sun, 01 Mar 2026 13:00:00 GMT'}, interpretedAtMs + 3_600_000],
		[
			'a date and a wrong local clock',
			{
				'retry-after': 'Sun, 01 Mar 2026 10:01:00 GMT',
				date: 'Sun, 01 Mar 2026 10:00:00 GMT',
			},
			interpretedAtMs + 60_000,
		],
	])('has a retryAt from %s', async (_, headers, retryAtMs) => {
		expect(await refused(503, {}, headers)).toMatchObject({error: {retryAt: new Date(retryAtMs)}});
	});

	it('prefers the retryAt of the retries', async () => {
		const reply = makeAnswer(503, '', {'retry-after': '30'}, {retryAt: 5000});
		expect(await interpretReply(reply)).toMatchObject({error: {retryAt: new Date(5000)}});
	});

	it.each([
		['x-request-id', 'r-1'],
		['x-correlation-id', 'r-2'],
		['x-amzn-requestid', 'r-3'],
		['cf-ray', 'r-4'],
	])('has the request id from %s', async (field, id) => {
		expect(await refused(500, {}, {[field]: id})).toMatchObject({
			error: {requestId: id},
			meta: {requestId: id},
		});
	});
});

describe('a failure without a response', () => {
	it.each([
		['network', 'NetworkError', 'Check the connection'],
		['timeout', 'TimeoutError', 'Request less data at once'],
		['quota-exceeded', 'QuotaExceededError', 'Call again at `retryAt`'],
	] as const)('%s has its error', async (kind, name, hint) => {
		const cause = new TypeError('fetch failed');
		const reply = failure({kind, phase: 'request', message: 'it broke', cause, retryAt: 5000});
		expect(await interpretReply(reply)).toMatchObject({
			ok: false,
			kind,
			status: undefined,
			data: undefined,
			error: {
				name,
				kind,
				status: undefined,
				message: `${kind}: GET /accounts: it broke`,
				description: 'it broke',
				hint: expect.stringContaining(hint),
				retryAt: new Date(5000),
				cause: {name: 'TypeError', message: 'fetch failed'},
			},
			meta: {requestId: undefined, attempts: []},
		});
	});

	it('has the code of the cause if the connection failed, and only then', async () => {
		const cause = Object.assign(new Error('x'), {code: 'ECONNREFUSED'});
		const codeAfter = async (kind: 'network' | 'timeout') => {
			const reply = failure({kind, phase: 'request', message: '', cause});
			return (await interpretReply(reply)).error?.code;
		};
		expect(await codeAfter('network')).toBe('ECONNREFUSED');
		expect(await codeAfter('timeout')).toBeUndefined();
	});

	it.each([
		['an error', new Error('enough')],
		['a string', 'enough'],
		['an object', {a: 1}],
		['null', null],
	])('aborted has the reason of the signal as its cause: %s', async (_, cause) => {
		const result = await interpretReply(
			failure({kind: 'aborted', phase: 'request', message: 'the caller aborted the call', cause}),
		);
		expect(result).toMatchObject({kind: 'aborted', error: {name: 'AbortedError', hint: undefined}});
		expect(result.error?.cause).toBe(cause);
	});

	it('invalid-body has the status that was received', async () => {
		const reply = failure({
			kind: 'invalid-body',
			phase: 'body',
			message: 'the connection broke while the body was read',
			status: 201,
			headers: new Headers({'x-request-id': 'r-1'}),
		});
		expect(await interpretReply(reply, {method: 'POST'})).toMatchObject({
			kind: 'invalid-body',
			status: undefined,
			error: {responseStatus: 201, applied: 'unknown', requestId: 'r-1', retryAt: undefined},
		});
	});
});
