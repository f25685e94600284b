import type {IdsParam} from '../rows/params.ts';
import type {TransactionsByIdsParams, TransactionsSpanParams} from '../rows/transaction-params.ts';

export type {Transaction} from '../rows/transaction.ts';

/** The parameters of `publisher.transactions.list`. */
export type PublisherTransactionsListParams = TransactionsSpanParams & {
	/** Only transactions of these advertisers. */
	readonly advertiserId?: IdsParam | undefined;
};

/** The parameters of `publisher.transactions.byIds`. */
export type PublisherTransactionsByIdsParams = TransactionsByIdsParams;
