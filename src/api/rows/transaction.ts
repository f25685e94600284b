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
export type CustomParameter = {
	/** The name of the parameter. */
	key: string;
	/** The value of the parameter. */
	value: string;
};

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
	/** The id of the commission group. */
	commissionGroupId: number;
	/** The code of the commission group, such as `DEFAULT`. */
	commissionGroupCode: string;
	/** The name of the commission group. */
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
	/** The id of the product at the advertiser. */
	productId: string | null;
	/** The name of the product. */
	productName: string | null;
	/** In the currency of the sale. */
	unitPrice: number | null;
	/** The number of units. */
	quantity: number | null;
	/** The stock-keeping unit of the product. */
	skuCode: string | null;
	/** The code of the commission group of the product. */
	commissionGroupCode: string | null;
	/** The category of the product. */
	category: string | null;
};

/**
 * A transaction: http://wiki.awin.com/index.php/API_get_transactions_list. Only `id` and `transactionDate`
 * are certain to have a value. A transaction changes after the fact: its state, its amounts, `amended`,
 * `paidToPublisher`. Dates have the form `yyyy-MM-ddThh:mm:ss` without an offset: wall-clock time in the
 * `timezone` of the call. Awin withholds fields depending on the role of the caller, and may add others.
 */
export type Transaction = {
	/** The id of the transaction, unique at Awin. */
	id: number;
	/** In the `timezone` of the call. */
	transactionDate: string;
	/** The page of the purchase. */
	url?: string | null;
	/** The id of the advertiser. */
	advertiserId: number | null;
	/** Seen on the side of the advertiser, in a fixture made by hand. */
	advertiserName?: string | null;
	/** The id of the publisher. */
	publisherId: number | null;
	/** Seen on the side of the advertiser. */
	publisherName?: string | null;
	/** For commission sharing: the id of a publisher. */
	commissionSharingPublisherId?: number | null;
	/** For commission sharing: the id of the publisher whose rate applies. */
	commissionSharingSelectedRatePublisherId?: number | null;
	/** The name of the publisher's site. */
	siteName?: string | null;
	/** The campaign of the link. */
	campaign?: string | null;
	/** `approved` stays after the payment: see `paidToPublisher`. */
	commissionStatus: Open<CommissionStatus> | null;
	/** The commission, with its currency. */
	commissionAmount: Money | null;
	/** The value of the sale, with its currency. */
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
	/** The click references of the link that was clicked. */
	clickRefs?: ClickRefs | null;
	/** In the `timezone` of the call. */
	clickDate: string | null;
	/** In the `timezone` of the call. `null` while the transaction is pending. */
	validationDate: string | null;
	/** Such as `Commission group transaction`. */
	type?: string | null;
	/** Why the transaction was declined. */
	declineReason?: string | null;
	/** Whether a voucher code was used. */
	voucherCodeUsed: boolean | null;
	/** The voucher code that was used. */
	voucherCode?: string | null;
	/** From the click to the transaction, in seconds. */
	lapseTime: number | null;
	/** Whether the transaction was amended. */
	amended: boolean | null;
	/** Why the transaction was amended. */
	amendReason?: string | null;
	/** Such as `Windows`. */
	clickDevice?: string | null;
	/** Such as `Windows`. */
	transactionDevice?: string | null;
	/** The URL of the publisher's page. */
	publisherUrl?: string | null;
	/** The order reference of the advertiser. */
	orderRef?: string | null;
	/** The parameters that the tracking of the advertiser adds. */
	customParameters?: CustomParameter[] | null;
	/** The parts of the transaction, by commission group. */
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
