import type {IdsParam} from '../rows/params.ts';
import type {TransactionsByIdsParams, TransactionsSpanParams} from '../rows/transaction-params.ts';

export type {Transaction} from '../rows/transaction.ts';

/** The parameters of `advertiser.transactions.list`. */
export type AdvertiserTransactionsListParams = TransactionsSpanParams & {
	/** Only transactions of these publishers. */
	readonly publisherId?: IdsParam | undefined;
};

/** The parameters of `advertiser.transactions.byIds`. */
export type AdvertiserTransactionsByIdsParams = TransactionsByIdsParams;
