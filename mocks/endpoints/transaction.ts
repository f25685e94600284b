/** An amount of money. */
export type Money = {amount: number; currency: string};

/** A transaction. Every property except `id` and `transactionDate` can be `null`. Dates have no time zone. */
export type Transaction = {
	id: number;
	transactionDate: string;
	url: string | null;
	advertiserId: number | null;
	publisherId: number | null;
	siteName: string | null;
	commissionStatus: 'pending' | 'approved' | 'declined' | 'deleted' | null;
	commissionAmount: Money | null;
	saleAmount: Money | null;
	advertiserCost: {amount: number | null; currency: string | null} | null;
	ipHash: string | null;
	customerCountry: string | null;
	clickRefs: {[Key in `clickRef${'' | '2' | '3' | '4' | '5' | '6'}`]?: string} | null;
	clickDate: string | null;
	/** `null` while the transaction is pending. */
	validationDate: string | null;
	type: string | null;
	declineReason: string | null;
	voucherCodeUsed: boolean | null;
	voucherCode: string | null;
	/** In seconds. */
	lapseTime: number | null;
	amended: boolean | null;
	amendReason: string | null;
	oldSaleAmount: Money | null;
	oldCommissionAmount: Money | null;
	clickDevice: string | null;
	transactionDevice: string | null;
	orderRef: string | null;
	customParameters: {key: string; value: string}[] | null;
	transactionParts:
		| {
				amount: number;
				commissionAmount: number;
				commissionGroupId: number;
				commissionGroupCode: string;
				commissionGroupName: string;
		  }[]
		| null;
	/** Whether the commission was paid. `commissionStatus` stays `approved` after the payment. */
	paidToPublisher: boolean | null;
	/** 0 if there is none. */
	paymentId: number | null;
	/** 0 if there is none. */
	transactionQueryId: number | null;
};

/** A pending transaction of an invented shop. */
export const exampleTransaction: Transaction = {
	id: 3001,
	transactionDate: '2026-01-02T10:05:00',
	url: 'https://shop.example/basket',
	advertiserId: 2001,
	publisherId: 1001,
	siteName: 'Example Publisher',
	commissionStatus: 'pending',
	commissionAmount: {amount: 5, currency: 'GBP'},
	saleAmount: {amount: 100, currency: 'GBP'},
	advertiserCost: {amount: null, currency: null},
	ipHash: '-1234567890',
	customerCountry: 'GB',
	clickRefs: {clickRef: 'example-click'},
	clickDate: '2026-01-02T10:00:00',
	validationDate: null,
	type: 'Commission group transaction',
	declineReason: null,
	voucherCodeUsed: false,
	voucherCode: null,
	lapseTime: 300,
	amended: false,
	amendReason: null,
	oldSaleAmount: null,
	oldCommissionAmount: null,
	clickDevice: 'Windows',
	transactionDevice: 'Windows',
	orderRef: 'EXAMPLE-1',
	customParameters: null,
	transactionParts: [
		{
			amount: 100,
			commissionAmount: 5,
			commissionGroupId: 4001,
			commissionGroupCode: 'DEFAULT',
			commissionGroupName: 'Example Group',
		},
	],
	paidToPublisher: false,
	paymentId: 0,
	transactionQueryId: 0,
};
