import {type At, endpoint} from '../endpoint.ts';

const path = '/advertisers/{advertiserId}/transactions/batch';
const answer = endpoint('POST', path);

/**
 * `POST /advertisers/{advertiserId}/transactions/batch`:
 * https://help.awin.com/apidocs/approve-decline-amend-batch-transactions-for-a-given-advertiser
 *
 * Awin does not document whether the status is 200 or 202, so there is a handler for each.
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
	/** The path template of the endpoint. */
	path,
	/** Responds with 200 and the id of the job. */
	success: (jobId = 'example-job-1', at?: At) => answer({status: 200, body: {jobId}}, at),
	/** Responds with 202 and the id of the job. */
	accepted: (jobId = 'example-job-1', at?: At) =>
		answer(
			{
				status: 202,
				body: {jobId},
				headers: {location: `/advertisers/1001/transactions/jobs/${jobId}`},
			},
			at,
		),
	/** Responds with 400, as for a body that is not an array. */
	notAnArray: (at?: At) =>
		answer({status: 400, body: {error: 'exception', description: 'JSON parse error'}}, at),
} as const;
