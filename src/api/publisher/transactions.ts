import {endpoint} from '../endpoint.ts';
import {id, oneOrMore} from '../input/params.ts';
import {byIdsParams, days31, transactionsParams} from '../input/spans.ts';
import {list} from '../read/roots.ts';
import {transactionsShape} from '../rows/transaction-shape.ts';
import type {Transaction} from '../rows/transaction.ts';
import type {IdsParam} from '../rows/params.ts';
import type {TransactionsByIdsParams, TransactionsSpanParams} from '../rows/transaction-params.ts';

/** The parameters of `publisher.transactions.list`. */
export type PublisherTransactionsListParams = TransactionsSpanParams & {
	/** Only transactions of these advertisers. */
	readonly advertiserId?: IdsParam | undefined;
};

/** The parameters of `publisher.transactions.byIds`. */
export type PublisherTransactionsByIdsParams = TransactionsByIdsParams;

/** Lists the transactions of a span of at most 31 days. */
export const publisherTransactionsList = endpoint<PublisherTransactionsListParams, Transaction[]>()(
	{
		name: 'publisher.transactions.list',
		summary: 'Lists the transactions of a span of at most 31 days.',
		method: 'GET',
		path: '/publishers/{publisherId}/transactions/',
		kinds: ['ok', 'cache-hit'],
		params: {...transactionsParams, advertiserId: oneOrMore(id)},
		span: days31,
		read: list(),
		shape: transactionsShape,
		source: 'https://help.awin.com/apidocs/returns-a-list-of-transactions-for-a-given-publisher.md',
		certainty: 'documented',
	},
);

/** Returns transactions by their ids. */
export const publisherTransactionsByIds = endpoint<
	PublisherTransactionsByIdsParams,
	Transaction[]
>()({
	name: 'publisher.transactions.byIds',
	summary: 'Returns transactions by their ids.',
	method: 'GET',
	path: '/publishers/{publisherId}/transactions',
	kinds: ['ok', 'cache-hit'],
	params: byIdsParams,
	read: list(),
	shape: transactionsShape,
	source:
		'https://help.awin.com/apidocs/returns-a-list-of-transactions-for-a-given-publisher-by-ids.md',
	certainty: 'documented',
});
