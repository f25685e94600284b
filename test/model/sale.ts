import type {CommissionStatus} from 'awin-sdk';

/** What happens to a transaction after the sale. */
export type SaleChange = {
	readonly type: 'validation' | 'amendment';
	/** The date of the change, in epoch milliseconds: a whole second. */
	readonly at: number;
	/** When the server begins to show it. */
	readonly shownAt: number;
	readonly status?: CommissionStatus;
	/** In hundredths of the currency. */
	readonly cents?: number;
};

/** A transaction of the model, with all that will ever happen to it. */
export type Sale = {
	readonly id: number;
	readonly publisherId: number;
	readonly advertiserId: number;
	/** The date of the transaction, in epoch milliseconds: a whole second. */
	readonly at: number;
	/** When the server begins to show it: late, or at once. */
	readonly shownAt: number;
	readonly cents: number;
	/** Oldest first. */
	readonly changes: readonly SaleChange[];
};

/** A transaction as the server shows it at some time. */
export type SaleState = {
	readonly sale: Sale;
	readonly status: CommissionStatus;
	readonly cents: number;
	/** The dates by the names that `dateType` has for them. */
	readonly dates: {
		readonly transaction: number;
		readonly validation?: number;
		readonly amendment?: number;
	};
};

/** The state of a sale at a time, or `undefined` if the server does not show it yet. */
export const stateAt = (sale: Sale, now: number): SaleState | undefined => {
	if (sale.shownAt > now) return undefined;
	let {cents} = sale;
	let status: CommissionStatus = 'pending';
	const dates: {transaction: number; validation?: number; amendment?: number} = {
		transaction: sale.at,
	};
	for (const change of sale.changes.filter(({shownAt}) => shownAt <= now)) {
		cents = change.cents ?? cents;
		status = change.status ?? status;
		dates[change.type] = change.at;
	}
	return {sale, status, cents, dates};
};

/** Creates a sale that the server shows at once and that never changes. */
export const saleAt = (id: number, at: number, rest: Partial<Sale> = {}): Sale => ({
	id,
	publisherId: 1001,
	advertiserId: 2001,
	at,
	shownAt: -Infinity,
	cents: id * 100,
	changes: [],
	...rest,
});
