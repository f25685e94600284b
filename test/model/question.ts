import {isTimezone, type Timezone} from 'awin-sdk';
import {instantOf, instantsOf, wallMs} from './zone.ts';

/** How the server reads a window. Awin documents neither. */
export type Reading = {
	/** Whether the second of `endDate` belongs to the window. */
	readonly end: 'inclusive' | 'exclusive';
	/**
	 * What is compared: the texts, or the instants, where an ambiguous text of the window is the first or the second of
	 * its two. It makes a difference only in the hour that happens twice.
	 */
	readonly compares: 'texts' | 'first instants' | 'second instants';
};

/** A window as a request asks for it: wall-clock texts of a zone. */
export type Question = {
	readonly start: string;
	readonly end: string;
	readonly zone: Timezone;
	readonly dateType: string;
};

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const maxDays = 31;
const dayMs = 86_400_000;

/** Why the server refuses a request. */
export class Refusal extends Error {}

const dateOf = (params: URLSearchParams, name: string): string => {
	const text = params.get(name) ?? '';
	if (form.test(text) && !Number.isNaN(wallMs(text))) return text;
	throw new Refusal(`Wrong data type for parameter '${name}'`);
};

/**
 * Reads the window of a request.
 *
 * @throws Refusal for what Awin answers 400 to: a date without a time, an unknown zone, more than 31 days, an end
 * before the start.
 */
export const questionOf = (
	params: URLSearchParams,
	dateTypes: readonly [string, ...string[]],
	defaultType: string,
): Question => {
	const start = dateOf(params, 'startDate');
	const end = dateOf(params, 'endDate');
	const zone = params.get('timezone') ?? 'UTC';
	const dateType = params.get('dateType') ?? defaultType;
	if (!isTimezone(zone)) throw new Refusal("Wrong value for parameter 'timezone'");
	if (!dateTypes.includes(dateType)) throw new Refusal("Wrong value for parameter 'dateType'");
	if (end < start) throw new Refusal("'endDate' is before 'startDate'");
	if (wallMs(end) - wallMs(start) > maxDays * dayMs) throw new Refusal('More than 31 days');
	return {start, end, zone, dateType};
};

/** Creates the test of whether a date is in a window: by its instant and its text in the zone of the window. */
export const insideOf = ({start, end, zone}: Question, {end: endIs, compares}: Reading) => {
	const within = <Value>(from: Value, to: Value, value: Value): boolean =>
		value >= from && (value < to || (endIs === 'inclusive' && value === to));
	if (compares === 'texts') return (_at: number, text: string) => within(start, end, text);
	const read = (text: string): number =>
		(compares === 'second instants' ? instantsOf(text, zone).at(-1) : undefined) ??
		instantOf(text, zone);
	const [from, to] = [read(start), read(end)];
	return (at: number) => within(from, to, at);
};
