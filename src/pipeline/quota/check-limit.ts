import {checkNumber, invalidOption, refuseUnknownKeys} from '../../errors/invalid-option.ts';
import type {RateLimit} from './types.ts';

/**
 * Checks the limits of a bucket.
 *
 * @throws TypeError naming the option and what it accepts.
 */
export const checkRateLimit = (option: string, bucket: RateLimit): RateLimit => {
	if (typeof bucket !== 'object' || bucket === null) {
		throw invalidOption(option, 'an object', bucket);
	}
	const known = ['calls', 'intervalMs', 'concurrency', 'spacingMs'];
	refuseUnknownKeys(`Option \`${option}\``, bucket, known);
	const {calls, intervalMs, concurrency = Infinity, spacingMs = 0} = bucket;
	checkNumber(`${option}.calls`, calls, {min: 1, integer: true});
	checkNumber(`${option}.intervalMs`, intervalMs, {min: 1});
	checkNumber(`${option}.concurrency`, concurrency, {min: 1});
	checkNumber(`${option}.spacingMs`, spacingMs, {min: 0});
	return bucket;
};
