import {invalidOption} from '../../errors/invalid-option.ts';
import {instantOf} from './wall-clock.ts';
import type {Timezone} from './zones.ts';

/**
 * The values of `Temporal` that are a point in time: an `Instant`, a `ZonedDateTime`, or a `PlainDateTime` or
 * `PlainDate`, which are wall-clock time.
 */
export type TemporalParam =
	| {
			/** The class of the value. */
			readonly [Symbol.toStringTag]: 'Temporal.Instant' | 'Temporal.ZonedDateTime';
			/** The point in time, in milliseconds since 1970-01-01T00:00:00Z. */
			readonly epochMilliseconds: number;
	  }
	| {
			/** The class of the value. */
			readonly [Symbol.toStringTag]: 'Temporal.PlainDateTime' | 'Temporal.PlainDate';
			/** Returns the wall-clock time, such as `2026-01-31T13:00:00`. */
			readonly toString: (options?: {calendarName: 'never'}) => string;
	  };

/**
 * A point in time of a parameter:
 *
 * - a `Date`, or an `Instant` or a `ZonedDateTime` of `Temporal`;
 * - a text with `Z` or an offset, such as `2026-01-31T13:00:00+01:00`;
 * - a text without an offset, such as `2026-01-31T13:00:00`, or a `PlainDateTime` of `Temporal`: wall-clock time in the
 *   `timezone` of the question;
 * - a date, such as `2026-01-31`, or a `PlainDate` of `Temporal`: midnight in that zone.
 */
export type InstantParam = Date | string | TemporalParam;

const accepted =
	'a Date, a text such as `2026-01-31`, `2026-01-31T13:00:00` or `2026-01-31T13:00:00Z`, or a date of Temporal';

/** The name of a class of `Temporal`, if the value is of one. Works across realms and with a polyfill. */
const temporalClassOf = (value: object): string | undefined => {
	const tag: unknown = Reflect.get(value, Symbol.toStringTag);
	return typeof tag === 'string' && tag.startsWith('Temporal.') ? tag.slice(9) : undefined;
};

const epochMillisecondsOf = (value: object): number => {
	const epochMs: unknown = Reflect.get(value, 'epochMilliseconds');
	return typeof epochMs === 'number' ? epochMs : Number.NaN;
};

/* Without the calendar, which other calendars than ISO 8601 add to the text. The date in it is ISO's in any case. */
const plainTextOf = (value: object): string => {
	const toString: unknown = Reflect.get(value, 'toString');
	const text: unknown =
		typeof toString === 'function'
			? Reflect.apply(toString, value, [{calendarName: 'never'}])
			: undefined;
	return typeof text === 'string' ? text : '';
};

/**
 * Reads a point in time.
 *
 * @param option - The name of the option, for the message.
 * @returns epoch milliseconds.
 * @throws TypeError if the value is none that {@link InstantParam} describes.
 */
export const readInstant = (value: unknown, timezone: Timezone, option: string): number => {
	const epochMs = epochMsOf(value, timezone, option);
	if (Number.isFinite(epochMs)) return epochMs;
	throw invalidOption(option, accepted, value);
};

const epochMsOf = (value: unknown, timezone: Timezone, option: string): number => {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'string') return instantOf(value, timezone, option).getTime();
	if (typeof value !== 'object' || value === null) return Number.NaN;
	switch (temporalClassOf(value)) {
		case 'Instant':
		case 'ZonedDateTime':
			return epochMillisecondsOf(value);
		case 'PlainDateTime':
		case 'PlainDate':
			return instantOf(plainTextOf(value), timezone, option).getTime();
		default:
			return Number.NaN;
	}
};
