import {invalidOption} from '../../errors/invalid-option.ts';

/**
 * The time zones that Awin takes as `timezone`, in the order of its page on time zones. Documented by Awin
 * (help.awin.com/apidocs/timezones.md). Names such as `US/Eastern` are links of the IANA database, which
 * ECMA-402 requires every runtime to take. Awin refuses other names of the same zones, such as
 * `Europe/Amsterdam` (seen by a public client).
 */
export const timezones = [
	'America/Sao_Paulo',
	'Australia/Sydney',
	'Canada/Eastern',
	'Canada/Central',
	'Canada/Mountain',
	'Canada/Pacific',
	'Europe/Berlin',
	'Europe/Helsinki',
	'Europe/Paris',
	'Europe/London',
	'Europe/Dublin',
	'US/Eastern',
	'US/Central',
	'US/Mountain',
	'US/Pacific',
	'UTC',
] as const;

/** A time zone that Awin takes. */
export type Timezone = (typeof timezones)[number];

/** Whether a value is one of Awin's time zones. The names are case-sensitive. */
export const isTimezone = (value: unknown): value is Timezone =>
	timezones.some((zone) => zone === value);

/**
 * Returns the time zone of an option.
 *
 * @param option - The name of the option, for the message.
 * @throws TypeError that lists Awin's time zones, if the value is none of them.
 */
export const checkTimezone = (value: unknown, option = 'timezone'): Timezone => {
	if (isTimezone(value)) return value;
	throw invalidOption(option, `one of Awin's time zones (${timezones.join(', ')})`, value);
};
