import {invalidOption} from '../../errors/invalid-option.ts';
import {offsetAt} from './offset.ts';
import {checkTimezone, type Timezone} from './zones.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Longer texts are no dates. Bounds the work on a hostile text. */
const maxLength = 40;

const format =
	/^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d+))?(?:Z|(?<sign>[+-])(?<hours>[01]\d|2[0-3])(?::?(?<minutes>[0-5]\d))?)?)?$/i;

const acceptedDate = 'a Date in the years 0 to 9999';

const acceptedText =
	'a date and time such as 2026-01-31T13:00:00 in the years 0 to 9999, with a space instead of the T, milliseconds, Z or an offset if you like, or a date such as 2026-01-31';

/**
 * Converts a text of Awin to an instant.
 *
 * - A text without an offset is wall-clock time in `timezone`: `2026-01-31T13:00:00`, as transactions have it,
 *   `2026-01-31 13:00:00`, as notifications have it, either of them with milliseconds, as the dates of jobs have
 *   them, and `2026-01-31`, which is midnight.
 * - A text with `Z` or an offset, as promotions have it, is that instant. `timezone` is checked and not used.
 *
 * Where the clock of the zone changes, the rule is `disambiguation: 'compatible'` of `Temporal` and of
 * `Date`'s own local time:
 *
 * - A time that happens twice, because the clock goes back, is the first of the two.
 * - A time that never happens, because the clock goes forward, moves forward by the gap: with a gap of an hour,
 *   02:30 is 03:30.
 *
 * Digits beyond milliseconds are dropped.
 *
 * @param option - The name of the option, for the message.
 * @throws TypeError if the text is not such a date, or if the zone is none of Awin's.
 * @example
 * ```ts
 * import {instantOf} from 'awin-sdk';
 *
 * console.log(instantOf('2026-01-31T13:00:00', 'Europe/Berlin').toISOString());
 * //=> 2026-01-31T12:00:00.000Z
 * ```
 */
export const instantOf = (text: string, timezone: Timezone, option = 'text'): Date => {
	checkTimezone(timezone);
	const read = typeof text === 'string' ? readDateText(text) : undefined;
	if (read === undefined) throw invalidOption(option, acceptedText, text);
	const {wallClockMs, offsetMs} = read;
	return new Date(
		offsetMs === undefined ? instantOfWallClock(wallClockMs, timezone) : wallClockMs - offsetMs,
	);
};

/** A date as it is written. */
export type DateText = {
	/** The wall-clock time as if it were in UTC, in epoch milliseconds. */
	readonly wallClockMs: number;
	/** The offset from UTC, in milliseconds. `undefined` if the text has none. */
	readonly offsetMs: number | undefined;
};

/** Reads a text of the form that {@link instantOf} takes. Returns `undefined` for any other. */
export const readDateText = (text: string): DateText | undefined => {
	const groups = text.length > maxLength ? undefined : format.exec(text)?.groups;
	if (groups === undefined) return undefined;
	const {date, time = '00:00:00', fraction = '', sign, hours, minutes = 0} = groups;
	const wallClock = `${date}T${time}`;
	const wallClockMs = Date.parse(`${wallClock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
	/* `Date` reads 24:00:00 and, in some runtimes, 30 February, as the next day. */
	if (Number.isNaN(wallClockMs) || textOfWallClock(wallClockMs) !== wallClock) return undefined;
	const sizeMs = (Number(hours ?? 0) * 60 + Number(minutes)) * minute;
	const isUtc = sign === undefined && /z$/i.test(text);
	if (sign === undefined) return {wallClockMs, offsetMs: isUtc ? 0 : undefined};
	return {wallClockMs, offsetMs: sign === '-' ? -sizeMs : sizeMs};
};

/**
 * The instants of a wall-clock time, the earliest first: two if the clock goes back, none if it goes forward.
 *
 * @param wallClockMs - The wall-clock time as if it were in UTC, in epoch milliseconds.
 */
export const instantsOf = (wallClockMs: number, timezone: Timezone): readonly number[] => {
	/* No zone changes its clock twice within two days. */
	const before = offsetAt(wallClockMs - day, timezone);
	const after = offsetAt(wallClockMs + day, timezone);
	const offsets = before === after ? [before] : [before, after];
	return offsets
		.filter((offsetMs) => offsetAt(wallClockMs - offsetMs, timezone) === offsetMs)
		.map((offsetMs) => wallClockMs - offsetMs);
};

/** The instant of a wall-clock time, which is given as if it were in UTC. */
export const instantOfWallClock = (wallClockMs: number, timezone: Timezone): number => {
	const [first] = instantsOf(wallClockMs, timezone);
	/* In a gap, the offset before it moves the time forward. */
	return first ?? wallClockMs - offsetAt(wallClockMs - day, timezone);
};

/** Writes a wall-clock time, which is given as if it were in UTC: `yyyy-MM-ddThh:mm:ss`. */
export const textOfWallClock = (wallClockMs: number): string =>
	new Date(wallClockMs).toISOString().slice(0, 19);

/**
 * Converts an instant to Awin's wall-clock time in a zone: `yyyy-MM-ddThh:mm:ss`. Milliseconds are dropped.
 *
 * The text is not always unique: in the hour that happens twice, two instants have the same one, and
 * {@link instantOf} returns the first of them.
 *
 * @param option - The name of the option, for the message.
 * @throws TypeError if the date is no valid `Date` or if its year in the zone is not from 0 to 9999, or if the zone
 * is none of Awin's.
 * @example
 * ```ts
 * import {wallClockOf} from 'awin-sdk';
 *
 * console.log(wallClockOf(new Date('2026-01-31T12:00:00Z'), 'Europe/Berlin'));
 * //=> 2026-01-31T13:00:00
 * ```
 */
export const wallClockOf = (date: Date, timezone: Timezone, option = 'date'): string => {
	checkTimezone(timezone);
	if (!(date instanceof Date) || Number.isNaN(date.getTime())) {
		throw invalidOption(option, acceptedDate, date);
	}
	const wallClockMs = date.getTime() + offsetAt(date.getTime(), timezone);
	const year = new Date(wallClockMs).getUTCFullYear();
	if (year >= 0 && year <= 9999) return textOfWallClock(wallClockMs);
	throw new TypeError(`Option \`${option}\` must be ${acceptedDate}, but its year is ${year}.`);
};

/**
 * The date of an instant in a zone, as reports take it: `yyyy-MM-dd`.
 *
 * @param option - The name of the option, for the message.
 * @throws TypeError as {@link wallClockOf} does.
 * @example
 * ```ts
 * import {dateIn} from 'awin-sdk';
 *
 * console.log(dateIn(new Date('2026-01-31T23:30:00Z'), 'Europe/Berlin'));
 * //=> 2026-02-01
 * ```
 */
export const dateIn = (date: Date, timezone: Timezone, option = 'date'): string =>
	wallClockOf(date, timezone, option).slice(0, 10);
