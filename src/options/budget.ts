import {checkNumber, ownProperties, readOptions} from '../errors/invalid-option.ts';
import type {RetryBudgetOptions} from '../request/policy.ts';

/**
 * Validates the retry budget. `false` means no budget.
 *
 * @throws TypeError if an option is unknown or invalid.
 */
export const resolveBudget = (
	budget: RetryBudgetOptions | false | undefined,
): RetryBudgetOptions | false => {
	if (budget === undefined) return ownProperties({});
	if (budget === false) return false;
	const own = readOptions(budget, ['capacity', 'refillPerSuccess', 'refillMs'], {
		option: 'retry.budget',
		accepted: 'an object or false',
	});
	for (const [key, value] of Object.entries(own)) {
		if (value !== undefined) {
			checkNumber(`retry.budget.${key}`, value, {min: key === 'refillMs' ? 1 : 0});
		}
	}
	return own;
};
