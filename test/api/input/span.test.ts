import * as fc from 'fast-check';
import {Temporal} from 'temporal-polyfill';
import {describe, expect, it} from 'vitest';
import {checkSpan} from '../../../src/api/input/span.ts';
import {days31, days400} from '../../../src/api/input/spans.ts';
import {type Timezone, timezones} from '../../../src/api/time/zones.ts';

const accepts = (startDate: string, endDate: string, timezone: Timezone, span = days31) => {
	try {
		checkSpan(span, {startDate, endDate}, timezone);
		return true;
	} catch (error) {
		expect(error).toBeInstanceOf(TypeError);
		return false;
	}
};

describe('a span of 31 days in which the clock goes forward', () => {
	it('may have 31 days of elapsed time, which are an hour more by the clock', () => {
		const ends = ['2026-04-01T00:00:00', '2026-04-01T01:00:00', '2026-04-01T01:00:01'];
		expect(ends.map((end) => accepts('2026-03-01T00:00:00', end, 'Europe/Berlin'))).toEqual([
			true,
			true,
			false,
		]);
	});
});

describe('a span of 31 days in which the clock goes back', () => {
	it('may have 31 days by the clock, which are an hour more of elapsed time', () => {
		const ends = ['2026-11-01T00:00:00', '2026-11-01T00:00:01'];
		expect(ends.map((end) => accepts('2026-10-01T00:00:00', end, 'Europe/Berlin'))).toEqual([
			true,
			false,
		]);
	});
});

describe('a span of whole days', () => {
	it('is counted by its days, whatever the clock does', () => {
		expect(accepts('2025-01-01', '2026-02-04', 'Europe/Berlin', days400)).toBe(true);
		expect(accepts('2025-01-01', '2026-02-05', 'Europe/Berlin', days400)).toBe(false);
		expect(accepts('2026-03-29', '2026-03-29', 'Europe/Berlin', days400)).toBe(true);
		expect(accepts('2026-03-29', '2026-03-28', 'Europe/Berlin', days400)).toBe(false);
	});
});

describe('a span', () => {
	it('is too long only if it is by the clock of its zone and by elapsed time', () => {
		const limit = 31 * 86_400;
		const start = fc.integer({min: Date.UTC(2017, 0) / 1000, max: Date.UTC(2027, 0) / 1000});
		/* Around the limit, where the two differ. */
		const length = fc.integer({min: limit - 7200, max: limit + 7200});
		fc.assert(
			fc.property(start, length, fc.constantFrom(...timezones), (startS, lengthS, timezone) => {
				const [from, to] = [startS, startS + lengthS].map((seconds) =>
					new Date(seconds * 1000).toISOString().slice(0, 19),
				);
				if (from === undefined || to === undefined) throw new Error('A span has two ends.');
				const [first, last] = [from, to].map(
					(text) =>
						Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds / 1000,
				);
				const elapsedS = Number(last) - Number(first);
				expect(accepts(from, to, timezone)).toBe(lengthS <= limit || elapsedS <= limit);
			}),
			{numRuns: 1000},
		);
	});
});
