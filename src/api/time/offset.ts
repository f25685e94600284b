import type {Timezone} from './zones.ts';

/* Creating a formatter takes about fifty times as long as using it. At most one for each zone of Awin. */
const formatters = new Map<Timezone, Intl.DateTimeFormat>();

const formatterOf = (timezone: Timezone): Intl.DateTimeFormat => {
	const known = formatters.get(timezone);
	if (known !== undefined) return known;
	const created = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		timeZoneName: 'longOffset',
	});
	formatters.set(timezone, created);
	return created;
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The difference of a zone's wall-clock time from UTC at an instant, in milliseconds: positive east of
 * Greenwich. From the time zone database of the runtime, through `Intl`.
 *
 * @param instantMs - The instant, in epoch milliseconds.
 */
export const offsetAt = (instantMs: number, timezone: Timezone): number => {
	if (timezone === 'UTC') return 0;
	/* `1/31/2026, GMT-05:00`. Offsets before the time of time zones have seconds, and zero may be a bare `GMT`. */
	const text = formatterOf(timezone).format(instantMs);
	const offset = text.slice(text.indexOf('GMT') + 3);
	const size =
		Number(offset.slice(1, 3)) * hour +
		Number(offset.slice(4, 6)) * minute +
		Number(offset.slice(7, 9)) * second;
	return offset.startsWith('-') ? -size : size;
};
