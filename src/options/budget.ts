import {checkNumber, invalidOption, refuseUnknownKeys} from '../errors/invalid-option.ts';
import type {RetryBudgetOptions} from '../request/policy.ts';

/**
 * Validates the retry budget. `false` means no budget.
 *
 * @throws TypeError if an option is unknown or invalid.
 */
export const resolveBudget = (
	budget: RetryBudgetOptions | false | undefined,
): RetryBudgetOptions | false => {
	if (budget === undefined) return {};
	if (budget === false) return false;
	if (typeof budget !== 'object' || budget === null) {
		throw invalidOption('retry.budget', 'an object or false', budget);
	}
	refuseUnknownKeys('Option `retry.budget`', budget, ['capacity', 'refillPerSuccess', 'refillMs']);
	for (const [key, value] of Object.entries(budget)) {
		if (value !== undefined) {
			checkNumber(`retry.budget.${key}`, value, {min: key === 'refillMs' ? 1 : 0});
		}
	}
	return budget;
};
