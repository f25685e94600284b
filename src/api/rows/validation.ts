import type {Open} from './open.ts';

/**
 * A transaction of a job: https://wiki.awin.com/index.php/API_transaction_validation. It is named by its id,
 * or by `orderRef`, `transactionDate` and `timezone`.
 */
export type ValidationItem = {
	/** Awin's id of the transaction, if the action named it by that. */
	transactionId: number | null;
	/** The order reference, if the action named the transaction by that. */
	orderRef: string | null;
	/** Without an offset, in `timezone`. */
	transactionDate: string | null;
	/** Empty if the transaction is named by its id. */
	timezone: string | null;
	/**
	 * Such as `[404 NOT_FOUND]`. 304 means that the transaction was in that state already, 404 that there is
	 * none, 422 that the action cannot be executed.
	 */
	code: string;
	/** What happened to the transaction. */
	description: string | null;
};

/**
 * A job: https://help.awin.com/apidocs/check-the-status-of-the-validation-batch-job. Dates are texts such as
 * `2019-04-18T09:49:35.558`; their time zone is not documented.
 */
export type ValidationJob = {
	/** The id of the job. */
	jobId: string;
	/** Awin documents no other value than `DONE`. */
	status: Open<'DONE'>;
	/** The number of transactions. */
	transactions: number | null;
	/** Set for `output: 'all'`. Its items are assumed to be like those of `failedTransactions`. */
	allTransactions?: ValidationItem[] | null;
	/** The number of transactions that failed. */
	errors: number | null;
	/** Set for `output: 'errors'`. Contains the transactions that were in that state already as well. */
	failedTransactions?: ValidationItem[] | null;
	/** When the job was created. */
	creationDate: string | null;
	/** `null` or missing until the job is done. */
	completionDate?: string | null;
};

/** A job with the outcome of its transactions. */
export type ValidationReport = Omit<ValidationJob, 'failedTransactions'> & {
	/** The transactions that failed. */
	failedTransactions: ValidationItem[];
	/** The transactions with the code 304: they were in that state already, which is a success. */
	unchanged: ValidationItem[];
};
