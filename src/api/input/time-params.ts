import {invalidOption} from '../../errors/invalid-option.ts';
import {wallClockOf} from '../time/wall-clock.ts';
import type {Param} from './param.ts';
import {matching} from './texts.ts';

const wallClock = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const dayForm = /^\d{4}-\d\d-\d\d$/;

/* `Date` moves the 31st of February to March, so a day that does not exist comes out as another one. */
const exists = (day: string): boolean => {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

/**
 * A date and time: a `Date`, which is sent as wall-clock time in the time zone of the call, or a text in that zone. A
 * date without a time is refused, because Awin answers 400 to it.
 */
export const dateTime: Param = {
	accepts: 'a Date, or a text of the form `yyyy-MM-ddThh:mm:ss` in the time zone of the call',
	required: false,
	write: (value, option, timezone) => {
		if (value instanceof Date) {
			if (Number.isNaN(value.getTime())) throw invalidOption(option, dateTime.accepts, value);
			return wallClockOf(value, timezone, option);
		}
		if (typeof value === 'string' && wallClock.test(value) && exists(value.slice(0, 10)))
			return value;
		if (typeof value === 'string' && dayForm.test(value)) {
			throw new TypeError(`Option \`${option}\` must have a time, as in \`${value}T00:00:00\`.`);
		}
		throw invalidOption(option, dateTime.accepts, value);
	},
};

/** A day: a text. A text with a time is refused. */
export const day: Param = {
	accepts: 'a day of the form `yyyy-MM-dd`',
	required: false,
	write: (value, option) => {
		if (typeof value === 'string' && dayForm.test(value) && exists(value)) return value;
		throw invalidOption(option, day.accepts, value);
	},
};

const offsetForm = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** A point in time: a `Date`, which is sent in UTC to the second, or a text with an offset. */
export const instant: Param = {
	accepts: 'a Date, or a text with an offset such as `2025-03-15T23:59:59Z`',
	required: false,
	write: (value, option) => {
		const isDate = value instanceof Date && !Number.isNaN(value.getTime());
		const written = isDate ? `${value.toISOString().slice(0, -5)}Z` : value;
		if (typeof written === 'string' && offsetForm.test(written) && exists(written.slice(0, 10))) {
			return written;
		}
		throw invalidOption(option, instant.accepts, value);
	},
};

/** A time of day: `HH:MM:SS`. */
export const timeOfDay: Param = matching(
	/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
	'a time of the form `HH:MM:SS`',
);
