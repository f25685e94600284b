import {describe, expect, it, vi} from 'vitest';
import {offsetAt} from '../../../src/api/time/offset.ts';

const hour = 3_600_000;

describe('offsetAt', () => {
	it('is positive east of Greenwich and negative west of it', () => {
		const [january, july] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
		expect(offsetAt(january, 'Europe/Berlin')).toBe(hour);
		expect(offsetAt(july, 'Europe/Berlin')).toBe(2 * hour);
		expect(offsetAt(january, 'US/Eastern')).toBe(-5 * hour);
		expect(offsetAt(july, 'Australia/Sydney')).toBe(10 * hour);
		expect(offsetAt(january, 'Europe/London')).toBe(0);
		expect(offsetAt(january, 'UTC')).toBe(0);
	});

	it('keeps the seconds and the sign of offsets before the time of time zones', () => {
		expect(offsetAt(Date.UTC(1900, 0, 1), 'Europe/Dublin')).toBe(-(25 * 60 + 21) * 1000);
	});

	it('creates one formatter for a zone, and none for UTC', () => {
		const created = vi.spyOn(Intl, 'DateTimeFormat');
		offsetAt(0, 'UTC');
		expect(created).not.toHaveBeenCalled();
		for (let index = 0; index < 3; index += 1) offsetAt(index, 'Canada/Mountain');
		expect(created).toHaveBeenCalledTimes(1);
	});
});
