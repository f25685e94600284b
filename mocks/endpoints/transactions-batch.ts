import {type At, endpoint} from '../endpoint.ts';

const path = '/advertisers/{advertiserId}/transactions/batch';
const answer = endpoint('POST', path);

/**
 * `POST /advertisers/{advertiserId}/transactions/batch`:
 * https://help.awin.com/apidocs/approve-decline-amend-batch-transactions-for-a-given-advertiser
 *
 * Awin does not say whether it answers 200 or 202, so both are here.
 *
 * @example
 * ```ts
 * import {transactionsBatch} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(transactionsBatch.accepted('my-job'));
 * ```
 */
export const transactionsBatch = {
	path,
	/** Answers 200 with the id of the job. */
	success: (jobId = 'example-job-1', at?: At) => answer({status: 200, body: {jobId}}, at),
	/** Answers 202 with the id of the job. */
	accepted: (jobId = 'example-job-1', at?: At) =>
		answer(
			{
				status: 202,
				body: {jobId},
				headers: {location: `/advertisers/1001/transactions/jobs/${jobId}`},
			},
			at,
		),
	/** Answers a body that is not an array: 400. */
	notAnArray: (at?: At) =>
		answer({status: 400, body: {error: 'exception', description: 'JSON parse error'}}, at),
} as const;
