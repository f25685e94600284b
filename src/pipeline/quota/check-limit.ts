import {checkNumber, readOptions} from '../../errors/invalid-option.ts';
import type {RateLimit} from './types.ts';

/**
 * Validates a rate limit and returns it.
 *
 * @param option - The name of the option, for the error message.
 * @throws TypeError if a value is invalid. The message names the option and the accepted values.
 */
export const checkRateLimit = (option: string, limit: RateLimit): RateLimit => {
	const known = ['calls', 'intervalMs', 'concurrency', 'spacingMs', 'maxWaitMs'];
	const own = readOptions(limit, known, {option});
	const {calls, intervalMs, concurrency = Infinity, spacingMs = 0, maxWaitMs = 0} = own;
	checkNumber(`${option}.calls`, calls, {min: 1, integer: true});
	checkNumber(`${option}.intervalMs`, intervalMs, {min: 1});
	checkNumber(`${option}.concurrency`, concurrency, {min: 1});
	checkNumber(`${option}.spacingMs`, spacingMs, {min: 0});
	checkNumber(`${option}.maxWaitMs`, maxWaitMs, {min: 0});
	return own;
};
