export type {ValidationItem, ValidationReport} from '../rows/validation.ts';

/** Which transactions the details of a job contain. */
export const validationOutputs = ['errors', 'all'] as const;

/** The parameters of `validations.get`. */
export type ValidationsGetParams = {
	/** `errors` for those that failed, `all` for all. Awin does not document the default. */
	readonly output?: (typeof validationOutputs)[number] | undefined;
};
