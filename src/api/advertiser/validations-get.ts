export type {ValidationItem, ValidationReport} from '../rows/validation.ts';

/** Which transactions the details of a job contain. */
export const validationOutputs = ['errors', 'all'] as const;

/** The parameters of `validations.get`. */
export type ValidationsGetParams = {
	/** `errors` sets `failedTransactions`, `all` sets `allTransactions`. Without it, neither is documented. */
	readonly output?: (typeof validationOutputs)[number] | undefined;
};
