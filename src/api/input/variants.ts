import {invalidOption, isPlainObject, refuseUnknownKeys} from '../../errors/invalid-option.ts';
import {type Param, writeParam} from './param.ts';
import {inWords} from './params.ts';

/** An object whose property `key` says which of some variants it is. */
export const variants = (key: string, byName: Readonly<Record<string, Param>>): Param => {
	const names = Object.keys(byName);
	const accepts = `an object with \`${key}\`: one of ${inWords(names)}`;
	return {
		accepts,
		required: false,
		write: (value, option, zone) => {
			if (!isPlainObject(value)) throw invalidOption(option, accepts, value);
			const name = value[key];
			const variant = names.find((known) => known === name);
			const found = variant === undefined ? undefined : byName[variant];
			if (found === undefined) {
				throw invalidOption(`${option}.${key}`, `one of ${inWords(names)}`, name);
			}
			return found.write(value, option, zone);
		},
	};
};

/** An object of any names in a form. */
export const mapOf = (names: RegExp, form: string, item: Param): Param => {
	const accepts = `an object with ${form} as names`;
	return {
		accepts: `${accepts}, each ${item.accepts}`,
		required: false,
		write: (value, option, zone) => {
			if (!isPlainObject(value)) throw invalidOption(option, accepts, value);
			refuseUnknownKeys(
				`Option \`${option}\``,
				value,
				Object.keys(value).filter((name) => names.test(name)),
			);
			return Object.fromEntries(
				Object.entries(value).map(([name, one]) => [
					name,
					writeParam({...item, required: true}, one, `${option}.${name}`, zone),
				]),
			);
		},
	};
};

/** A number that `first` accepts, or a text that `second` accepts. */
export const either = (first: Param, second: Param): Param => {
	const accepts = `${first.accepts}, or ${second.accepts}`;
	return {
		accepts,
		required: false,
		write: (value, option, zone) => {
			if (typeof value === 'number') return first.write(value, option, zone);
			if (typeof value === 'string') return second.write(value, option, zone);
			throw invalidOption(option, accepts, value);
		},
	};
};
