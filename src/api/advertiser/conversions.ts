import {checkPlainObject} from '../../errors/invalid-option.ts';
import {endpoint} from '../endpoint.ts';
import {orderParams, commissionGroupAmounts} from '../input/orders.ts';
import {required} from '../input/param.ts';
import {amount, flag, id, listOf, record, unixTime, wholeNumber} from '../input/params.ts';
import {matching, text, webUrl} from '../input/texts.ts';
import {either, mapOf} from '../input/variants.ts';
import {
	conversionReportShape,
	failedOrdersOf,
	readConversionReport,
} from '../rows/conversion-report-reader.ts';
import type {
	CommissionGroupAmount,
	ConversionReport,
	CustomerAcquisition,
} from '../rows/conversion-orders.ts';
import type {Open} from '../rows/open.ts';

/** The channels that a public client lists from the documentation. */
export const conversionChannels = [
	'aw',
	'ppcgeneric',
	'ppcbrand',
	'display',
	'social',
	'Other',
	'Organic',
	'direct',
] as const;

/** A product of an order. A text must not contain `|`. */
export type ConversionBasketItem = {
	/** The id of the product. */
	readonly id: string;
	/** The name of the product. */
	readonly name: string;
	/** Of one unit, in the currency of the order. */
	readonly price: number;
	/** The number of units: a whole number, at least 1. */
	readonly quantity: number;
	/** The stock-keeping unit of the product. */
	readonly sku?: string | undefined;
	/** The category of the product. */
	readonly category?: string | undefined;
	/** The code of the commission group of the product. */
	readonly commissionGroupCode?: string | undefined;
};

/** What attributes an order: a click checksum, a publisher with the time of the click, or a voucher. */
export type ConversionAttribution =
	| {
			/** The click checksum of Awin, from the landing page. */
			readonly awc: string;
			/** The id of the publisher. */
			readonly publisherId?: number | undefined;
			/** When the link was clicked, in seconds since 1970-01-01T00:00:00Z. */
			readonly clickTime?: number | undefined;
			/** The code of a voucher. */
			readonly voucher?: string | undefined;
	  }
	| {
			/** Omit it if `publisherId` and `clickTime` attribute the order. */
			readonly awc?: undefined;
			/** The id of the publisher. */
			readonly publisherId: number;
			/** When the link was clicked, in seconds since 1970-01-01T00:00:00Z. Awin documents an integer. */
			readonly clickTime: number;
			/** The code of a voucher. */
			readonly voucher?: string | undefined;
	  }
	| {
			/** Omit it if `voucher` attributes the order. */
			readonly awc?: undefined;
			/** Omit it if `voucher` attributes the order. */
			readonly publisherId?: undefined;
			/** Omit it if `voucher` attributes the order. */
			readonly clickTime?: undefined;
			/** The code of the voucher. One client knows only the other two ways. */
			readonly voucher: string;
	  };

/** An order: https://help.awin.com/apidocs/conversion-api. */
export type ConversionOrder = ConversionAttribution & {
	/** Unique for the advertiser. Awin cuts it at 50 characters, so longer ones are refused: they could collide. */
	readonly orderReference: string;
	/** The value of the sale, in `currency`. */
	readonly amount: number;
	/** `aw` for orders through Awin. */
	readonly channel: Open<(typeof conversionChannels)[number]>;
	/** ISO 4217. */
	readonly currency: string;
	/** How `amount` is divided. */
	readonly commissionGroups: readonly CommissionGroupAmount[];
	/** Whether the customer is new to the advertiser. */
	readonly customerAcquisition?: CustomerAcquisition | undefined;
	/** Seconds since 1970-01-01T00:00:00Z. */
	readonly transactionTime?: number | undefined;
	/** Whether the order is a test. */
	readonly isTest?: boolean | undefined;
	/** The id of the link. */
	readonly linkId?: number | string | undefined;
	/** The click reference of the link. */
	readonly clickRef?: string | undefined;
	/** Custom parameters. The names are numbers, such as `1`. */
	readonly custom?: Readonly<Record<`${number}`, string>> | undefined;
	/** The products of the order. */
	readonly basket?: readonly ConversionBasketItem[] | undefined;
};

/** What `conversions.send` takes: 1 to 1,000 orders, not more often than every 10 seconds. */
export type ConversionsSendParams = readonly ConversionOrder[];

/** What goes with the orders of a call. */
export type ConversionsSendOptions = {
	/** Where Awin sends the outcome of pending orders. */
	readonly webhook?:
		| {
				/** An absolute URL. */
				readonly url: string;
		  }
		| undefined;
};

const basketText = matching(/^[^|]*[^|\s][^|]*$/, 'a text that is not blank, without `|`');

/** The number of orders of a call, at most. */
export const maxOrders = 1000;

/** An order of a call. */
export const conversionOrder = record(
	{
		...orderParams,
		channel: required(text()),
		commissionGroups: required(commissionGroupAmounts),
		publisherId: id,
		voucher: text(),
		transactionTime: unixTime,
		isTest: flag,
		linkId: either(id, text()),
		custom: mapOf(/^\d+$/, 'numbers', text()),
		basket: listOf(
			record({
				id: required(basketText),
				name: required(basketText),
				price: required(amount),
				quantity: required(wholeNumber(1)),
				sku: basketText,
				category: basketText,
				commissionGroupCode: basketText,
			}),
			1,
		),
	},
	({awc, publisherId, clickTime, voucher}, option) => {
		const hasClick = publisherId !== undefined && clickTime !== undefined;
		if (awc !== undefined || hasClick || voucher !== undefined) return;
		throw new TypeError(
			`Option \`${option}\` must have \`awc\`, or \`publisherId\` and \`clickTime\`, or \`voucher\`: Awin attributes the order by them.`,
		);
	},
);

/** Sends up to 1,000 orders to the conversion API. */
export const conversionsSend = endpoint<
	ConversionsSendOptions & {
		/** The orders: 1 to 1,000. */
		readonly orders: ConversionsSendParams;
	},
	ConversionReport
>()({
	name: 'advertiser.conversions.send',
	summary: 'Sends up to 1,000 orders. Each one succeeds, fails or is pending for itself.',
	method: 'POST',
	path: '/s2s/advertiser/{advertiserId}/orders',
	credential: 'x-api-key',
	bucket: 'conversion',
	kinds: ['ok', 'created', 'accepted', 'partial'],
	params: {
		orders: required(listOf(conversionOrder, 1, maxOrders)),
		webhook: record({url: required(webUrl)}),
	},
	toParams: (orders: ConversionsSendParams, more?: ConversionsSendOptions) => {
		checkPlainObject('params', more);
		return {...more, orders};
	},
	read: readConversionReport,
	shape: conversionReportShape,
	errorFields: (body) => ({
		/** The orders that Awin rejected. */
		failedOrders: failedOrdersOf(body),
	}),
	source: 'https://help.awin.com/apidocs/conversion-api.md',
	certainty: 'documented',
});
