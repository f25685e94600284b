import {
	type AdvertiserTransactionsListParams,
	advertiserTransactionsList,
} from '../advertiser/transactions.ts';
import {offersList} from '../publisher/offers-list.ts';
import {transactionQueriesList} from '../publisher/transaction-queries.ts';
import {
	type PublisherTransactionsListParams,
	publisherTransactionsList,
} from '../publisher/transactions.ts';
import {type Changing, type ChangesOptions, transactionChanges} from './changes.ts';
import {type AccountContext, iterateContext} from './context.ts';
import {
	iterateOffers,
	type ListOffers,
	type OfferIteration,
	type OffersIterateParams,
} from './offers.ts';
import {
	iterateTransactionQueries,
	type ListTransactionQueries,
	type TransactionQueriesIterateParams,
	type TransactionQueryIteration,
} from './transaction-queries.ts';
import {
	iterateTransactions,
	type ListTransactions,
	type Spanning,
	type TransactionIteration,
} from './transactions.ts';
import type {IterateOptions} from './types.ts';

/** The parameters of `publisher.transactions.iterate`: those of `list` with a span of any length. */
export type PublisherTransactionsIterateParams = Spanning<PublisherTransactionsListParams>;

/** The parameters of `advertiser.transactions.iterate`: those of `list` with a span of any length. */
export type AdvertiserTransactionsIterateParams = Spanning<AdvertiserTransactionsListParams>;

/** The parameters of `publisher.transactions.changes`. */
export type PublisherTransactionsChangesParams = Changing<PublisherTransactionsListParams>;

/** The parameters of `advertiser.transactions.changes`. */
export type AdvertiserTransactionsChangesParams = Changing<AdvertiserTransactionsListParams>;

/** The transactions of a span of any length, and what has changed. */
export type TransactionIterations<IterateParams, ChangesParams> = {
	/**
	 * Reads the transactions of a span of any length, oldest window first: as many calls as there are windows of 31 days,
	 * one at a time. Each transaction comes once.
	 *
	 * @throws TypeError if a parameter or an option is missing, unknown or invalid.
	 */
	readonly iterate: (params: IterateParams, options?: IterateOptions) => TransactionIteration;
	/**
	 * Reads the transactions that are new, validated or amended since a point in time or an earlier run: three calls a
	 * window. Each transaction comes once in a run, with its newest row, oldest change first.
	 *
	 * @throws TypeError if a parameter or an option is missing, unknown or invalid.
	 * @example
	 * ```ts
	 * const {transactions} = awin.publisher(45628);
	 * for await (const {items, checkpoint, result} of transactions.changes({since: new Date()}).pages()) {
	 * 	console.log(result.kind, items.length, JSON.stringify(checkpoint).length > 0);
	 * }
	 * ```
	 */
	readonly changes: (params: ChangesParams, options?: ChangesOptions) => TransactionIteration;
};

/** What a publisher can read in any number of calls. */
export type PublisherIterations = {
	/** The transactions of the publisher. */
	readonly transactions: TransactionIterations<
		PublisherTransactionsIterateParams,
		PublisherTransactionsChangesParams
	>;
	/** The transaction queries of the publisher. */
	readonly transactionQueries: {
		/**
		 * Reads the transaction queries of a span of any length, oldest window first, with all pages of each window.
		 *
		 * @throws TypeError if a parameter or an option is missing, unknown or invalid.
		 */
		readonly iterate: (
			params: TransactionQueriesIterateParams,
			options?: IterateOptions,
		) => TransactionQueryIteration;
	};
	/** The offers of the programmes. */
	readonly offers: {
		/**
		 * Reads all pages of offers. An offer that Awin lists once for each variant comes once.
		 *
		 * @throws TypeError if a parameter or an option is unknown or invalid.
		 */
		readonly iterate: (params?: OffersIterateParams, options?: IterateOptions) => OfferIteration;
	};
};

/** What an advertiser can read in any number of calls. */
export type AdvertiserIterations = {
	/** The transactions of the advertiser. */
	readonly transactions: TransactionIterations<
		AdvertiserTransactionsIterateParams,
		AdvertiserTransactionsChangesParams
	>;
};

/** The `list` methods that the iterations of a publisher use. */
type PublisherLists = {
	readonly transactions: {readonly list: ListTransactions};
	readonly transactionQueries: {readonly list: ListTransactionQueries};
	readonly offers: {readonly list: ListOffers};
};

/** Creates the iterations of a publisher. */
export const publisherIterations = (
	account: AccountContext,
	{transactions, transactionQueries, offers}: PublisherLists,
): PublisherIterations => {
	const ofTransactions = iterateContext(account, publisherTransactionsList);
	return {
		transactions: {
			iterate: iterateTransactions(ofTransactions, transactions.list),
			changes: transactionChanges(ofTransactions, transactions.list),
		},
		transactionQueries: {
			iterate: iterateTransactionQueries(
				iterateContext(account, transactionQueriesList),
				transactionQueries.list,
			),
		},
		offers: {iterate: iterateOffers(iterateContext(account, offersList), offers.list)},
	};
};

/** Creates the iterations of an advertiser. */
export const advertiserIterations = (
	account: AccountContext,
	{transactions: {list}}: Pick<PublisherLists, 'transactions'>,
): AdvertiserIterations => {
	const context = iterateContext(account, advertiserTransactionsList);
	return {
		transactions: {
			iterate: iterateTransactions(context, list),
			changes: transactionChanges(context, list),
		},
	};
};
