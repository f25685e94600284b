import {Temporal} from 'temporal-polyfill';
import {describe, expect, it} from 'vitest';
import {type InstantParam, readInstant} from '../../../src/api/time/instant.ts';

const berlin = (value: InstantParam) =>
	new Date(readInstant(value, 'Europe/Berlin', 'from')).toISOString();

describe('readInstant', () => {
	it.each<[name: string, value: InstantParam, instant: string]>([
		['a Date', new Date('2026-07-31T13:00:00.250Z'), '2026-07-31T13:00:00.250Z'],
		['a text with Z', '2026-07-31T13:00:00Z', '2026-07-31T13:00:00.000Z'],
		['a text with an offset', '2026-07-31T13:00:00-05:00', '2026-07-31T18:00:00.000Z'],
		['a text without one', '2026-07-31T13:00:00', '2026-07-31T11:00:00.000Z'],
		['a date', '2026-07-31', '2026-07-30T22:00:00.000Z'],
		['a leap day', '2024-02-29', '2024-02-28T23:00:00.000Z'],
		['an hour that happens twice', '2025-10-26T02:30:00', '2025-10-26T00:30:00.000Z'],
		['an hour that never happens', '2025-03-30T02:30:00', '2025-03-30T01:30:00.000Z'],
		['an Instant', Temporal.Instant.from('2026-07-31T13:00:00.25Z'), '2026-07-31T13:00:00.250Z'],
		[
			'a ZonedDateTime',
			Temporal.ZonedDateTime.from('2026-07-31T13:00:00[America/New_York]'),
			'2026-07-31T17:00:00.000Z',
		],
		[
			'a PlainDateTime',
			Temporal.PlainDateTime.from('2026-07-31T13:00:00.5'),
			'2026-07-31T11:00:00.500Z',
		],
		['a PlainDate', Temporal.PlainDate.from('2026-07-31'), '2026-07-30T22:00:00.000Z'],
		[
			'a PlainDate of another calendar',
			Temporal.PlainDate.from('2026-07-31').withCalendar('gregory'),
			'2026-07-30T22:00:00.000Z',
		],
	])('reads %s', (_, value, instant) => {
		expect(berlin(value)).toBe(instant);
	});

	it('knows the values of Temporal by their tag, so that any implementation of it will do', () => {
		const instant = {
			[Symbol.toStringTag]: 'Temporal.Instant',
			epochMilliseconds: 1_000,
		} as const;
		expect(readInstant(instant, 'UTC', 'from')).toBe(1_000);
	});

	it.each<[name: string, value: unknown, kind: string]>([
		['nothing', undefined, 'undefined'],
		['null', null, 'null'],
		['a number', 1_767_225_600_000, 'a number'],
		['a boolean', true, 'a boolean'],
		['an invalid Date', new Date(''), 'an invalid Date'],
		['an empty text', '', 'an empty string'],
		['words', 'yesterday', 'a string'],
		['a day that does not exist', '2025-02-29', 'a string'],
		['a time without seconds', '2026-01-31T13:00', 'a string'],
		['a time of day', Temporal.PlainTime.from('13:00'), 'an object (PlainTime)'],
		['a duration', Temporal.Duration.from('PT1H'), 'an object (Duration)'],
		['a month', Temporal.PlainYearMonth.from('2026-01'), 'an object (PlainYearMonth)'],
		['an object', {epochMilliseconds: 1}, 'an object (Object)'],
		['an array', ['2026-01-31'], 'an array'],
		['an Instant without its time', {[Symbol.toStringTag]: 'Temporal.Instant'}, 'an object'],
		[
			'a PlainDate that cannot be written',
			{[Symbol.toStringTag]: 'Temporal.PlainDate', toString: undefined},
			'an empty string',
		],
		[
			'a PlainDate that writes no text',
			{[Symbol.toStringTag]: 'Temporal.PlainDate', toString: () => 7},
			'an empty string',
		],
		['a year of five digits', Temporal.PlainDate.from('+010000-01-01'), 'a string'],
	])('refuses %s', (_, value, kind) => {
		const read = () => readInstant(value, 'Europe/Berlin', 'to');
		expect(read).toThrow(TypeError);
		expect(read).toThrow(/^Option `to` must be a /);
		expect(read).toThrow(`but it is ${kind}`);
	});

	it('shows nothing of what was given', () => {
		expect(() => readInstant('canary-8f14e45f', 'UTC', 'from')).not.toThrow(/canary/);
	});
});
