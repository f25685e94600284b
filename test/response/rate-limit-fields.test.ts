import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readRateLimit} from '../../src/response/rate-limit-fields.ts';

const nowMs = Date.UTC(2030, 0, 1);
const nowS = nowMs / 1000;

describe('readRateLimit', () => {
	it.each([
		['RateLimit', {ratelimit: '"default";r=5;t=30'}, 5, 30_000],
		['white space and other parameters', {ratelimit: '"a" ; r=5 ; pk=:cGs=: ; t=30'}, 5, 30_000],
		['the strictest of several', {ratelimit: '"day";r=90;t=9000, "minute";r=2;t=7'}, 2, 7000],
		['the strictest, whatever the order', {ratelimit: '"m";r=2;t=7, "d";r=90;t=9000'}, 2, 7000],
		['the longer of two equally strict limits', {ratelimit: '"m";r=0;t=5, "d";r=0;t=9'}, 0, 9000],
		['a name with a comma', {ratelimit: '"a,b";r=5;t=30'}, 5, 30_000],
		[
			'the window of the policy if there is no time',
			{ratelimit: '"m";r=0', 'ratelimit-policy': '"d";q=9;w=9,"m";q=20;w=60'},
			0,
			60_000,
		],
		[
			'X-RateLimit in seconds',
			{'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '12'},
			7,
			12_000,
		],
		[
			'X-RateLimit with a time of day in seconds',
			{'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${nowS + 15}`},
			0,
			15_000,
		],
		[
			'X-RateLimit with a time of day in milliseconds',
			{'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${nowMs + 15}`},
			0,
			15,
		],
		[
			"X-RateLimit with a time of day by the server's own clock",
			{
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': `${nowS + 15}`,
				date: new Date(nowMs + 5000).toUTCString(),
			},
			0,
			10_000,
		],
		[
			'X-RateLimit with a time by the local clock, if the `Date` is a day off',
			{
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': `${nowS + 15}`,
				date: 'Thu, 01 Jan 1970 00:00:00 GMT',
			},
			0,
			15_000,
		],
		[
			'X-RateLimit with a time in the past',
			{'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${nowS - 15}`},
			0,
			0,
		],
		[
			'RateLimit rather than X-RateLimit',
			{ratelimit: '"m";r=1;t=1', 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '12'},
			1,
			1000,
		],
		['the longer of two exhausted limits', {ratelimit: '"a";r=0;t=7, "b";r=0;t=9'}, 0, 9000],
		[
			'the longer of two exhausted limits, in reverse order',
			{ratelimit: '"a";r=0;t=9, "b";r=0;t=7'},
			0,
			9000,
		],
		[
			'the stricter limit rather than the longer one',
			{ratelimit: '"a";r=1;t=99, "b";r=0;t=1'},
			0,
			1000,
		],
		[
			'the stricter limit rather than a longer one after it',
			{ratelimit: '"a";r=0;t=1, "b";r=1;t=99'},
			0,
			1000,
		],
		[
			'several names with commas',
			{ratelimit: '"a,b";r=5;t=3, "c,d";r=1;t=2, "e";r=9;t=1'},
			1,
			2000,
		],
		['an absurdly long time, clamped', {ratelimit: '"a";r=0;t=999999999999999'}, 0, 1e12],
		[
			'the longest duration',
			{'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000000'},
			0,
			1e12,
		],
		[
			'the earliest time of day in milliseconds',
			{'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000000000'},
			0,
			1e15 - nowMs,
		],
		[
			"a time of day by the server's own clock",
			{
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': `${nowS + 3600}`,
				date: new Date(nowMs + 3_595_000).toUTCString(),
			},
			0,
			5000,
		],
		['a name of several letters and a comma', {ratelimit: '"abc,def";r=5;t=3'}, 5, 3000],
	])('reads %s', (_, headers: Record<string, string>, remaining, resetMs) => {
		expect(readRateLimit(new Headers(headers), nowMs)).toEqual({remaining, resetMs});
	});

	it.each<Record<string, string>>([
		{},
		{ratelimit: ''},
		{ratelimit: '"default";r=5'},
		{ratelimit: '"default";r=-1;t=30'},
		{ratelimit: '"default";r=many;t=30'},
		{ratelimit: '"default";r=5x;t=30'},
		{ratelimit: '"default";r=x5;t=30'},
		{'x-ratelimit-remaining': '7'},
		{'x-ratelimit-reset': '7'},
		{ratelimit: '"default";r=5', 'ratelimit-policy': '"other";q=20;w=60'},
		{'x-ratelimit-remaining': '5'},
		{'x-ratelimit-reset': '5'},
		{'x-ratelimit-remaining': 'five', 'x-ratelimit-reset': '5'},
	])('returns undefined for %j', (headers) => {
		expect(readRateLimit(new Headers(headers), nowMs)).toBeUndefined();
	});

	it('takes time linear to the length of the field', () => {
		const startedAt = performance.now();
		for (const part of [',', '"', '",', 'a";r=1,', '\\"']) {
			readRateLimit(new Headers({ratelimit: part.repeat(50_000)}), nowMs);
		}
		expect(performance.now() - startedAt).toBeLessThan(4000);
	});

	it('reads every valid item, and never throws', () => {
		const count = fc.nat({max: 1e9});
		const token = fc.stringMatching(/^[\x20-\x7e]*$/);
		fc.assert(
			fc.property(count, count, token, (r, t, junk) => {
				const name = JSON.stringify(junk.replaceAll(/["\\;]/g, ''));
				const headers = new Headers({ratelimit: `${name};r=${r};t=${t}`});
				expect(readRateLimit(headers, nowMs)).toEqual({remaining: r, resetMs: t * 1000});
				readRateLimit(new Headers({ratelimit: junk, 'ratelimit-policy': junk}), nowMs);
			}),
		);
	});
});
