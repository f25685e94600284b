import {timezones} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {clockChanges, instantOf, instantsOf, textOf} from './zone.ts';

const iso = (at: number | undefined) => new Date(at ?? Number.NaN).toISOString();

describe('the zones of the model', () => {
	it('know when clocks change', () => {
		const changes = clockChanges('Europe/Berlin').map(({at}) => at);
		expect(changes).toContain(Date.parse('2025-03-30T01:00:00Z'));
		expect(changes).toContain(Date.parse('2025-10-26T01:00:00Z'));
		expect(clockChanges('US/Eastern').map(({at}) => at)).toContain(
			Date.parse('2025-11-02T06:00:00Z'),
		);
		expect(clockChanges('UTC')).toHaveLength(1);
		expect(clockChanges('America/Sao_Paulo').at(-1)?.at).toBe(Date.parse('2019-02-17T02:00:00Z'));
	});

	it('write wall-clock texts without an offset', () => {
		const at = Date.parse('2025-07-01T23:30:00Z');
		expect(textOf(at, 'Europe/Helsinki')).toBe('2025-07-02T02:30:00');
		expect(textOf(at, 'US/Pacific')).toBe('2025-07-01T16:30:00');
		expect(textOf(at, 'UTC')).toBe('2025-07-01T23:30:00');
	});

	it('find both instants of a time that happens twice', () => {
		expect(instantsOf('2025-10-26T02:30:00', 'Europe/Berlin').map(iso)).toEqual([
			'2025-10-26T00:30:00.000Z',
			'2025-10-26T01:30:00.000Z',
		]);
		expect(iso(instantOf('2025-10-26T02:30:00', 'Europe/Berlin'))).toBe('2025-10-26T00:30:00.000Z');
		expect(iso(instantOf('2025-10-26T03:00:00', 'Europe/Berlin'))).toBe('2025-10-26T02:00:00.000Z');
	});

	it('move a time that never happens forward', () => {
		expect(instantsOf('2025-03-30T02:30:00', 'Europe/Berlin')).toEqual([]);
		expect(iso(instantOf('2025-03-30T02:30:00', 'Europe/Berlin'))).toBe('2025-03-30T01:30:00.000Z');
		expect(iso(instantOf('2018-11-04T00:00:00', 'America/Sao_Paulo'))).toBe(
			'2018-11-04T03:00:00.000Z',
		);
		expect(iso(instantOf('2025-10-05T02:30:00', 'Australia/Sydney'))).toBe(
			'2025-10-04T16:30:00.000Z',
		);
	});

	it.each(timezones)('read back what they write in %s', (zone) => {
		const changes = clockChanges(zone).slice(1);
		for (const {at} of [{at: 0}, ...changes]) {
			for (const offset of [-3_600_000, -1000, 0, 1000, 3_600_000]) {
				expect(instantsOf(textOf(at + offset, zone), zone)).toContain(at + offset);
			}
		}
	});
});
