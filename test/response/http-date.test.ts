import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseHttpDate} from '../../src/response/http-date.ts';

const now = Date.UTC(1994, 10, 6, 8, 49, 7);

describe('parseHttpDate', () => {
	it.each([
		['Sunday, 06-Nov-94 08:49:37 GMT', 1994, 1994],
		['Sunday, 06-Nov-44 08:49:37 GMT', 1994, 2044],
		['Sunday, 06-Nov-45 08:49:37 GMT', 1994, 1945],
		['Sunday, 06-Nov-00 08:49:37 GMT', 2026, 2000],
		['Sunday, 06-Nov-76 08:49:37 GMT', 2026, 2076],
		['Sunday, 06-Nov-77 08:49:37 GMT', 2026, 1977],
		['Sunday, 06-Nov-00 08:49:37 GMT', 2099, 2100],
		['Sunday, 06-Nov-49 08:49:37 GMT', 2099, 2149],
		['Sunday, 06-Nov-50 08:49:37 GMT', 2099, 2050],
	])('parses %j in %i as a date of %i', (text, seen, year) => {
		expect(parseHttpDate(text, Date.UTC(seen, 5))).toBe(Date.UTC(year, 10, 6, 8, 49, 37));
	});

	it('parses every month, in any capitals', () => {
		for (let month = 0; month < 12; month++) {
			const at = Date.UTC(1994, month, 15, 23, 59, 59);
			const text = new Date(at).toUTCString();
			expect(parseHttpDate(text, now)).toBe(at);
			expect(parseHttpDate(text.toUpperCase(), now)).toBe(at);
		}
	});

	it('parses any date in the format of toUTCString', () => {
		fc.assert(
			fc.property(
				fc.date({min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true}),
				(date) => {
					const seconds = Math.floor(date.getTime() / 1000) * 1000;
					expect(parseHttpDate(date.toUTCString(), now)).toBe(seconds);
				},
			),
		);
	});
});
