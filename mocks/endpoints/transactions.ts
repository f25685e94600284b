import {type At, endpoint, fill} from '../endpoint.ts';
import {exampleTransaction, type Transaction} from './transaction.ts';

const twin = <const Path extends string>(path: Path) => {
	const answer = endpoint('GET', path);
	return {
		path,
		/** Answers with a bare array of transactions. What a row leaves out is that of the example. */
		success: (rows: readonly Partial<Transaction>[] = [{}], at?: At) =>
			answer({status: 200, body: fill(exampleTransaction, rows)}, at),
		/** Answers a date without a time: 400. */
		bareDate: (at?: At) => answer(400, at),
	} as const;
};

/**
 * `GET /publishers/{publisherId}/transactions`, with or without the slash at its end, so by dates and by ids:
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
export const transactions = twin('/publishers/{publisherId}/transactions');

/**
 * `GET /advertisers/{advertiserId}/transactions`: as for publishers, seen from the other side.
 *
 * @example
 * ```ts
 * import {advertiserTransactions} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(advertiserTransactions.success());
 * ```
 */
export const advertiserTransactions = twin('/advertisers/{advertiserId}/transactions');
