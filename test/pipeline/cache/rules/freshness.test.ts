import {describe, expect, it} from 'vitest';
import {assessFreshness} from '../../../../src/pipeline/cache/rules/freshness.ts';

const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
const assess = (headers: Record<string, string>, status = 200) =>
	assessFreshness(status, Object.entries({date, ...headers}), Date.parse(date));

describe('storability (RFC 9111 §3)', () => {
	it.each([200, 203, 204, 404, 405, 410, 414])('stores a %i', (status) => {
		expect(assess({'cache-control': 'max-age=60'}, status).storable).toBe(true);
	});

	it.each([201, 202, 206, 301, 302, 400, 401, 403, 409, 422, 429, 500, 501, 502, 503, 504])(
		'does not store a %i',
		(status) => {
			expect(assess({'cache-control': 'public, max-age=60'}, status).storable).toBe(false);
		},
	);

	it('does not store a response with no-store, in any case', () => {
		expect(assess({'cache-control': 'max-age=60, No-Store'}).storable).toBe(false);
	});

	it('stores a private response, because it is a private cache', () => {
		expect(assess({'cache-control': 'private, max-age=60'})).toMatchObject({
			storable: true,
			freshnessLifetimeMs: 60_000,
		});
	});
});

describe('freshness lifetime (RFC 9111 §4.2.1)', () => {
	it.each([
		['max-age', {'cache-control': 'max-age=60'}, 60_000],
		['max-age, which overrides Expires', {'cache-control': 'max-age=60', expires: date}, 60_000],
		['Expires minus Date', {expires: 'Thu, 01 Jan 2026 00:01:00 GMT'}, 60_000],
		['an Expires that is not a date', {expires: '0'}, 0],
		['an Expires that is a number of seconds', {expires: '3600'}, 0],
		['an Expires without a zone', {expires: '2026-01-01 00:01:00'}, 0],
		['an Expires in another zone', {expires: 'Thu, 01 Jan 2026 00:01:00 EST'}, 0],
		['an Expires in asctime format', {expires: 'Thu Jan  1 00:01:00 2026'}, 60_000],
		['an Expires in RFC 850 format', {expires: 'Thursday, 01-Jan-26 00:01:00 GMT'}, 60_000],
		['an Expires in the past', {expires: 'Wed, 31 Dec 2025 00:00:00 GMT'}, 0],
		['no-cache, which overrides max-age', {'cache-control': 'max-age=60, no-cache'}, 0],
		['no-cache with a field name', {'cache-control': 'max-age=60, no-cache="set-cookie"'}, 0],
		[
			'Pragma without Cache-Control',
			{pragma: 'no-cache', expires: 'Thu, 01 Jan 2026 00:01:00 GMT'},
			0,
		],
		['s-maxage, which is for shared caches', {'cache-control': 's-maxage=60'}, 0],
		['a max-age inside another directive', {'cache-control': 'x="max-age=60"'}, 0],
		['a max-age that is not a number', {'cache-control': 'max-age=a60'}, 0],
		['immutable alone', {'cache-control': 'immutable'}, 0],
		[
			'Last-Modified alone, without heuristic freshness',
			{'last-modified': 'Wed, 01 Jan 2020 00:00:00 GMT'},
			0,
		],
	])('is computed from %s', (_name, headers: Record<string, string>, freshnessLifetimeMs) => {
		expect(assess(headers).freshnessLifetimeMs).toBe(freshnessLifetimeMs);
	});
});

describe('stale windows (RFC 5861)', () => {
	it('are read from both directives', () => {
		expect(
			assess({'cache-control': 'max-age=1, stale-if-error=60, stale-while-revalidate=30'}),
		).toMatchObject({staleIfErrorMs: 60_000, staleWhileRevalidateMs: 30_000});
	});

	it.each(['must-revalidate', 'no-cache'])('are zero with %s', (directive) => {
		expect(
			assess({
				'cache-control': `max-age=1, stale-if-error=60, stale-while-revalidate=30, ${directive}`,
			}),
		).toMatchObject({staleIfErrorMs: 0, staleWhileRevalidateMs: 0});
	});
});
