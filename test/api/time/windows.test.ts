import * as fc from 'fast-check';
import {Temporal} from 'temporal-polyfill';
import {describe, expect, it} from 'vitest';
import {instantOf, instantsOf} from '../../../src/api/time/wall-clock.ts';
import {
	boundAt,
	firstWindow,
	halve,
	type WallClockSpan,
	windowTexts,
} from '../../../src/api/time/windows.ts';
import {type Timezone, timezones} from '../../../src/api/time/zones.ts';

const day = 86_400_000;
const hour = 3_600_000;

const wall = (text: string) => Date.parse(`${text}Z`);
const textOf = (wallClock: number) => new Date(wallClock).toISOString().slice(0, 19);
const boundText = (instant: string, timezone: Timezone) =>
	textOf(boundAt(Date.parse(instant), timezone));

const cut = (span: WallClockSpan, timezone: Timezone): WallClockSpan[] => {
	const windows: WallClockSpan[] = [];
	for (let {from} = span; from < span.to; ) {
		const window = firstWindow({from, to: span.to}, timezone);
		windows.push(window);
		from = window.to;
	}
	return windows;
};

/* Both sides of every change of the clock in some years, to the second. */
const changes = timezones.flatMap((timezone) => {
	const list: [Timezone, number][] = [];
	let at = Temporal.Instant.from('2017-01-01T00:00:00Z').toZonedDateTimeISO(timezone);
	for (;;) {
		const next = at.getTimeZoneTransition('next');
		if (next === null || next.year > 2026) return list;
		list.push([timezone, next.epochMilliseconds]);
		at = next;
	}
});

const nearChange = fc
	.tuple(fc.constantFrom(...changes), fc.integer({min: -7200, max: 7200}))
	.map(([[timezone, at], seconds]) => ({timezone, instant: at + seconds * 1000}));

const anywhere = fc.record({
	timezone: fc.constantFrom(...timezones),
	instant: fc.integer({min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1)}),
});

const points = fc.oneof(nearChange, anywhere);

describe('boundAt', () => {
	it.each<[instant: string, timezone: Timezone, bound: string]>([
		['2026-01-31T13:00:00Z', 'UTC', '2026-01-31T13:00:00'],
		['2026-01-31T13:00:00.001Z', 'UTC', '2026-01-31T13:00:01'],
		['2026-01-31T12:59:59.999Z', 'Europe/Berlin', '2026-01-31T14:00:00'],
		/* The hour that happens twice: its first time, and the end of its second time. */
		['2025-10-26T00:30:00Z', 'Europe/Berlin', '2025-10-26T02:30:00'],
		['2025-10-26T01:00:00Z', 'Europe/Berlin', '2025-10-26T03:00:00'],
		['2025-10-26T01:30:00Z', 'Europe/Berlin', '2025-10-26T03:00:00'],
		['2025-10-26T02:00:00Z', 'Europe/Berlin', '2025-10-26T03:00:00'],
		['2025-11-02T06:15:00Z', 'US/Eastern', '2025-11-02T02:00:00'],
		/* The hour that never happens. */
		['2025-03-30T00:59:59.5Z', 'Europe/Berlin', '2025-03-30T03:00:00'],
	])('of %s in %s is %s', (instant, timezone, bound) => {
		expect(boundText(instant, timezone)).toBe(bound);
	});

	it('separates rows by the instant that their text counts as', () => {
		fc.assert(
			fc.property(points, fc.integer({min: -9000, max: 9000}), ({timezone, instant}, seconds) => {
				const bound = boundAt(instant, timezone);
				const row = textOf(bound + seconds * 1000);
				fc.pre(instantsOf(wall(row), timezone).length > 0);
				const isBefore = instantOf(row, timezone).getTime() < Math.ceil(instant / 1000) * 1000;
				expect({row, isBefore: wall(row) < bound}).toEqual({row, isBefore});
			}),
		);
	});

	it('keeps the order of instants', () => {
		fc.assert(
			fc.property(points, fc.nat({max: 9_000_000}), ({timezone, instant}, ms) => {
				expect(boundAt(instant + ms, timezone)).toBeGreaterThanOrEqual(boundAt(instant, timezone));
			}),
		);
	});
});

describe('firstWindow', () => {
	it('cuts a year into the fewest windows', () => {
		const windows = cut(
			{from: wall('2025-01-01T00:00:00'), to: wall('2026-01-01T00:00:00')},
			'UTC',
		);
		expect(windows).toHaveLength(12);
		expect(
			windows.map((one) => windowTexts(one, 'UTC').startDate.slice(0, 10)).slice(0, 3),
		).toEqual(['2025-01-01', '2025-02-01', '2025-03-04']);
	});

	it('asks for a month of 31 days in one window, although a clock goes back in it', () => {
		const span = {from: wall('2025-10-01T00:00:00'), to: wall('2025-11-01T00:00:00')};
		expect(cut(span, 'Europe/Berlin')).toEqual([span]);
	});

	it('puts no seam into an hour that happens twice or never happens', () => {
		const twice = {from: wall('2025-09-25T02:30:00'), to: wall('2025-11-20T00:00:00')};
		expect(textOf(firstWindow(twice, 'Europe/Berlin').to)).toBe('2025-10-26T01:30:00');
		const never = {from: wall('2025-02-27T02:30:00'), to: wall('2025-04-20T00:00:00')};
		expect(textOf(firstWindow(never, 'Europe/Berlin').to)).toBe('2025-03-30T01:30:00');
	});

	it('asks for more than a span that begins or ends in an hour that happens twice', () => {
		const from = boundAt(Date.parse('2025-10-26T00:10:00Z'), 'Europe/Berlin');
		const to = boundAt(Date.parse('2025-10-26T00:20:00Z'), 'Europe/Berlin');
		expect(windowTexts({from, to}, 'Europe/Berlin')).toEqual({
			startDate: '2025-10-26T01:10:00',
			endDate: '2025-10-26T03:20:00',
		});
	});

	it('cuts before such an end, if the question would be too long', () => {
		const to = wall('2025-10-26T02:30:00');
		const from = to - 31 * day;
		const windows = cut({from, to}, 'Europe/Berlin');
		expect(windows.map((one) => windowTexts(one, 'Europe/Berlin'))).toEqual([
			{startDate: '2025-09-25T02:30:00', endDate: '2025-10-26T01:30:00'},
			{startDate: '2025-10-26T01:30:00', endDate: '2025-10-26T03:30:00'},
		]);
		const later = cut({from: from + 900_000, to}, 'Europe/Berlin');
		expect(later.map((one) => textOf(one.to))).toEqual(['2025-10-26T01:30:00', textOf(to)]);
	});

	it('covers any span with windows that touch, of at most 31 days, and with no fewer possible', () => {
		const spans = fc
			.tuple(points, fc.integer({min: 0, max: 200 * 86_400}))
			.map(([{timezone, instant}, seconds]) => ({
				timezone,
				from: boundAt(instant, timezone),
				to: boundAt(instant + seconds * 1000, timezone),
			}));
		fc.assert(
			fc.property(spans, ({timezone, ...span}) => {
				const windows = cut(span, timezone);
				let at = span.from;
				for (const [index, window] of windows.entries()) {
					expect(window.from).toBe(at);
					at = window.to;
					const asked = windowTexts(window, timezone);
					const [start, end] = [wall(asked.startDate), wall(asked.endDate)];
					expect(end - start).toBeLessThanOrEqual(31 * day);
					expect(start <= window.from && end >= window.to).toBe(true);
					for (const one of [start, end]) {
						expect(instantsOf(one, timezone)).toHaveLength(1);
					}
					/* No window but the last could be longer by more than the hour that a seam avoids. */
					const least = index < windows.length - 1 ? 31 * day - hour : 0;
					expect(end - start).toBeGreaterThanOrEqual(least);
				}
				expect(at).toBe(span.to);
			}),
			{numRuns: 300},
		);
	});
});

describe('halve', () => {
	it('halves a window at a whole second', () => {
		const from = wall('2025-01-01T00:00:00');
		expect(halve({from, to: from + 3 * hour + 1000}, 'UTC')).toEqual([
			{from, to: from + 5_400_000},
			{from: from + 5_400_000, to: from + 3 * hour + 1000},
		]);
	});

	it('leaves an hour as it is, and makes no part shorter than an hour but the last one', () => {
		const from = wall('2025-01-01T00:00:00');
		expect(halve({from, to: from + hour}, 'UTC')).toBeUndefined();
		expect(halve({from, to: from + hour + 1000}, 'UTC')).toEqual([
			{from, to: from + hour},
			{from: from + hour, to: from + hour + 1000},
		]);
	});

	it.each<[from: string, to: string, seam: string | undefined]>([
		['2025-10-26T00:00:00', '2025-10-26T05:00:00', '2025-10-26T01:30:00'],
		['2025-10-26T01:30:00', '2025-10-26T03:40:00', '2025-10-26T01:35:00'],
		['2025-10-26T01:30:00', '2025-10-26T03:30:00', undefined],
	])('puts no seam into an hour that happens twice, from %s to %s', (from, to, seam) => {
		const halves = halve({from: wall(from), to: wall(to)}, 'Europe/Berlin');
		expect(halves && textOf(halves[0].to)).toBe(seam);
	});
});
