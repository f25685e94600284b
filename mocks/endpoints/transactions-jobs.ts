import {type At, endpoint, fill} from '../endpoint.ts';

/** A failed item of a job. */
export type FailedTransaction = {
	transactionId: number | null;
	orderRef: string | null;
	transactionDate: string | null;
	timezone: string;
	/** Such as `[404 NOT_FOUND]`. `[304 NOT_MODIFIED]` means that the transaction already had that state. */
	code: string;
	description: string | null;
};

/** A job of the batch endpoint. Dates have milliseconds and no time zone. */
export type TransactionsJob = {
	jobId: string;
	status: string;
	transactions: number;
	allTransactions: unknown[] | null;
	errors: number;
	failedTransactions: FailedTransaction[];
	creationDate: string;
	completionDate: string | null;
};

const notFound: FailedTransaction = {
	transactionId: 3001,
	orderRef: null,
	transactionDate: null,
	timezone: '',
	code: '[404 NOT_FOUND]',
	description: null,
};

const done: TransactionsJob = {
	jobId: 'example-job-1',
	status: 'DONE',
	transactions: 2,
	allTransactions: null,
	errors: 0,
	failedTransactions: [],
	creationDate: '2026-01-02T10:00:00.000',
	completionDate: '2026-01-02T10:00:05.000',
};

const paths = {
	list: '/advertisers/{advertiserId}/transactions/jobs',
	one: '/advertisers/{advertiserId}/transactions/jobs/{jobId}',
} as const;

const list = endpoint('GET', paths.list);
const one = endpoint('GET', paths.one);

/**
 * `GET /advertisers/{advertiserId}/transactions/jobs`:
 * https://help.awin.com/apidocs/check-the-status-of-the-validation-batch-job
 *
 * @example
 * ```ts
 * import {transactionsJobs} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(transactionsJobs.success([{jobId: 'a'}, {jobId: 'b'}]));
 * ```
 */
export const transactionsJobs = {
	path: paths.list,
	/** Responds with jobs. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<TransactionsJob>[] = [{}], at?: At) =>
		list({status: 200, body: fill(done, rows)}, at),
} as const;

/**
 * `GET /advertisers/{advertiserId}/transactions/jobs/{jobId}`:
 * https://help.awin.com/apidocs/check-the-status-of-validation-batch-job-with-transactions-details
 *
 * @example
 * ```ts
 * import {transactionsJob} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(transactionsJob.withErrors([{code: '[304 NOT_MODIFIED]'}]));
 * ```
 */
export const transactionsJob = {
	path: paths.one,
	/** Responds with a finished job. */
	success: (job: Partial<TransactionsJob> = {}, at?: At) =>
		one({status: 200, body: {...done, ...job}}, at),
	/** Responds with a finished job in which some transactions failed. */
	withErrors: (failed: readonly Partial<FailedTransaction>[] = [{}], at?: At) => {
		const failedTransactions = fill(notFound, failed);
		const errors = failedTransactions.length;
		return one({status: 200, body: {...done, errors, failedTransactions}}, at);
	},
} as const;
