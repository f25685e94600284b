import * as fc from 'fast-check';
import {Temporal} from 'temporal-polyfill';
import {describe, expect, it} from 'vitest';
import {dateIn, instantOf, wallClockOf} from '../../../src/api/time/wall-clock.ts';
import {type Timezone, timezones} from '../../../src/api/time/zones.ts';

const iso = (text: string, timezone: Timezone = 'UTC') => instantOf(text, timezone).toISOString();

/** What `Temporal` makes of a wall-clock time. */
const compatible = (text: string, timezone: Timezone): number =>
	Temporal.PlainDateTime.from(text).toZonedDateTime(timezone, {disambiguation: 'compatible'})
		.epochMilliseconds;

describe('instantOf', () => {
	it.each<[text: string, timezone: Timezone, instant: string]>([
		['2026-01-31T13:00:00', 'UTC', '2026-01-31T13:00:00.000Z'],
		['2026-01-31T13:00:00', 'Europe/Berlin', '2026-01-31T12:00:00.000Z'],
		['2026-07-31T13:00:00', 'Europe/Berlin', '2026-07-31T11:00:00.000Z'],
		['2026-01-31 13:00:00', 'US/Eastern', '2026-01-31T18:00:00.000Z'],
		['2019-04-18T09:49:35.558', 'Europe/London', '2019-04-18T08:49:35.558Z'],
		['2019-04-18T09:49:35.5', 'UTC', '2019-04-18T09:49:35.500Z'],
		['2019-04-18T09:49:35.123456789', 'UTC', '2019-04-18T09:49:35.123Z'],
		['2026-01-31', 'Australia/Sydney', '2026-01-30T13:00:00.000Z'],
		['0000-01-01T00:00:00', 'UTC', '0000-01-01T00:00:00.000Z'],
		['2024-02-29', 'UTC', '2024-02-29T00:00:00.000Z'],
	])('reads %s in %s', (text, timezone, instant) => {
		expect(iso(text, timezone)).toBe(instant);
	});

	it.each([
		['2026-01-31T13:00:00Z', '2026-01-31T13:00:00.000Z'],
		['2026-01-31t13:00:00z', '2026-01-31T13:00:00.000Z'],
		['2026-01-31T13:00:00.250+02:00', '2026-01-31T11:00:00.250Z'],
		['2026-01-31T13:00:00-0530', '2026-01-31T18:30:00.000Z'],
		['2026-01-31 13:00:00+01', '2026-01-31T12:00:00.000Z'],
	])('prefers the offset of %s to the zone', (text, instant) => {
		expect(iso(text, 'US/Pacific')).toBe(instant);
	});

	it('takes the first of two equal times when the clock goes back', () => {
		expect(iso('2025-10-26T02:30:00', 'Europe/Berlin')).toBe('2025-10-26T00:30:00.000Z');
		expect(iso('2025-11-02T01:59:59', 'US/Eastern')).toBe('2025-11-02T05:59:59.000Z');
	});

	it('moves a time that never happens forward by the gap', () => {
		expect(iso('2025-03-30T02:30:00', 'Europe/Berlin')).toBe('2025-03-30T01:30:00.000Z');
		expect(wallClockOf(instantOf('2025-03-30T02:30:00', 'Europe/Berlin'), 'Europe/Berlin')).toBe(
			'2025-03-30T03:30:00',
		);
		/* A midnight that never happened. */
		expect(iso('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
	});

	it.each([
		'',
		'2026',
		'2026-02-30T00:00:00',
		'2025-02-29',
		'2026-01-31T24:00:00',
		'2026-01-31T13:60:00',
		'2026-01-31T13:00:60',
		'2026-01-31T13:00',
		'2026-13-01',
		'2026-01-31T13:00:00+24:00',
		'2026-01-31T13:00:00+02:60',
		'2026-01-31Z',
		' 2026-01-31',
		'31/01/2026',
		'+002026-01-31T13:00:00',
		`2026-01-31T13:00:00.${'0'.repeat(100_000)}`,
	])('refuses %j', (text) => {
		expect(() => instantOf(text, 'UTC')).toThrow(TypeError);
	});

	it('names the option, what is accepted and the kind of what was given', () => {
		expect(() => instantOf('yesterday', 'UTC')).toThrow(
			/^Option `text` must be a date and time such as 2026-01-31T13:00:00 .*, but it is a string\.$/,
		);
		expect(() => instantOf('', 'UTC', 'from')).toThrow(/^Option `from` .* an empty string\.$/);
		const input: {text: string} = JSON.parse('{"text": 1}');
		expect(() => instantOf(input.text, 'UTC')).toThrow(/ but it is a number\.$/);
	});
});

describe('wallClockOf', () => {
	it('writes the time of the zone without an offset and without milliseconds', () => {
		const date = new Date('2026-01-31T23:30:00.999Z');
		expect(wallClockOf(date, 'UTC')).toBe('2026-01-31T23:30:00');
		expect(wallClockOf(date, 'Europe/Helsinki')).toBe('2026-02-01T01:30:00');
		expect(wallClockOf(date, 'Canada/Pacific')).toBe('2026-01-31T15:30:00');
	});

	it('refuses what is no Date, an invalid Date and a year that has no four digits', () => {
		expect(() => wallClockOf(new Date(Number.NaN), 'UTC')).toThrow(
			new TypeError(
				'Option `date` must be a Date in the years 0 to 9999, but it is an invalid Date.',
			),
		);
		const input: {date: Date} = JSON.parse('{"date": "2026-01-31"}');
		expect(() => wallClockOf(input.date, 'UTC', 'to')).toThrow(
			new TypeError('Option `to` must be a Date in the years 0 to 9999, but it is a string.'),
		);
		expect(() => wallClockOf(new Date('+010000-01-01T00:00:00Z'), 'UTC')).toThrow(
			new TypeError('Option `date` must be a Date in the years 0 to 9999, but its year is 10000.'),
		);
		expect(() => wallClockOf(new Date('0000-01-01T00:00:00Z'), 'US/Eastern')).toThrow(/year is -1/);
		expect(() => wallClockOf(new Date(8.64e15), 'Europe/Paris')).toThrow(TypeError);
	});
});

describe('dateIn', () => {
	it('is the date of the zone', () => {
		const date = new Date('2026-01-31T23:30:00Z');
		expect(dateIn(date, 'US/Eastern')).toBe('2026-01-31');
		expect(dateIn(date, 'Europe/Berlin')).toBe('2026-02-01');
		expect(() => dateIn(new Date(Number.NaN), 'UTC', 'startDate')).toThrow(/^Option `startDate`/);
	});
});

describe.each(timezones)('in %s', (timezone) => {
	it('has the times of Temporal around every change of the clock from 2017 to 2026', () => {
		let next = Temporal.Instant.from('2017-01-01T00:00:00Z')
			.toZonedDateTimeISO(timezone)
			.getTimeZoneTransition('next');
		let changes = 0;
		while (next !== null && next.epochMilliseconds < Date.UTC(2027, 0, 1)) {
			changes += 1;
			for (let minutes = -240; minutes <= 240; minutes += 15) {
				const text = next.toPlainDateTime().add({minutes}).toString({smallestUnit: 'second'});
				expect([text, instantOf(text, timezone).getTime()]).toEqual([
					text,
					compatible(text, timezone),
				]);
				const instant = next.toInstant().add({minutes});
				expect(wallClockOf(new Date(instant.epochMilliseconds), timezone)).toBe(
					instant.toZonedDateTimeISO(timezone).toPlainDateTime().toString({smallestUnit: 'second'}),
				);
			}
			next = next.getTimeZoneTransition('next');
		}
		/* Brazil has not changed its clock since 2019. */
		const expected = timezone === 'UTC' ? 0 : timezone === 'America/Sao_Paulo' ? 5 : 18;
		expect(changes).toBeGreaterThanOrEqual(expected);
	});
});

const anyDate = fc.date({
	min: new Date('0001-01-01T00:00:00Z'),
	max: new Date('9998-12-31T00:00:00Z'),
	noInvalidDate: true,
});
const anyZone = fc.constantFrom(...timezones);

describe('for any date', () => {
	it('converts an instant to a wall-clock time and back, or to the same time an hour before', () => {
		fc.assert(
			fc.property(anyDate, anyZone, (date, timezone) => {
				const text = wallClockOf(date, timezone);
				const back = instantOf(text, timezone);
				expect(wallClockOf(back, timezone)).toBe(text);
				expect(date.getTime() - back.getTime()).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	it('agrees with Temporal', () => {
		fc.assert(
			fc.property(anyDate, anyZone, (date, timezone) => {
				const text = date.toISOString().slice(0, 19);
				expect(instantOf(text, timezone).getTime()).toBe(compatible(text, timezone));
			}),
		);
	});

	it('reads any text or throws a TypeError', () => {
		const outcome = (text: string): unknown => {
			try {
				return instantOf(text, 'US/Central');
			} catch (error) {
				return error;
			}
		};
		const isExpected = (value: unknown) =>
			value instanceof Date ? !Number.isNaN(value.getTime()) : value instanceof TypeError;
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d\-:TZ+. ]*$/)), (text) => {
				expect(outcome(text)).toSatisfy(isExpected);
			}),
		);
	});
});
