import {anyOf, boolean, listOf, number, optional, shapeOf, string} from '../read/shape.ts';
import {moneyShape, nullableMoneyShape} from './money.ts';
import type {
	BasketProduct,
	ClickRefs,
	CustomParameter,
	TrackedPart,
	Transaction,
	TransactionPart,
} from './transaction.ts';

const text = optional(string);
const count = optional(number);
const flag = optional(boolean);
const money = optional(moneyShape);

const part = shapeOf<TransactionPart>({
	amount: number,
	commissionAmount: number,
	commissionGroupId: number,
	commissionGroupCode: string,
	commissionGroupName: string,
	advertiserCost: optional(anyOf(number, nullableMoneyShape)),
	trackedParts: optional(
		listOf(shapeOf<TrackedPart>({code: string, amount: number, currency: string})),
	),
});

const basketProduct = shapeOf<BasketProduct>({
	productId: text,
	productName: text,
	unitPrice: count,
	quantity: count,
	skuCode: text,
	commissionGroupCode: text,
	category: text,
});

const clickRefs = shapeOf<ClickRefs>({
	clickRef: text,
	clickRef2: text,
	clickRef3: text,
	clickRef4: text,
	clickRef5: text,
	clickRef6: text,
});

/** The shape of a list of transactions. */
export const transactionsShape = listOf(
	shapeOf<Transaction>({
		id: number,
		transactionDate: string,
		url: text,
		advertiserId: count,
		advertiserName: text,
		publisherId: count,
		publisherName: text,
		commissionSharingPublisherId: count,
		commissionSharingSelectedRatePublisherId: count,
		siteName: text,
		campaign: text,
		commissionStatus: text,
		commissionAmount: money,
		saleAmount: money,
		oldSaleAmount: money,
		oldCommissionAmount: money,
		originalSaleAmount: optional(anyOf(moneyShape, number)),
		networkFee: money,
		trackedCurrencyAmount: money,
		advertiserCost: optional(nullableMoneyShape),
		ipHash: text,
		customerCountry: text,
		advertiserCountry: text,
		customerAcquisition: text,
		clickRefs: optional(clickRefs),
		clickDate: text,
		validationDate: text,
		type: text,
		declineReason: text,
		voucherCodeUsed: flag,
		voucherCode: text,
		lapseTime: count,
		amended: flag,
		amendReason: text,
		clickDevice: text,
		transactionDevice: text,
		publisherUrl: text,
		orderRef: text,
		customParameters: optional(listOf(shapeOf<CustomParameter>({key: string, value: string}))),
		transactionParts: optional(listOf(part)),
		basketProducts: optional(listOf(basketProduct)),
		paidToPublisher: flag,
		paymentId: count,
		transactionQueryId: count,
	}),
);
