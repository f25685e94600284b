import {statusOf} from '../../status.ts';
import {asRow, object, rowsOf} from '../read/roots.ts';
import type {Read} from '../read/read.ts';
import {listOf, number, optional, type Shape, shapeOf, string} from '../read/shape.ts';
import type {ValidationItem, ValidationJob, ValidationReport} from './validation.ts';

const items = listOf(
	shapeOf<ValidationItem>({
		transactionId: optional(number),
		orderRef: optional(string),
		transactionDate: optional(string),
		timezone: optional(string),
		code: string,
		description: optional(string),
	}),
);

const jobFields: {readonly [Name in keyof ValidationJob]-?: Shape} = {
	jobId: string,
	status: string,
	transactions: optional(number),
	allTransactions: optional(items),
	errors: optional(number),
	failedTransactions: optional(items),
	creationDate: optional(string),
	completionDate: optional(string),
};

/** The shape of a job. */
export const validationJobShape = shapeOf<ValidationJob>(jobFields);

/** The shape of a job with the outcome of its transactions. */
export const validationReportShape = shapeOf<ValidationReport>({
	...jobFields,
	failedTransactions: items,
	unchanged: items,
});

const unchangedCode = String(statusOf['cache-hit']);

/* Such as `[304 NOT_MODIFIED]`: the transaction was in that state already. */
const isUnchanged = ({code}: ValidationItem): boolean =>
	typeof code === 'string' && code.split(/\D+/).includes(unchangedCode);

const readJob = object<Record<string, unknown>>();

/** Reads a job, and separates the transactions that failed from those that were in that state already. */
export const readValidationReport: Read<ValidationReport> = (body) => {
	const job = readJob(body, undefined);
	if (job.type !== 'data') return job;
	const failed = rowsOf<ValidationItem>(job.data['failedTransactions'] ?? [], [
		'failedTransactions',
	]);
	if (failed.type !== 'data') return failed;
	return asRow({
		...job.data,
		failedTransactions: failed.data.filter((item) => !isUnchanged(item)),
		unchanged: failed.data.filter(isUnchanged),
	});
};
