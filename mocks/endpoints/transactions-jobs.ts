import type {ValidationItem, ValidationJob} from '../../src/api/rows/validation.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const notFound: ValidationItem = {
	transactionId: 3001,
	orderRef: null,
	transactionDate: null,
	timezone: '',
	code: '[404 NOT_FOUND]',
	description: null,
};

const done: ValidationJob = {
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
	/** The path template of the endpoint. */
	path: paths.list,
	/** Responds with jobs. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<ValidationJob>[] = [{}], at?: At) =>
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
	/** The path template of the endpoint. */
	path: paths.one,
	/** Responds with a finished job. */
	success: (job: Partial<ValidationJob> = {}, at?: At) =>
		one({status: 200, body: {...done, ...job}}, at),
	/** Responds with a job that is not done yet. Awin documents no name for that state, so this one is invented. */
	running: (status = 'RUNNING', at?: At) =>
		one({status: 200, body: {...done, status, completionDate: null}}, at),
	/** Responds with a finished job in which some transactions failed. */
	withErrors: (failed: readonly Partial<ValidationItem>[] = [{}], at?: At) => {
		const failedTransactions = fill(notFound, failed);
		const errors = failedTransactions.length;
		return one({status: 200, body: {...done, errors, failedTransactions}}, at);
	},
} as const;
