import {type Fields, fieldsOf} from './fields.ts';

/** A commission group of a notification. Seen in a public client; the two amounts are known from Awin's page alone. */
export type NotificationCommissionGroup = {
	/** The id of the group. */
	readonly id: number | undefined;
	/** The name of the group. */
	readonly name: string | undefined;
	/** The code of the group. */
	readonly code: string | undefined;
	/** The description of the group. */
	readonly description: string | undefined;
	/** The part of the sale in this group, with the macro of a GET. */
	readonly amount: number | undefined;
	/** The commission on that part, with the macro of a GET. */
	readonly commissionAmount: number | undefined;
};

/** A product of a notification, if you ask for product data and the advertiser shares it. Seen in a public client. */
export type NotificationProduct = {
	/** The name of the product. */
	readonly productName: string | undefined;
	/** The price of one, in `trackedCurrency` or `transactionCurrency`: not documented which. */
	readonly unitPrice: number | undefined;
	/** The type of the SKU. */
	readonly skuType: string | undefined;
	/** The SKU. */
	readonly skuCode: string | undefined;
	/** How many were bought. */
	readonly quantity: number | undefined;
	/** The category of the product. */
	readonly category: string | undefined;
	/** The id of the commission group. */
	readonly cgId: number | undefined;
};

/**
 * A transaction notification, with Awin's names. `undefined` is what the notification does not have, has as an empty
 * text, or has as a macro that was not filled.
 */
export type TransactionNotification = {
	/** The id of the transaction. */
	readonly transactionId: number | undefined;
	/** When the transaction happened. */
	readonly transactionDate: Date | undefined;
	/** The currency of the advertiser's programme, in ISO 4217. */
	readonly transactionCurrency: string | undefined;
	/** The total of the sale, in `transactionCurrency`. */
	readonly transactionAmount: number | undefined;
	/** The currency of the purchase, if it is another one. */
	readonly trackedCurrency: string | undefined;
	/** The total of the sale, in `trackedCurrency`. */
	readonly trackedAmount: number | undefined;
	/** The commission, in `transactionCurrency` by the examples. */
	readonly commission: number | undefined;
	/** The id of the publisher. */
	readonly affiliateId: number | undefined;
	/** The id of the advertiser. */
	readonly merchantId: number | undefined;
	/** The id of the group of creatives of the click; 0 seen for none. */
	readonly groupId: number | undefined;
	/** The id of the creative of the click; 0 seen for none. */
	readonly bannerId: number | undefined;
	/** The first click reference. */
	readonly clickRef: string | undefined;
	/** The second click reference. */
	readonly clickRef2: string | undefined;
	/** The third click reference. */
	readonly clickRef3: string | undefined;
	/** The fourth click reference. */
	readonly clickRef4: string | undefined;
	/** The fifth click reference. */
	readonly clickRef5: string | undefined;
	/** The sixth click reference. */
	readonly clickRef6: string | undefined;
	/** When the click happened. */
	readonly clickThroughTime: Date | undefined;
	/** When the click happened; with click source data only. The same as `clickThroughTime` in every sample. */
	readonly clickTime: Date | undefined;
	/** The page of the click. */
	readonly url: string | undefined;
	/** The phrase that was searched for, from the page before the click. */
	readonly phrase: string | undefined;
	/** The name of the search engine, from the page before the click. */
	readonly searchEngine: string | undefined;
	/** The IP address of the click. Known through a third party that cites Awin's page. Personal data. */
	readonly ip: string | undefined;
	/** The commission groups of the sale. */
	readonly commissionGroups: readonly NotificationCommissionGroup[] | undefined;
	/** The products of the sale. */
	readonly products: readonly NotificationProduct[] | undefined;
	/** What was sent, unchanged, with fields that this package does not know: texts, or the values of the JSON. */
	readonly raw: Readonly<Record<string, unknown>>;
};

const readGroup = ({id, text, number}: Fields): NotificationCommissionGroup => ({
	id: id('id'),
	name: text('name'),
	code: text('code'),
	description: text('description'),
	amount: number('amount'),
	commissionAmount: number('commissionAmount'),
});

const readProduct = ({id, text, number}: Fields): NotificationProduct => ({
	productName: text('productName'),
	unitPrice: number('unitPrice'),
	skuType: text('skuType'),
	skuCode: text('skuCode'),
	quantity: number('quantity'),
	category: text('category'),
	cgId: id('cgId'),
});

const readFields = ({
	id,
	text,
	number,
	date,
	list,
}: Fields): Omit<TransactionNotification, 'raw'> => ({
	transactionId: id('transactionId'),
	transactionDate: date('transactionDate'),
	transactionCurrency: text('transactionCurrency'),
	transactionAmount: number('transactionAmount'),
	trackedCurrency: text('trackedCurrency'),
	trackedAmount: number('trackedAmount'),
	commission: number('commission'),
	affiliateId: id('affiliateId'),
	merchantId: id('merchantId'),
	groupId: id('groupId'),
	bannerId: id('bannerId'),
	clickRef: text('clickRef'),
	clickRef2: text('clickRef2'),
	clickRef3: text('clickRef3'),
	clickRef4: text('clickRef4'),
	clickRef5: text('clickRef5'),
	clickRef6: text('clickRef6'),
	clickThroughTime: date('clickThroughTime'),
	clickTime: date('clickTime'),
	url: text('url'),
	phrase: text('phrase'),
	searchEngine: text('searchEngine'),
	ip: text('ip'),
	commissionGroups: list('commissionGroups', readGroup),
	products: list('products', readProduct),
});

/**
 * Reads the fields of a notification, or returns `undefined` if it has none that is known.
 *
 * @throws NotificationError if a field has a value of another kind.
 */
export const readRow = (
	raw: TransactionNotification['raw'],
): TransactionNotification | undefined => {
	const row = readFields(fieldsOf(raw));
	return Object.values(row).some((value) => value !== undefined) ? {...row, raw} : undefined;
};
