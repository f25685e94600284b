import {invalidOption, readOptions} from '../../errors/invalid-option.ts';
import {isTimezone, timezones} from '../time/zones.ts';
import {grouped} from './grouped.ts';
import {type Param, param, withDefault, writeParam, writeParams} from './param.ts';

/** Writes names for a message. */
export const inWords = (values: readonly string[]): string =>
	values.map((value) => `\`${value}\``).join(', ');

/** One of some texts. */
export const oneOf = (values: readonly string[]): Param =>
	param(`one of ${inWords(values)}`, (value) =>
		typeof value === 'string' && values.includes(value) ? value : undefined,
	);

/** `true` or `false`. */
export const flag: Param = param('a boolean', (value) =>
	typeof value === 'boolean' ? value : undefined,
);

/** A finite number. */
export const amount: Param = param('a finite number', (value) =>
	Number.isFinite(value) ? value : undefined,
);

/** A whole number in a range. */
export const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER): Param => {
	const upTo = max === Number.MAX_SAFE_INTEGER ? ` of at least ${min}` : ` from ${min} to ${max}`;
	return param(`a whole number${upTo}`, (value) =>
		typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
			? value
			: undefined,
	);
};

/** The id of an account, a transaction or the like. */
export const id: Param = param('an id: a whole number above 0', (value) =>
	typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined,
);

/** One of Awin's time zones. */
export const timezoneName: Param = oneOf(timezones);

/** One of Awin's time zones. It is always sent. */
export const timezone: Param = withDefault(timezoneName, 'UTC');

/** A time in seconds since 1970. Milliseconds are refused. */
export const unixTime: Param = param('a time in whole seconds since 1970', (value) =>
	typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1e10
		? value
		: undefined,
);

/** A list. What is wrong with an item is said with its index. */
export const listOf = (item: Param, min: number, max = Infinity): Param => {
	const count = max === Infinity ? `at least ${min}` : `${min} to ${grouped(max)}`;
	const accepts = `an array of ${count} items`;
	return {
		accepts: `${accepts}, each ${item.accepts}`,
		required: false,
		properties: item.properties,
		write: (value, option, zone) => {
			if (!Array.isArray(value)) throw invalidOption(option, accepts, value);
			if (value.length < min || value.length > max) {
				throw new TypeError(
					`Option \`${option}\` must be ${accepts}, but it has ${grouped(value.length)}.`,
				);
			}
			/* Not `map`, which skips the holes of an array. */
			return Array.from(value, (one: unknown, index) =>
				writeParam({...item, required: true}, one, `${option}[${index}]`, zone),
			);
		},
	};
};

/** One value or a list of them, which the query joins with commas. */
export const oneOrMore = (item: Param): Param => {
	const list = listOf(item, 1);
	return {
		accepts: `${item.accepts}, or an array of them`,
		required: false,
		write: (value, option, zone) =>
			Array.isArray(value) ? list.write(value, option, zone) : [item.write(value, option, zone)],
	};
};

/** One value or a list of them, which is sent in the path, joined with commas. */
export const commaList = (item: Param): Param => {
	const {write, ...list} = oneOrMore(item);
	return {
		...list,
		write: (value, option, zone) => String(write(value, option, zone)),
	};
};

/** An object with these properties and no others. Its `timezone` is that of its dates. */
export const record = (properties: Readonly<Record<string, Param>>, check?: Check): Param => ({
	accepts: `an object with ${inWords(Object.keys(properties))}`,
	required: false,
	properties,
	write: (value, option, zone) => {
		const own = readOptions(value, Object.keys(properties), {option});
		const ownZone = own['timezone'];
		const inner = isTimezone(ownZone) ? ownZone : zone;
		const written = writeParams(properties, own, inner, `${option}.`);
		check?.(written, option);
		return {...written};
	},
});

/** Checks what no single property shows. Throws a `TypeError` that names the option. */
export type Check = (written: Readonly<Record<string, unknown>>, option: string) => void;
