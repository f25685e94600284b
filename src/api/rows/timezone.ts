/**
 * The time zones that Awin accepts: https://help.awin.com/apidocs/timezones. A client saw that
 * `Europe/Amsterdam` is refused. The older pages of the transactions list fewer zones.
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

/** A time zone that Awin accepts. */
export type Timezone = (typeof timezones)[number];
