import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readRetryAfter} from '../../src/response/retry-after.ts';

const now = Date.UTC(1994, 10, 6, 8, 49, 7);
const read = (value: string, headers: Record<string, string> = {}) =>
	readRetryAfter(new Headers({'retry-after': value, ...headers}), now);

describe('readRetryAfter', () => {
	it('returns undefined if the field is missing', () => {
		expect(readRetryAfter(new Headers(), now)).toBeUndefined();
	});

	it.each([
		['0', 0],
		['7', 7000],
		[' 7 ', 7000],
		['+7', 7000],
		['1.5', 1500],
		['7.', 7000],
		['9999', 9_999_000],
		['5, 60, 7', 60_000],
	])('reads %j as seconds', (value, ms) => {
		expect(read(value)).toBe(ms);
	});

	it.each(['1e20', '1E+20', '1e999', '100000000000000000000', '9'.repeat(400)])(
		'clamps %.30j to the latest time of a Date',
		(value) => {
			expect(new Date(now + (read(value) ?? 0)).getTime()).toBe(8.64e15);
		},
	);

	it.each([
		'',
		'-5',
		'-1e20',
		'soon',
		'5s',
		'0x10',
		'Infinity',
		'NaN',
		'5;6',
		'5,',
		'x5',
		'1e',
		'Sun, 06 Nov 1994 08:49:37',
		'Sun, 06 Nov 1994 08:49:37 CET',
		'x Sun, 06 Nov 1994 08:49:37 GMT',
		'Sun, 06 Nov 1994 08:49:37 GMT x',
		'Sun, 06 Foo 1994 08:49:37 GMT',
		'Sun, 31 Feb 1994 08:49:37 GMT',
		'Sun, 06 Nov 1994 24:00:00 GMT',
		'Sun, 06 Nov 1994 08:60:37 GMT',
		'Sun, 06 Nov 1994 08:49:61 GMT',
		'Sun, 06 Nov 1994 99:00:00 GMT',
		'Thu, 30 Nov 1994 24:00:00 GMT',
		'1994-11-06T08:49:37Z',
		'Sun, 6 Nov 1994 08:49:37 GMT',
		'Sun, 006 Nov 1994 08:49:37 GMT',
		'Sun, 06 November 1994 08:49:37 GMT',
		'Sun, 06 Nov 94 08:49:37 GMT',
		'Sun, 06 Nov 11994 08:49:37 GMT',
		'Sun, 06 Nov 1994 8:49:37 GMT',
		'Sun, 06 Nov 1994 08:9:37 GMT',
		'Sun, 06 Nov 1994 08:49:7 GMT',
		'Sun, 06 Nov 1994 08:49 GMT',
		'Sund, 06 Nov 1994 08:49:37 GMT',
		'Sundy, 06-Nov-94 08:49:37 GMT',
		'Wednesdays, 06-Nov-94 08:49:37 GMT',
		'Sunday, 6-Nov-94 08:49:37 GMT',
		'Sunday, 06-November-94 08:49:37 GMT',
		'Sunday, 06-Nov-4 08:49:37 GMT',
		'Sunday, 06-Nov-94 8:49:37 GMT',
		'Sunday, 06-Nov-94 08:9:37 GMT',
		'Sunday, 06-Nov-94 08:49:7 GMT',
		'Sun Nov x6 08:49:37 1994',
		'Sun Nov 6 08:49:37 1994',
		'Sun November  6 08:49:37 1994',
		'Sunday Nov  6 08:49:37 1994',
		'Sun Nov  6 8:49:37 1994',
		'Sun Nov  6 08:9:37 1994',
		'Sun Nov  6 08:49:7 1994',
		'Su, 06 Nov 1994 08:49:37 GMT',
		'Sunday, 06-Nov-1994 08:49:37 GMT',
		'x Sunday, 06-Nov-94 08:49:37 GMT',
		'Sunday, 06-Nov-94 08:49:37 GMT x',
		'Sun Nov 06 08:49:37 94',
		'x Sun Nov  6 08:49:37 1994',
		'Sun Nov  6 08:49:37 1994 x',
	])('ignores %j', (value) => {
		expect(read(value)).toBeUndefined();
	});

	it.each([
		'Sun, 06 Nov 1994 08:49:37 GMT',
		'Sunday, 06-Nov-94 08:49:37 GMT',
		'Wednesday, 06-Nov-94 08:49:37 GMT',
		'sunday, 06-nov-94 08:49:37 gmt',
		'Sun Nov  6 08:49:37 1994',
		'Sun Nov 06 08:49:37 1994',
		'SUN, 06 NOV 1994 08:49:37 GMT',
	])('reads the date %j', (value) => {
		expect(read(value)).toBe(30_000);
	});

	it('treats a leap second as the following second', () => {
		expect(read('Sun, 06 Nov 1994 08:49:60 GMT')).toBe(53_000);
		expect(read('Sat, 31 Dec 1994 23:59:60 GMT')).toBe(Date.UTC(1995, 0, 1) - now);
	});

	it('returns 0 for a date in the past', () => {
		expect(read('Sun, 06 Nov 1994 08:49:06 GMT')).toBe(0);
	});

	it('uses the Date of the response if it is within 24 hours of the local clock', () => {
		const date = 'Mon, 07 Nov 1994 08:49:07 GMT';
		expect(read('Mon, 07 Nov 1994 08:49:16 GMT', {date})).toBe(9000);
		expect(read('Mon, 07 Nov 1994 08:49:06 GMT', {date})).toBe(0);
		expect(read('Sat, 05 Nov 1994 08:49:16 GMT', {date: 'Sat, 05 Nov 1994 08:49:07 GMT'})).toBe(
			9000,
		);
	});

	it.each([
		'Thu, 01 Jan 1970 00:00:00 GMT',
		'Sat, 05 Nov 1994 08:49:06 GMT',
		'Mon, 07 Nov 1994 08:49:08 GMT',
		'Fri, 31 Dec 9999 23:59:59 GMT',
	])('ignores a `Date` that is further off: %s', (date) => {
		expect(read('Sun, 06 Nov 1994 08:49:37 GMT', {date})).toBe(30_000);
	});

	it('uses the local clock if the response has no valid Date', () => {
		expect(read('Sun, 06 Nov 1994 08:49:37 GMT', {date: 'today'})).toBe(30_000);
	});
});

it('returns a wait of at least 0 that a Date can represent, for any text', () => {
	const characters = Array.from('0123456789.eE+-, :GMTSunNov');
	const field = fc.oneof(
		fc.string({unit: fc.constantFrom(...characters)}),
		fc.double().map(String),
		fc.bigInt().map(String),
		fc.date({noInvalidDate: true}).map((date) => date.toUTCString()),
	);
	fc.assert(
		fc.property(field, field, fc.integer({min: 0, max: 4e12}), (value, date, nowMs) => {
			const headers = new Headers({'retry-after': value, date});
			const waitMs = readRetryAfter(headers, nowMs) ?? 0;
			expect(waitMs).toBeGreaterThanOrEqual(0);
			expect(new Date(nowMs + waitMs).getTime()).not.toBeNaN();
		}),
	);
});

it('returns any whole number of seconds in milliseconds', () => {
	fc.assert(
		fc.property(fc.nat(), (seconds) => {
			expect(read(String(seconds))).toBe(seconds * 1000);
		}),
	);
});
