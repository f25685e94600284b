import type {TransactionQuery} from '../../src/api/publisher/transaction-queries.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

const example: TransactionQuery = {
	enquiryId: 7001,
	advertiserId: 2001,
	advertiserName: 'Example Shop',
	clickRef: 'example-click',
	commissionAmount: {amount: 5, currency: 'GBP'},
	declineReason: null,
	description: null,
	enquiryDate: '2026-01-03T10:00:00Z',
	enquiryStatus: 'pending',
	enquiryType: 'untracked',
	orderRef: 'EXAMPLE-1',
	saleAmount: {amount: 100, currency: 'GBP'},
	transactionDate: '2026-01-02T10:05:00Z',
};

const path = '/publisher/{publisherId}/transactionqueries';
const answer = endpoint('GET', path);

/**
 * `GET /publisher/{publisherId}/transactionqueries`, with the singular `publisher`:
 * https://help.awin.com/apidocs/fetch-list-of-transaction-queries-for-a-given-publisher
 *
 * @example
 * ```ts
 * import {transactionqueries} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(transactionqueries.success([{enquiryStatus: 'declined'}]));
 * ```
 */
export const transactionqueries = {
	/** The path template of the endpoint. */
	path,
	/** Responds with a page of queries. Properties that a row omits are those of the example. */
	success: (rows: readonly Partial<TransactionQuery>[] = [{}], at?: At) =>
		answer(
			{
				status: 200,
				body: {
					pageItems: fill(example, rows),
					pageNumber: 1,
					pageSize: 100,
					totalPagesAvailable: 1,
					totalRowsAvailable: rows.length,
				},
			},
			at,
		),
} as const;
