import {checkPlainObject} from '../../errors/invalid-option.ts';
import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {oneOf} from '../input/params.ts';
import {segment} from '../input/texts.ts';
import {readValidationReport, validationReportShape} from '../rows/validation-shape.ts';
import type {ValidationReport} from '../rows/validation.ts';

/** Which transactions the details of a job contain. */
export const validationOutputs = ['errors', 'all'] as const;

/** The parameters of `validations.get`. */
export type ValidationsGetParams = {
	/** `errors` sets `failedTransactions`, `all` sets `allTransactions`. Without it, neither is documented. */
	readonly output?: (typeof validationOutputs)[number] | undefined;
};

/** Returns a job, with the outcome of its transactions. */
export const validationsGet = endpoint<
	ValidationsGetParams & {
		/** The id of the job. */
		readonly jobId: string;
	},
	ValidationReport
>()({
	name: 'advertiser.validations.get',
	summary: 'Returns a job that validates transactions, with the outcome of each of them.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/transactions/jobs/{jobId}',
	kinds: ['ok', 'cache-hit'],
	params: {jobId: required(segment), output: oneOf(validationOutputs)},
	toParams: (jobId: string, query?: ValidationsGetParams) => {
		checkPlainObject('params', query);
		return {...query, jobId};
	},
	read: readValidationReport,
	shape: validationReportShape,
	source:
		'https://help.awin.com/apidocs/check-the-status-of-validation-batch-job-with-transactions-details.md',
	certainty: 'documented',
});
