import {describe, expect, it} from 'vitest';
import {serverLimitsOf} from '../../src/response/server-limits.ts';
import {makeAnswer} from '../helpers/make-answer.ts';

const throttled = JSON.stringify({
	error: 'request.limit.exceeded',
	description: "Requests limit '20' times per '2' minutes' is exceeded",
});
const none = {retryAfterMs: undefined, rateLimit: undefined, throttle: undefined};
const throttle = {limit: 20, intervalMs: 120_000};

describe('serverLimitsOf', () => {
	it('reads all limits of a response', () => {
		const headers = {'retry-after': '7', ratelimit: '"default";r=5;t=30'};
		expect(serverLimitsOf(makeAnswer(429, throttled, headers), 0)).toEqual({
			retryAfterMs: 7000,
			rateLimit: {remaining: 5, resetMs: 30_000},
			throttle,
		});
	});

	it('finds none in most responses', () => {
		expect(serverLimitsOf(makeAnswer(200, '{}'), 0)).toEqual(none);
	});

	it('reads the body of a 429 only', () => {
		expect(serverLimitsOf(makeAnswer(429, throttled), 0)).toEqual({...none, throttle});
		expect(serverLimitsOf(makeAnswer(503, throttled), 0)).toEqual(none);
	});

	it('reads the body in its charset', () => {
		const body = new Uint8Array(Buffer.from(throttled, 'utf16le'));
		const headers = new Headers({'content-type': 'application/json; charset=utf-16le'});
		expect(serverLimitsOf({...makeAnswer(429), headers, body}, 0)).toEqual({...none, throttle});
	});

	it('is relative to the first time that it is asked', () => {
		const late = makeAnswer(503, '', {'retry-after': 'Thu, 01 Jan 1970 00:00:10 GMT'});
		expect(serverLimitsOf(late, 1000).retryAfterMs).toBe(9000);
		expect(serverLimitsOf(late, 5000).retryAfterMs).toBe(9000);
	});
});
