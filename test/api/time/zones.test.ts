import {describe, expect, it} from 'vitest';
import {instantOf, wallClockOf} from '../../../src/api/time/wall-clock.ts';
import {checkTimezone, isTimezone, type Timezone, timezones} from '../../../src/api/time/zones.ts';

describe('timezones', () => {
	it('are the sixteen of Awin', () => {
		expect(timezones).toHaveLength(16);
		expect(new Set(timezones).size).toBe(16);
	});

	it.each(timezones)('%s is a zone of the runtime', (timezone) => {
		expect(new Intl.DateTimeFormat('en-US', {timeZone: timezone}).format(0)).not.toBe('');
	});
});

describe('checkTimezone', () => {
	it('returns a zone of Awin', () => {
		expect(checkTimezone('US/Eastern')).toBe('US/Eastern');
		expect(isTimezone('US/Eastern')).toBe(true);
	});

	it.each(['America/New_York', 'Europe/Amsterdam', 'utc', 'Z', '', undefined, 1])(
		'refuses %j, and lists the zones',
		(value) => {
			expect(isTimezone(value)).toBe(false);
			expect(() => checkTimezone(value)).toThrow(
				/^Option `timezone` must be one of Awin's time zones \(America\/Sao_Paulo, .*, UTC\), but it is /,
			);
			expect(() => checkTimezone(value, 'zone')).toThrow(TypeError);
		},
	);

	it('guards the conversions, whatever the text says', () => {
		const input: {zone: Timezone} = JSON.parse('{"zone": "Mars/Base"}');
		expect(() => instantOf('2026-01-31T13:00:00Z', input.zone)).toThrow(/^Option `timezone`/);
		expect(() => wallClockOf(new Date(0), input.zone)).toThrow(/^Option `timezone`/);
	});
});
