import type {DateTimeParam, IdsParam} from './params.ts';
import type {Timezone} from '../time/zones.ts';
import type {CommissionStatus} from './transaction.ts';

/** The dates of a transaction that a span can refer to. */
export const transactionDateTypes = ['transaction', 'validation', 'amendment'] as const;

/** Which date of a transaction a span refers to. */
export type TransactionDateType = (typeof transactionDateTypes)[number];

/** The parameters that both sides share: a span of at most 31 days. */
export type TransactionsSpanParams = {
	/** The start of the span, in `timezone`, with a time. */
	readonly startDate: DateTimeParam;
	/**
	 * The end of the span, at most 31 days after `startDate`, in `timezone`, with a time. Awin does not say
	 * whether it is inclusive.
	 */
	readonly endDate: DateTimeParam;
	/** The time zone of the span and of the dates in the answer. It is always sent. @default 'UTC' */
	readonly timezone?: Timezone | undefined;
	/** Which date the span refers to. @default 'transaction' */
	readonly dateType?: TransactionDateType | undefined;
	/** Only transactions in this state. */
	readonly status?: CommissionStatus | undefined;
	/** Adds `basketProducts`. @default false */
	readonly showBasketProducts?: boolean | undefined;
};

/** The parameters of a call by ids. */
export type TransactionsByIdsParams = {
	/** The ids of the transactions. Awin does not document the maximum number. */
	readonly ids: IdsParam;
	/** The time zone of the dates in the answer. It is always sent. @default 'UTC' */
	readonly timezone?: Timezone | undefined;
	/** Adds `basketProducts`. @default false */
	readonly showBasketProducts?: boolean | undefined;
};
