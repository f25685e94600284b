import {didYouMean} from './nearest-name.ts';

/** Describes the type of a value without its content, for messages about values that may be secret. */
export const kindOfValue = (value: unknown): string => {
	if (value === null) return 'null';
	if (value === '') return 'an empty string';
	if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
	if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
	if (typeof value !== 'object')
		return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
	if (value instanceof Date && Number.isNaN(value.getTime())) return 'an invalid Date';
	return `an object (${classOf(value)})`;
};

/* Reads the prototype because an own `constructor` property would reveal content of the value. */
const classOf = (value: object): string => {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype instanceof Object || prototype === Object.prototype
		? prototype.constructor.name
		: 'no prototype';
};

/**
 * Whether a value is an object whose content is in its properties. Returns `false` for an array, `Map`,
 * `Headers`, promise and the like. Works across realms.
 */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	Object.prototype.toString.call(value) === '[object Object]';

/**
 * Throws a `TypeError` if a value is neither a plain object nor `undefined`. The entries of a `Map`, `URLSearchParams` or
 * `Headers` are not properties, so they would be lost.
 */
export const checkPlainObject = (option: string, value: unknown): void => {
	if (value !== undefined && !isPlainObject(value)) {
		throw invalidOption(option, 'a plain object', value);
	}
};

/** Creates the `TypeError` for an invalid option. Names the option, the accepted values and the actual type. */
export const invalidOption = (option: string, accepted: string, value: unknown): TypeError =>
	new TypeError(`Option \`${option}\` must be ${accepted}, but it is ${kindOfValue(value)}.`);

/** Throws a `TypeError` that lists the known keys if an object has any other key. */
export const refuseUnknownKeys = (where: string, value: object, known: readonly string[]): void => {
	for (const key of Object.keys(value)) {
		if (!known.includes(key)) {
			throw new TypeError(
				`${where} has an unknown option \`${key}\`${didYouMean(key, known) || '.'} Known options: ${known.map((name) => `\`${name}\``).join(', ')}.`,
			);
		}
	}
};

/** The words of the messages of {@link readOptions}. */
type OptionNames = {
	readonly option: string;
	readonly where?: string;
	readonly accepted?: string;
};

/**
 * Copies the own properties of an options object. The copy has no prototype, so that a polluted
 * `Object.prototype` adds no option, and a getter is read once.
 *
 * @throws TypeError if the value is not a plain object or has an unknown key.
 */
export function readOptions<T extends object>(
	value: T,
	known: readonly string[],
	names: OptionNames,
): T;
export function readOptions(
	value: unknown,
	known: readonly string[],
	names: OptionNames,
): Readonly<Record<string, unknown>>;
export function readOptions(
	value: unknown,
	known: readonly string[],
	{option, where = `Option \`${option}\``, accepted = 'an object'}: OptionNames,
): Readonly<Record<string, unknown>> {
	if (!isPlainObject(value)) throw invalidOption(option, accepted, value);
	refuseUnknownKeys(where, value, known);
	return ownProperties(value);
}

/** Copies the own enumerable properties of an object to one without a prototype. */
export const ownProperties = <T extends object>(value: T): T => {
	const copy: object = Object.create(null);
	return Object.assign(copy, value);
};

/** Returns the number of an option. Throws a `TypeError` if it is not a number from `min` to `max`. */
export const checkNumber = (
	option: string,
	value: unknown,
	{
		min,
		max = Infinity,
		integer = false,
	}: {
		readonly min: number;
		readonly max?: number;
		readonly integer?: boolean;
	},
): number => {
	const isValid =
		typeof value === 'number' &&
		!Number.isNaN(value) &&
		value >= min &&
		value <= max &&
		(!integer || Number.isInteger(value));
	if (isValid) return value;
	const accepted = integer ? 'a whole number' : 'a number';
	const atLeast = min === -Infinity ? '' : ` of at least ${min}`;
	const bound = max === Infinity ? atLeast : ` from ${min} to ${max}`;
	/* A number is never a secret, so the message contains it. */
	if (typeof value === 'number') {
		throw new TypeError(`Option \`${option}\` must be ${accepted}${bound}, but it is ${value}.`);
	}
	throw invalidOption(option, `${accepted}${bound}`, value);
};

/** Throws a `TypeError` if a value is neither a boolean nor `undefined`. */
export const checkBoolean = (option: string, value: unknown): void => {
	if (value !== undefined && typeof value !== 'boolean')
		throw invalidOption(option, 'a boolean', value);
};

/** Throws a `TypeError` if a value is neither a function nor `undefined`. */
export const checkFunction = (option: string, value: unknown): void => {
	if (value !== undefined && typeof value !== 'function') {
		throw invalidOption(option, 'a function', value);
	}
};
