import {describe, expect, it} from 'vitest';
import {retryDefaults as retry} from '../../../src/request/call-policy.ts';
import {statuses} from '../../../src/status.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';
import {makeRequest} from '../../helpers/make-request.ts';
import {after, backoff, broken, get, nowMs, stop} from './situation.ts';

const post = makeRequest({retry, method: 'POST', idempotent: false});

const throttleBody = JSON.stringify({
	error: 'request.limit.exceeded',
	description: "Requests limit '20' times per '2' minutes' is exceeded",
});

describe('the outcome', () => {
	it.each([502, 503, 504])('retries an idempotent call after %i', (status) => {
		expect(after({reply: makeAnswer(status)})).toEqual(backoff);
	});

	it.each([502, 503, 504])('does not retry a call that is not idempotent after %i', (status) => {
		expect(after({request: post, reply: makeAnswer(status)})).toEqual(stop('not-idempotent'));
	});

	const final = [...statuses.filter((status) => ![429, 502, 503, 504].includes(status)), 418, 599];
	it.each(final)('does not retry any call after %i, and returns no `notRetried`', (status) => {
		const reply = makeAnswer(status, '', {'retry-after': '1'});
		expect(after({reply})).toEqual(stop());
		expect(after({request: post, reply})).toEqual(stop());
	});

	it.each([
		['network', 'connect'],
		['timeout', 'connect'],
	] as const)('retries every call after %s in phase %s', (kind, phase) => {
		const reply = broken(phase, kind);
		expect(after({reply})).toEqual({...backoff, mayHaveBeenProcessed: false});
		expect(after({request: post, reply})).toEqual({...backoff, mayHaveBeenProcessed: false});
	});

	it.each([
		['network', 'request'],
		['timeout', 'request'],
		['invalid-body', 'body'],
	] as const)('retries only idempotent calls after %s in phase %s', (kind, phase) => {
		const reply = broken(phase, kind);
		expect(after({reply})).toEqual(backoff);
		expect(after({request: post, reply})).toEqual(stop('not-idempotent'));
	});

	it.each([
		['aborted', 'connect'],
		['aborted', 'request'],
		['quota-exceeded', 'connect'],
		['invalid-body', 'done'],
		['network', 'done'],
	] as const)('repeats no call after %s in phase %s', (kind, phase) => {
		const reply = broken(phase, kind);
		expect(after({reply})).toEqual(stop());
		expect(after({request: post, reply})).toEqual(stop());
	});
});

describe('a 429', () => {
	it('waits as long as the server asks, for every method', () => {
		const reply = makeAnswer(429, '', {'retry-after': '7'});
		const decision = {
			retry: true,
			waitMs: 7250,
			waitFor: 'retry-after',
			paid: false,
			mayHaveBeenProcessed: false,
		};
		expect(after({reply})).toEqual(decision);
		expect(after({request: post, reply})).toEqual(decision);
	});

	it("waits for the interval in the throttle's message", () => {
		const reply = makeAnswer(429, throttleBody, {'content-type': 'application/json'});
		const decision = {
			retry: true,
			waitMs: 120_250,
			waitFor: 'quota',
			paid: false,
			mayHaveBeenProcessed: false,
		};
		const patient = {...retry, maxRetryAfterMs: 200_000};
		expect(after({request: {...get, retry: patient}, reply})).toEqual(decision);
		expect(after({request: {...post, retry: patient}, reply})).toEqual(decision);
	});

	it("decodes the throttle's message by its charset", () => {
		const type = {'content-type': 'application/json; charset=utf-16le'};
		const body = new Uint8Array(Buffer.from(throttleBody, 'utf16le'));
		const reply = {...makeAnswer(429, '', type), body};
		const request = {...post, retry: {...retry, maxRetryAfterMs: 200_000}};
		expect(after({request, reply})).toMatchObject({waitMs: 120_250});
	});

	it('waits for the rest of the quota interval if the quota set `retryAt`', () => {
		const reply = makeAnswer(429, throttleBody, {}, {retryAt: nowMs + 9000});
		expect(after({reply})).toMatchObject({waitMs: 9250, waitFor: 'quota'});
	});

	it('does not wait for an interval that is over', () => {
		const reply = makeAnswer(429, '', {}, {retryAt: nowMs - 9000});
		expect(after({reply, random: 0})).toMatchObject({waitMs: 0, waitFor: 'quota'});
	});

	it('waits one minute if the response states no wait', () => {
		const bare = {waitMs: 60_250, waitFor: 'quota', mayHaveBeenProcessed: true};
		expect(after({reply: makeAnswer(429)})).toMatchObject(bare);
		const vague = makeAnswer(429, '{"error":"request.limit.exceeded"}');
		expect(after({request: post, reply: vague})).toMatchObject({waitMs: 60_250});
	});

	it.each(['', '{"error":"other"}', '<html></html>'])(
		'may have been processed where %j says nothing of the throttle',
		(body) => {
			const reply = makeAnswer(429, body);
			expect(after({request: post, reply})).toEqual(stop('not-idempotent', nowMs + 60_000));
		},
	);

	it('takes nothing from the budget', () => {
		const reply = makeAnswer(429, '', {'retry-after': '7'});
		expect(after({reply, budgetLeft: false})).toMatchObject({retry: true, paid: false});
	});
});

describe("the server's wait", () => {
	it.each([429, 502, 503, 504])('is extended by backoff after %i', (status) => {
		const reply = makeAnswer(status, '', {'retry-after': '7'});
		expect(after({reply, random: 0})).toMatchObject({waitMs: 7000, waitFor: 'retry-after'});
		expect(after({reply, random: 0.999})).toMatchObject({waitMs: 7499.5});
	});

	it.each([429, 502, 503, 504])('is read from the RateLimit field of a %i', (status) => {
		const reply = makeAnswer(status, '', {ratelimit: '"minute";r=0;t=9, "day";r=0;t=7'});
		expect(after({reply, random: 0})).toMatchObject({waitMs: 9000, waitFor: 'quota'});
	});

	it.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
		'has backoff that grows if Retry-After asks for no wait: %s',
		(value) => {
			const reply = makeAnswer(503, '', {'retry-after': value});
			const waits = [1, 2].map((attempt) => after({reply, attempt, random: 0.5}));
			expect(waits).toMatchObject([{waitMs: 250}, {waitMs: 500}]);
		},
	);

	it('is read from Retry-After if the response has both fields', () => {
		const reply = makeAnswer(503, '', {'retry-after': '7', ratelimit: '"a";r=0;t=9'});
		expect(after({reply, random: 0})).toMatchObject({waitMs: 7000});
	});

	it('is not implied by a RateLimit field with calls remaining', () => {
		const reply = makeAnswer(503, '', {ratelimit: '"a";r=1;t=9'});
		expect(after({reply})).toEqual(backoff);
	});

	it.each(['-5', 'soon', ''])('is only the backoff if Retry-After is %j', (value) => {
		expect(after({reply: makeAnswer(503, '', {'retry-after': value})})).toEqual(backoff);
	});

	it.each([
		['121', 121_000],
		['9999', 9_999_000],
		['1e20', 8.64e15 - nowMs],
	])('ends the call at once if Retry-After is %s', (value, waitMs) => {
		const reply = makeAnswer(503, '', {'retry-after': value});
		expect(after({reply})).toEqual(stop('retry-after-too-long', nowMs + waitMs));
	});

	it('can be exactly `maxRetryAfterMs`', () => {
		const reply = makeAnswer(503, '', {'retry-after': '120'});
		expect(after({reply})).toMatchObject({retry: true, waitMs: 120_250});
	});

	it('is in `retryAt` even if the call is not retried for another reason', () => {
		const reply = makeAnswer(503, '', {'retry-after': '7'});
		const retryAt = nowMs + 7000;
		expect(after({request: post, reply})).toEqual(stop('not-idempotent', retryAt));
		expect(after({reply, attempt: 3})).toEqual(stop('attempts', retryAt));
		expect(after({reply, budgetLeft: false})).toEqual(stop('budget', retryAt));
		expect(after({reply, elapsedMs: 175_000})).toEqual(stop('deadline', retryAt));
	});
});

describe('backoff', () => {
	it.each([
		[1, 500],
		[2, 1000],
		[3, 2000],
		[6, 16_000],
		[7, 20_000],
		[2000, 20_000],
	])('after attempt %i is random, up to %i ms', (attempt, most) => {
		const request = {...get, retry: {...retry, attempts: 9999}};
		expect(after({request, attempt, random: 0})).toMatchObject({waitMs: 0});
		expect(after({request, attempt, random: 0.5})).toMatchObject({waitMs: most / 2});
	});

	it('is 0 if `baseDelayMs` is 0, for any number of attempts', () => {
		const request = {...get, retry: {...retry, attempts: 9999, baseDelayMs: 0}};
		expect(after({request, attempt: 5000})).toMatchObject({retry: true, waitMs: 0});
	});
});

describe('`retryAt`', () => {
	it('is a whole number of milliseconds, never before the time that the server asks for', () => {
		const reply = makeAnswer(503, '', {'retry-after': '130.0005'});
		expect(after({reply})).toEqual(stop('retry-after-too-long', nowMs + 130_001));
	});
});

describe('a call is not retried', () => {
	it('after the maximum number of attempts', () => {
		expect(after({attempt: 2})).toMatchObject({retry: true});
		expect(after({attempt: 3})).toEqual(stop('attempts'));
		expect(after({request: {...get, retry: false}})).toEqual(stop('attempts'));
	});

	it('if the wait ends at the deadline or later', () => {
		const request = {...get, deadlineMs: 1000};
		expect(after({request, elapsedMs: 749})).toMatchObject({retry: true});
		expect(after({request, elapsedMs: 750})).toEqual(stop('deadline'));
	});

	it('if the budget is empty', () => {
		expect(after({budgetLeft: false})).toEqual(stop('budget'));
		expect(after({reply: broken('connect'), budgetLeft: false})).toEqual(stop('budget'));
	});

	it('if a redirect showed that the server processed the request', () => {
		const processed = {mayHaveBeenProcessed: true};
		expect(after({reply: makeAnswer(503, '', {}, processed)})).toEqual(stop('not-idempotent'));
		const reply = {...broken('connect'), ...processed};
		expect(after({reply})).toEqual(stop('not-idempotent'));
	});

	it('if the body is a stream', () => {
		const body = new ReadableStream<Uint8Array<ArrayBuffer>>();
		expect(after({request: {...get, body}})).toEqual(stop('body-not-replayable'));
		expect(after({request: {...get, body: () => body}})).toEqual(backoff);
	});
});
