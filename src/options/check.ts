import {invalidOption} from '../errors/invalid-option.ts';

/** Refuses what is neither a function nor left out. */
export const checkFunction = (option: string, value: unknown): void => {
	if (value !== undefined && typeof value !== 'function') {
		throw invalidOption(option, 'a function', value);
	}
};
