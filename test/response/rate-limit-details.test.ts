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
		'knows the throttle, but no limit, from %j',
		(description) => {
			expect(readRateLimitDetails(body(description), 'application/json')).toEqual({
				limit: undefined,
				intervalMs: undefined,
			});
		},
	);

	it('does not take another refusal for the throttle', () => {
		expect(readRateLimitDetails(body("'20' times per '1' minutes'", 'other'), '')).toBeUndefined();
		expect(readRateLimitDetails(new Uint8Array(0), '')).toBeUndefined();
	});
});

describe('rateLimitDetailsOf', () => {
	it('reads the code alone where no sentence comes with it', () => {
		const code = 'request.limit.exceeded';
		expect(rateLimitDetailsOf({body: {}, code, description: undefined})).toEqual({
			limit: undefined,
			intervalMs: undefined,
		});
	});
});
