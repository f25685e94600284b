import {kindOfValue} from '../errors/invalid-option.ts';

/** One value of a query parameter. */
export type QueryScalar = string | number | boolean | Date;

/** What a query parameter can be given. `undefined` leaves it out; an array is joined with commas. */
export type QueryValue = QueryScalar | readonly QueryScalar[] | undefined;

/** Query parameters by name. */
export type Query = Readonly<Record<string, QueryValue>>;

const encodeScalar = (name: string, value: unknown, insideList: boolean): string => {
	const text = textOf(value);
	if (text === undefined) {
		throw new TypeError(
			`Option \`query.${name}\` must be a string, a finite number, a boolean, a Date of a year up to 9999 or an array of these, but it is ${kindOfValue(value)}.`,
		);
	}
	if (insideList && (text.includes(',') || text === '')) {
		throw new TypeError(
			`Option \`query.${name}\` must not have an empty element or one with a comma: Awin reads the comma as a separator.`,
		);
	}
	return encode(name, text);
};

const encode = (name: string, text: string): string => {
	try {
		return encodeURIComponent(text);
	} catch {
		throw new TypeError(
			`Option \`query.${name}\` must be well-formed text; it has half a surrogate pair.`,
		);
	}
};

const textOf = (value: unknown): string | undefined => {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	return value instanceof Date ? writeDate(value) : undefined;
};

/** Writes a date in Awin's form, `yyyy-MM-ddThh:mm:ss`, in UTC: send `timezone: 'UTC'` with it. */
const writeDate = (date: Date): string | undefined => {
	const year = date.getUTCFullYear();
	return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 19) : undefined;
};

const hasDate = (value: unknown): boolean =>
	value instanceof Date || (Array.isArray(value) && value.some((part) => part instanceof Date));

/** Whether a query names a time zone in which the UTC digits of a `Date` would be another moment. */
const namesOtherZone = (query: Readonly<Record<string, unknown>>, path: string): boolean => {
	const start = path.indexOf('?');
	const inPath = start < 0 ? [] : [...new URLSearchParams(path.slice(start))];
	return [...inPath, ...Object.entries(query)].some(
		([name, value]) =>
			/^time_?zone$/i.test(name) &&
			value !== undefined &&
			(typeof value !== 'string' || !/^(etc\/)?utc$/i.test(value)),
	);
};

/**
 * Writes query parameters in their order, encoded, without the question mark.
 *
 * @param path - The path with its own query, which may name a time zone.
 * @throws TypeError if a value cannot be written, if an array is empty (an empty filter would be no filter), or
 * if a `Date` goes with a `timezone` other than UTC.
 */
export const writeQuery = (query: Readonly<Record<string, unknown>>, path = ''): string => {
	const pairs: string[] = [];
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined) continue;
		if (hasDate(value) && namesOtherZone(query, path)) {
			throw new TypeError(
				`Option \`query.${name}\` must not be a Date if \`timezone\` is not UTC: a Date is written in UTC. Send \`timezone: 'UTC'\`, or the wall-clock time of that zone as a string, such as '2026-01-31T00:00:00'.`,
			);
		}
		if (Array.isArray(value) && value.length === 0) {
			throw new TypeError(
				`Option \`query.${name}\` is an empty array. Leave it out to ask without it.`,
			);
		}
		const text = Array.isArray(value)
			? Array.from(value, (element) => encodeScalar(name, element, true)).join(',')
			: encodeScalar(name, value, false);
		pairs.push(`${encode(name, name)}=${text}`);
	}
	return pairs.join('&');
};
