import {isPlainObject, kindOfValue} from '../errors/invalid-option.ts';

const refuse = (key: string, problem: string): never => {
	const where = key === '' ? 'the value itself' : `\`${key}\``;
	throw new TypeError(`Option \`json\` cannot be serialized as JSON: ${where} is ${problem}.`);
};

/** Whether `JSON.stringify` would silently drop a value, or turn it into `null`, `{}` or an object of numbered keys. */
const isUnsupported = (value: unknown): boolean =>
	typeof value === 'function' ||
	typeof value === 'symbol' ||
	typeof value === 'bigint' ||
	(typeof value === 'number' && !Number.isFinite(value)) ||
	(typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlainObject(value));

/**
 * Serializes a value as JSON. Throws for every value that JSON cannot represent, so that no data is silently lost. A
 * property that is `undefined` is omitted, as in `JSON.stringify`.
 *
 * @throws TypeError if a value cannot be serialized. The message names the property.
 */
export const writeJson = (value: unknown): string => {
	if (value === undefined) return refuse('', 'undefined');
	const check = function (this: object, key: string, child: unknown): unknown {
		if (isUnsupported(child)) return refuse(key, kindOfValue(child));
		if (child === undefined && Array.isArray(this)) return refuse(key, 'undefined inside an array');
		const original: unknown = Reflect.get(this, key);
		if (original instanceof Date && child === null) return refuse(key, 'an invalid Date');
		return child;
	};
	try {
		return JSON.stringify(value, check);
	} catch (error) {
		if (error instanceof TypeError && error.message.startsWith('Option `json`')) throw error;
		throw new TypeError('Option `json` cannot be serialized as JSON. See `cause`.', {
			cause: error,
		});
	}
};
