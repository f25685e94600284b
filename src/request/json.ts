import {isPlainObject, kindOfValue} from '../errors/invalid-option.ts';

const refuse = (key: string, problem: string): never => {
	const where = key === '' ? 'the value itself' : `\`${key}\``;
	throw new TypeError(`Option \`json\` cannot be written as JSON: ${where} is ${problem}.`);
};

/** What JSON would drop, or turn into `null`, `{}` or a list of numbered keys, without a word. */
const isLost = (value: unknown): boolean =>
	typeof value === 'function' ||
	typeof value === 'symbol' ||
	typeof value === 'bigint' ||
	(typeof value === 'number' && !Number.isFinite(value)) ||
	(typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlainObject(value));

/**
 * Writes a value as JSON and refuses what JSON cannot hold, so that nothing is lost on the way. A property
 * that is `undefined` is left out, as `JSON.stringify` does.
 *
 * @throws TypeError naming the property that cannot be written.
 */
export const writeJson = (value: unknown): string => {
	if (value === undefined) return refuse('', 'undefined');
	const check = function (this: object, key: string, child: unknown): unknown {
		if (isLost(child)) return refuse(key, kindOfValue(child));
		if (child === undefined && Array.isArray(this)) return refuse(key, 'undefined inside an array');
		const original: unknown = Reflect.get(this, key);
		if (original instanceof Date && child === null) return refuse(key, 'an invalid Date');
		return child;
	};
	try {
		return JSON.stringify(value, check);
	} catch (error) {
		if (error instanceof TypeError && error.message.startsWith('Option `json`')) throw error;
		throw new TypeError('Option `json` cannot be written as JSON; `cause` says why.', {
			cause: error,
		});
	}
};
