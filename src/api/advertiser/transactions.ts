import {endpoint} from '../endpoint.ts';
import {id, oneOrMore} from '../input/params.ts';
import {byIdsParams, days31, transactionsParams} from '../input/spans.ts';
import {list} from '../read/roots.ts';
import {transactionsShape} from '../rows/transaction-shape.ts';
import type {Transaction} from '../rows/transaction.ts';
import type {IdsParam} from '../rows/params.ts';
import type {TransactionsByIdsParams, TransactionsSpanParams} from '../rows/transaction-params.ts';

/** The parameters of `advertiser.transactions.list`. */
export type AdvertiserTransactionsListParams = TransactionsSpanParams & {
	/** Only transactions of these publishers. */
	readonly publisherId?: IdsParam | undefined;
};

/** The parameters of `advertiser.transactions.byIds`. */
export type AdvertiserTransactionsByIdsParams = TransactionsByIdsParams;

/** Lists the transactions of a span of at most 31 days. */
export const advertiserTransactionsList = endpoint<
	AdvertiserTransactionsListParams,
	Transaction[]
>()({
	name: 'advertiser.transactions.list',
	summary: 'Lists the transactions of a span of at most 31 days.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/transactions/',
	kinds: ['ok', 'cache-hit'],
	params: {...transactionsParams, publisherId: oneOrMore(id)},
	span: days31,
	read: list(),
	shape: transactionsShape,
	source: 'https://help.awin.com/apidocs/returns-a-list-of-transactions-for-a-given-advertiser.md',
	certainty: 'documented',
});

/** Returns transactions by their ids. */
export const advertiserTransactionsByIds = endpoint<
	AdvertiserTransactionsByIdsParams,
	Transaction[]
>()({
	name: 'advertiser.transactions.byIds',
	summary: 'Returns transactions by their ids.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/transactions',
	kinds: ['ok', 'cache-hit'],
	params: byIdsParams,
	read: list(),
	shape: transactionsShape,
	source:
		'https://help.awin.com/apidocs/returns-a-list-of-transactions-for-a-given-advertiser-by-ids.md',
	certainty: 'documented',
});
