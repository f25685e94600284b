import * as fc from 'fast-check';
import CachePolicy from 'http-cache-semantics';
import {expect, it} from 'vitest';
import {assessFreshness} from '../../../../src/pipeline/cache/rules/freshness.ts';

/* Fields of a well-behaved server. The other tests of freshness cover invalid fields. */
const seconds = fc.nat({max: 2 ** 31 - 1});
const directive = fc.oneof(
	fc.constantFrom('no-store', 'no-cache', 'private', 'public', 'must-revalidate', 'immutable'),
	seconds.map((value) => `max-age=${value}`),
	seconds.map((value) => `max-age="${value}"`),
	seconds.map((value) => `s-maxage=${value}`),
	seconds.map((value) => `stale-if-error=${value}`),
);
/* No repeated directives: the library takes the last one, the RFC the first one. */
const nameOf = (text: string) => text.split('=', 1)[0];
const cacheControl = fc
	.uniqueArray(directive, {selector: nameOf, maxLength: 4})
	.map((directives) => directives.join(', '));
const httpDate = fc
	.date({min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true})
	.map((date) => date.toUTCString());
const fields = fc.record(
	{
		date: httpDate,
		'cache-control': cacheControl.filter((text) => text !== ''),
		expires: fc.oneof(httpDate, fc.constantFrom('never', 'soon')),
		pragma: fc.constantFrom('no-cache', 'x=1, no-cache', 'x'),
		etag: fc.constant('"1"'),
		'last-modified': httpDate,
	},
	{requiredKeys: ['date']},
);
const status = fc.constantFrom(
	200,
	201,
	202,
	203,
	204,
	206,
	400,
	401,
	403,
	404,
	405,
	409,
	410,
	414,
);

it('agrees with http-cache-semantics on what may be stored and how long it is fresh', () => {
	fc.assert(
		fc.property(status, fields, (code, headers) => {
			const policy = new CachePolicy(
				{method: 'GET', headers: {}},
				{status: code, headers: {...headers}},
				{shared: false, cacheHeuristic: 0, immutableMinTimeToLive: 0},
			);
			const dateMs = Date.parse(headers.date);
			expect(assessFreshness(code, Object.entries(headers), dateMs)).toMatchObject({
				storable: policy.storable(),
				freshnessLifetimeMs: policy.maxAge() * 1000,
			});
		}),
		{numRuns: 2000},
	);
});
