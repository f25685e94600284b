import {invalidOption, isPlainObject, refuseUnknownKeys} from '../../errors/invalid-option.ts';
import {timezones} from '../time/zones.ts';
import {type Param, param, writeParam} from './param.ts';

const inWords = (values: readonly string[]): string =>
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

/** A text with a length in characters. It must not be blank. */
export const text = (max = Infinity, min = 1): Param => {
	const length = max === Infinity ? '' : ` of ${min} to ${max.toLocaleString('en')} characters`;
	return param(`a text that is not blank${length}`, (value) => {
		if (typeof value !== 'string' || value.trim() === '') return undefined;
		const {length: count} = [...value];
		return count >= min && count <= max ? value : undefined;
	});
};

/** A text in a form. */
export const matching = (pattern: RegExp, accepts: string): Param =>
	param(accepts, (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined));

/** ISO 3166-1 alpha-2, such as `GB`. */
export const country: Param = matching(
	/^[A-Z]{2}$/,
	'a country code of two capitals, such as `GB`',
);

/** ISO 4217, such as `EUR`. */
export const currency: Param = matching(
	/^[A-Z]{3}$/,
	'a currency code of three capitals, such as `EUR`',
);

/** An absolute http or https URL. */
export const webUrl: Param = param('an absolute http: or https: URL', (value) =>
	typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '')
		? value
		: undefined,
);

/** One of Awin's time zones. */
export const timezone: Param = oneOf(timezones);

/** A list. What is wrong with an item is said with its index. */
export const listOf = (item: Param, min: number, max = Infinity): Param => {
	const count = max === Infinity ? `at least ${min}` : `${min} to ${max.toLocaleString('en')}`;
	const accepts = `an array of ${count} items`;
	return {
		accepts: `${accepts}, each ${item.accepts}`,
		required: false,
		write: (value, option, zone) => {
			if (!Array.isArray(value)) throw invalidOption(option, accepts, value);
			if (value.length < min || value.length > max) {
				throw new TypeError(`Option \`${option}\` must be ${accepts}, but it has ${value.length}.`);
			}
			return value.map((one: unknown, index) =>
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

/** An object with these properties and no others. */
export const record = (properties: Readonly<Record<string, Param>>, check?: Check): Param => ({
	accepts: `an object with ${inWords(Object.keys(properties))}`,
	required: false,
	write: (value, option, zone) => {
		if (!isPlainObject(value)) throw invalidOption(option, 'an object', value);
		refuseUnknownKeys(`Option \`${option}\``, value, Object.keys(properties));
		const written: Record<string, unknown> = {};
		for (const [name, property] of Object.entries(properties)) {
			const own = Object.hasOwn(value, name) ? value[name] : undefined;
			const sent = writeParam(property, own, `${option}.${name}`, zone);
			if (sent !== undefined) written[name] = sent;
		}
		check?.(written, option);
		return written;
	},
});

/** Checks what no single property shows. Throws a `TypeError` that names the option. */
export type Check = (written: Readonly<Record<string, unknown>>, option: string) => void;
