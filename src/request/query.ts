import {kindOfValue} from '../errors/invalid-option.ts';

/** One value of a query parameter. */
export type QueryScalar = string | number | boolean | Date;

/** The value of a query parameter. `undefined` omits the parameter. An array is joined with commas. */
export type QueryValue = QueryScalar | readonly QueryScalar[] | undefined;

/** Query parameters by name. */
export type Query = Readonly<Record<string, QueryValue>>;

const encodeScalar = (name: string, value: unknown, insideList: boolean): string => {
	const text = textOf(value);
	if (text === undefined) {
		throw new TypeError(
			`Option \`query.${name}\` must be a string, a finite number, a boolean, a Date in the years 0 to 9999 or an array of these, but it is ${kindOfValue(value)}.`,
		);
	}
	if (insideList && (text.includes(',') || text === '')) {
		throw new TypeError(
			`Option \`query.${name}\` must not contain an empty element or an element with a comma, because Awin reads commas as separators.`,
		);
	}
	return encode(name, text);
};

const encode = (name: string, text: string): string => {
	try {
		return encodeURIComponent(text);
	} catch {
		throw new TypeError(
			`Option \`query.${name}\` must be well-formed Unicode, but it contains a lone surrogate.`,
		);
	}
};

const textOf = (value: unknown): string | undefined => {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	return value instanceof Date ? writeDate(value) : undefined;
};

/** Formats a date in UTC as Awin expects it: `yyyy-MM-ddThh:mm:ss`. Such a date needs `timezone: 'UTC'`. */
const writeDate = (date: Date): string | undefined => {
	const year = date.getUTCFullYear();
	return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 19) : undefined;
};

const hasDate = (value: unknown): boolean =>
	value instanceof Date || (Array.isArray(value) && value.some((part) => part instanceof Date));

/** Whether a query or the query of a path sets a time zone other than UTC. */
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
 * Serializes query parameters in their order, percent-encoded, without the question mark.
 *
 * @param path - The path of the call. Its query may set a time zone.
 * @throws TypeError if a value is invalid, if an array is empty (it would not filter anything), or if a `Date` is
 * combined with a `timezone` other than UTC.
 */
export const writeQuery = (query: Readonly<Record<string, unknown>>, path = ''): string => {
	const pairs: string[] = [];
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined) continue;
		if (Array.isArray(value) && value.length === 0) {
			throw new TypeError(
				`Option \`query.${name}\` must not be an empty array. Omit the parameter to send no filter.`,
			);
		}
		const text = Array.isArray(value)
			? Array.from(value, (element) => encodeScalar(name, element, true)).join(',')
			: encodeScalar(name, value, false);
		if (hasDate(value) && namesOtherZone(query, path)) {
			throw new TypeError(
				`Option \`query.${name}\` must not be a Date if \`timezone\` is not UTC, because a Date is written in UTC. Send \`timezone: 'UTC'\`, or the wall-clock time of that zone as a string, such as '2026-01-31T00:00:00'.`,
			);
		}
		pairs.push(`${encode(name, name)}=${text}`);
	}
	return pairs.join('&');
};
