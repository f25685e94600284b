import {describe, expect, it} from 'vitest';
import {type Place, placeOf} from '../../../src/api/time/place.ts';
import type {Timezone} from '../../../src/api/time/zones.ts';

const january = {
	from: Date.parse('2026-01-01T00:00:00Z'),
	to: Date.parse('2026-02-01T00:00:00Z'),
};

describe('the place of a row', () => {
	it.each<[date: unknown, timezone: Timezone, place: Place]>([
		['2026-01-01T00:00:00', 'Europe/Berlin', 'in'],
		['2026-01-31 23:59:59', 'Europe/Berlin', 'in'],
		['2026-01-31T23:59:59.999', 'Europe/Berlin', 'in'],
		['2026-02-01T00:00:00', 'Europe/Berlin', 'out'],
		['2025-12-31T23:59:59', 'Europe/Berlin', 'out'],
		['2026-01-15', 'Europe/Berlin', 'in'],
		['2026-02-01', 'Europe/Berlin', 'out'],
		/* An offset at its word, and as if it were not there: nobody knows, if they differ. */
		['2026-01-31T23:59:59Z', 'UTC', 'in'],
		['2026-02-01T00:00:00Z', 'UTC', 'out'],
		['2026-01-15T00:00:00Z', 'US/Pacific', 'in'],
		['2026-01-31T23:30:00Z', 'Europe/Berlin', 'unsure'],
		['2026-02-01T00:30:00Z', 'US/Pacific', 'unsure'],
		['2026-02-01T00:00:00+01:00', 'Europe/Berlin', 'out'],
		['2026-03-01T00:00:00Z', 'Europe/Berlin', 'out'],
		/* No date. */
		[undefined, 'UTC', 'unsure'],
		[null, 'UTC', 'unsure'],
		['', 'UTC', 'unsure'],
		['soon', 'UTC', 'unsure'],
		[1_767_225_600_000, 'UTC', 'unsure'],
	])('with the date %j in %s is %s', (date, timezone, place) => {
		expect(placeOf(date, january, timezone)).toBe(place);
	});
});
