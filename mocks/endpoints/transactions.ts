import type {Transaction} from '../../src/api/rows/transaction.ts';
import {type At, endpoint, fill} from '../endpoint.ts';
import {exampleAdvertiserTransaction, exampleTransaction} from './transaction.ts';

const transactionsAt = <const Path extends string>(path: Path, example: Transaction) => {
	const answer = endpoint('GET', path);
	return {
		/** The path template of the endpoint. */
		path,
		/** Responds with an array of transactions. Properties that a row omits are those of the example. */
		success: (rows: readonly Partial<Transaction>[] = [{}], at?: At) =>
			answer({status: 200, body: fill(example, rows)}, at),
		/** Responds with a transaction that has no value but its id and its date, as seen for each of the others. */
		withoutValues: (at?: At) => {
			const {id, transactionDate, ...others} = example;
			const nulls = Object.fromEntries(Object.keys(others).map((name) => [name, null]));
			return answer({status: 200, body: [{id, transactionDate, ...nulls}]}, at);
		},
		/** Responds with 400, as for a date without a time. */
		bareDate: (at?: At) => answer(400, at),
	} as const;
};

/**
 * `GET /publishers/{publisherId}/transactions`, with the trailing slash (by dates) or without it (by ids):
 * https://help.awin.com/apidocs/returns-a-list-of-transactions-for-a-given-publisher
 *
 * @example
 * ```ts
 * import {transactions} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(transactions.success([{commissionStatus: 'approved', paidToPublisher: true}]));
 * ```
 */
export const transactions = transactionsAt(
	'/publishers/{publisherId}/transactions',
	exampleTransaction,
);

/**
 * `GET /advertisers/{advertiserId}/transactions`: the same as `transactions`, for an advertiser.
 *
 * @example
 * ```ts
 * import {advertiserTransactions} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(advertiserTransactions.success());
 * ```
 */
export const advertiserTransactions = transactionsAt(
	'/advertisers/{advertiserId}/transactions',
	exampleAdvertiserTransaction,
);
