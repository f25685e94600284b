/** A commission group of a notification. */
export type NotifiedCommissionGroup = {
	/** A number as a text in the answer of Awin. */
	id: number | null;
	name: string | null;
	code: string | null;
	description: string | null;
};

/** A product of a notification. Sent if "Product Data" is on and the advertiser shares it. */
export type NotifiedProduct = {
	productName: string | null;
	/** In the currency of the transaction. */
	unitPrice: number | null;
	skuType: string | null;
	skuCode: string | null;
	quantity: number | null;
	category: string | null;
	/** The id of the commission group. */
	cgId: number | null;
};

/**
 * A transaction that Awin sends to your server when it is recorded:
 * https://developer.awin.com/docs/transaction-notifications and https://developer.awin.com/docs/request-types.
 * Awin sends every value as a text; numbers and dates are read. A field is missing if it was not sent, is
 * empty, or is a macro such as `!!!clickRef!!!` that was not filled in.
 */
export type TransactionNotification = {
	[Key in `clickRef${'' | '2' | '3' | '4' | '5' | '6'}`]?: string;
} & {
	transactionId: number;
	/** Sent as `2013-06-13 12:05:00`, in UTC. */
	transactionDate?: Date;
	/** ISO 4217: the currency of the programme. */
	transactionCurrency?: string;
	/** The value of the sale, in `transactionCurrency`. */
	transactionAmount?: number;
	/** ISO 4217: the currency in which the sale was tracked. Seen in public clients. */
	trackedCurrency?: string;
	/** The value of the sale, in `trackedCurrency`. Seen in public clients. */
	trackedAmount?: number;
	/** In `transactionCurrency`. */
	commission?: number;
	/** The publisher. */
	affiliateId?: number;
	/** The advertiser. */
	merchantId?: number;
	/** The group of the creative that was clicked. 0 if there is none. */
	groupId?: number;
	/** The creative that was clicked. 0 if there is none. */
	bannerId?: number;
	/** When the link was clicked, in UTC. */
	clickThroughTime?: Date;
	/** When the link was clicked, in UTC. Sent if "Click Source Data" is on. */
	clickTime?: Date;
	/** The page with the link. Sent if "Click Source Data" is on. */
	url?: string;
	/** What was searched for. Sent if "Click Source Data" is on. */
	phrase?: string;
	/** Sent if "Click Source Data" is on. */
	searchEngine?: string;
	commissionGroups?: NotifiedCommissionGroup[];
	products?: NotifiedProduct[];
};
