import {customerAcquisitions} from '../rows/conversion-orders.ts';
import {required} from './param.ts';
import {amount, listOf, oneOf, record, unixTime} from './params.ts';
import {currency, orderReference, text} from './texts.ts';

/** The properties of an order that conversions and proofs of purchase share. */
export const orderParams = {
	orderReference: required(orderReference),
	amount: required(amount),
	currency: required(currency),
	clickTime: unixTime,
	awc: text(),
	clickRef: text(),
	customerAcquisition: oneOf(customerAcquisitions),
};

/** How the amount of an order is divided. */
export const commissionGroupAmounts = listOf(
	record({code: required(text()), amount: required(amount)}),
	1,
);
