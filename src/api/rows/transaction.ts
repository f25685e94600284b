import type {Money, NullableMoney} from './money.ts';
import type {Open} from './open.ts';

/** The states of a transaction that Awin documents. */
export const commissionStatuses = ['pending', 'approved', 'declined', 'deleted'] as const;

/** The state of a transaction. `bonus` was seen in reports only. */
export type CommissionStatus = (typeof commissionStatuses)[number];

/** The click references of a link. A value may be an empty text or `null`. */
export type ClickRefs = {
	[Key in `clickRef${'' | '2' | '3' | '4' | '5' | '6'}`]?: string | null;
};

/** A parameter that the tracking of the advertiser adds to a transaction. */
export type CustomParameter = {key: string; value: string};

/** A part of a transaction as the advertiser tracked it. Seen in public clients, not documented. */
export type TrackedPart = {
	/** The code of the commission group. */
	code: string;
	/** In the currency of the part. */
	amount: number;
	/** ISO 4217. */
	currency: string;
};

/** The part of a transaction that belongs to one commission group. */
export type TransactionPart = {
	/** The value of the sale, in the currency of `saleAmount`. */
	amount: number;
	/** In the currency of `commissionAmount`. */
	commissionAmount: number;
	commissionGroupId: number;
	commissionGroupCode: string;
	commissionGroupName: string;
	/** Seen in public clients, and only as `null`: whether it is a number or an amount of money is unknown. */
	advertiserCost?: number | NullableMoney | null;
	/** Seen in public clients. */
	trackedParts?: TrackedPart[] | null;
};

/**
 * A product of the basket:
 * https://success.awin.com/articles/en_US/Knowledge/Publisher-API-GET-transactions-list.
 */
export type BasketProduct = {
	productId: string | null;
	productName: string | null;
	/** In the currency of the sale. */
	unitPrice: number | null;
	quantity: number | null;
	skuCode: string | null;
	commissionGroupCode: string | null;
	category: string | null;
};

/**
 * A transaction: http://wiki.awin.com/index.php/API_get_transactions_list. Only `id` and `transactionDate`
 * are certain to have a value. A transaction changes after the fact: its state, its amounts, `amended`,
 * `paidToPublisher`. Dates have the form `yyyy-MM-ddThh:mm:ss` without an offset: wall-clock time in the
 * `timezone` of the call. Awin withholds fields depending on the role of the caller, and may add others.
 */
export type Transaction = {
	id: number;
	/** In the `timezone` of the call. */
	transactionDate: string;
	/** The page of the purchase. */
	url?: string | null;
	advertiserId: number | null;
	/** Seen on the side of the advertiser, in a fixture made by hand. */
	advertiserName?: string | null;
	publisherId: number | null;
	/** Seen on the side of the advertiser. */
	publisherName?: string | null;
	commissionSharingPublisherId?: number | null;
	commissionSharingSelectedRatePublisherId?: number | null;
	siteName?: string | null;
	campaign?: string | null;
	/** `approved` stays after the payment: see `paidToPublisher`. */
	commissionStatus: Open<CommissionStatus> | null;
	commissionAmount: Money | null;
	saleAmount: Money | null;
	/** Before the last amendment. `null` unless the transaction is amended. */
	oldSaleAmount?: Money | null;
	/** Before the last amendment. `null` unless the transaction is amended. */
	oldCommissionAmount?: Money | null;
	/** Seen as an amount of money in one public client, as a number in another. */
	originalSaleAmount?: Money | number | null;
	/** Seen in public clients. */
	networkFee?: Money | null;
	/** Seen in public clients. */
	trackedCurrencyAmount?: Money | null;
	/** Its members are `null` if it does not apply. */
	advertiserCost: NullableMoney | null;
	/** May look like a signed number, such as `-917875755098098`. */
	ipHash: string | null;
	/** ISO 3166-1 alpha-2. */
	customerCountry?: string | null;
	/** ISO 3166-1 alpha-2. */
	advertiserCountry?: string | null;
	/** `NEW` or `RETURNING` by the conversion API. Seen in public clients, only as `null`. */
	customerAcquisition?: Open<'NEW' | 'RETURNING'> | null;
	clickRefs?: ClickRefs | null;
	/** In the `timezone` of the call. */
	clickDate: string | null;
	/** In the `timezone` of the call. `null` while the transaction is pending. */
	validationDate: string | null;
	/** Such as `Commission group transaction`. */
	type?: string | null;
	declineReason?: string | null;
	voucherCodeUsed: boolean | null;
	voucherCode?: string | null;
	/** From the click to the transaction, in seconds. */
	lapseTime: number | null;
	amended: boolean | null;
	amendReason?: string | null;
	/** Such as `Windows`. */
	clickDevice?: string | null;
	/** Such as `Windows`. */
	transactionDevice?: string | null;
	publisherUrl?: string | null;
	/** The order reference of the advertiser. */
	orderRef?: string | null;
	customParameters?: CustomParameter[] | null;
	transactionParts: TransactionPart[] | null;
	/** `null` unless `showBasketProducts` is set and the advertiser shares them. */
	basketProducts?: BasketProduct[] | null;
	/** Whether the commission was paid. `commissionStatus` stays `approved` after the payment. */
	paidToPublisher: boolean | null;
	/** 0 if there is none. */
	paymentId: number | null;
	/** 0 if there is none. */
	transactionQueryId: number | null;
};
