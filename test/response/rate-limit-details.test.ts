import {describe, expect, it} from 'vitest';
import {readRateLimitDetails, rateLimitDetailsOf} from '../../src/response/rate-limit-details.ts';

const body = (description: string, error = 'request.limit.exceeded') =>
	new TextEncoder().encode(JSON.stringify({error, description}));

describe('readRateLimitDetails', () => {
	it.each([
		["Requests limit '20' times per '1' minutes' is exceeded", 20, 60_000],
		['Requests limit 5 times per 10 seconds is exceeded', 5, 10_000],
		["limit '1000' TIMES PER '2' Hours'", 1000, 7_200_000],
		["limit '200' times per '1' day'", 200, 86_400_000],
	])('reads the limit from %j', (description, limit, intervalMs) => {
		expect(readRateLimitDetails(body(description), 'application/json')).toEqual({
			limit,
			intervalMs,
		});
	});

	it.each(['', 'Too many requests', "'20' times per '1' fortnight'"])(
		'returns details without a limit for %j',
		(description) => {
			expect(readRateLimitDetails(body(description), 'application/json')).toEqual({
				limit: undefined,
				intervalMs: undefined,
			});
		},
	);

	it('returns undefined for a 429 that is not from the rate limiter of Awin', () => {
		expect(readRateLimitDetails(body("'20' times per '1' minutes'", 'other'), '')).toBeUndefined();
		expect(readRateLimitDetails(new Uint8Array(0), '')).toBeUndefined();
	});
});

describe('rateLimitDetailsOf', () => {
	it('returns details without a limit if there is no description', () => {
		const code = 'request.limit.exceeded';
		expect(rateLimitDetailsOf({body: {}, code, description: undefined})).toEqual({
			limit: undefined,
			intervalMs: undefined,
		});
	});
});
