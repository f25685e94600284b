import {endpoint} from '../endpoint.ts';
import {commissionGroupAmounts, orderParams} from '../input/orders.ts';
import {required} from '../input/param.ts';
import {id, listOf, record, unixTime} from '../input/params.ts';
import {anyAnswer} from '../read/text.ts';
import type {CommissionGroupAmount, CustomerAcquisition} from '../rows/conversion-orders.ts';

/** A purchase: https://help.awin.com/apidocs/proof-of-purchase-publisher-transaction-api. */
export type ProofOfPurchaseOrder = {
	/** At most 50 characters. */
	readonly orderReference: string;
	/** The value of the sale, in `currency`. */
	readonly amount: number;
	/** ISO 4217. */
	readonly currency: string;
	/** Seconds since 1970-01-01T00:00:00Z. */
	readonly transactionTime: number;
	/** How `amount` is divided. Awin's table names it `commissionGroups`, its sample `commissionGroup`. */
	readonly commissionGroups?: readonly CommissionGroupAmount[] | undefined;
	/** When the link was clicked, in seconds since 1970-01-01T00:00:00Z. */
	readonly clickTime?: number | undefined;
	/** The click checksum of Awin. */
	readonly awc?: string | undefined;
	/** The click reference of the link. */
	readonly clickRef?: string | undefined;
	/** Whether the customer is new to the advertiser. */
	readonly customerAcquisition?: CustomerAcquisition | undefined;
};

/** What `proofOfPurchase.send` takes: 1 to 1,000 orders. */
export type ProofOfPurchaseParams = readonly ProofOfPurchaseOrder[];

/**
 * The answer is not documented: the value if it is JSON, `undefined` if it is empty, and otherwise its text.
 */
export type ProofOfPurchaseAnswer = unknown;

/** Sends up to 1,000 purchases to an advertiser. */
export const proofOfPurchaseSend = endpoint<
	{
		/** The advertiser of the purchases. */
		readonly advertiserId: number;
		/** The purchases: 1 to 1,000. */
		readonly orders: ProofOfPurchaseParams;
	},
	ProofOfPurchaseAnswer
>()({
	name: 'publisher.proofOfPurchase.send',
	summary: 'Sends up to 1,000 purchases of an advertiser that take part in card-linked offers.',
	method: 'POST',
	path: '/publishers/{publisherId}/advertiser/{advertiserId}/orders',
	credential: 'x-api-key',
	kinds: ['ok', 'created', 'accepted', 'no-content', 'partial'],
	params: {
		advertiserId: required(id),
		orders: required(
			listOf(
				record({
					...orderParams,
					transactionTime: required(unixTime),
					commissionGroups: commissionGroupAmounts,
				}),
				1,
				1000,
			),
		),
	},
	toParams: (advertiserId: number, orders: ProofOfPurchaseParams) => ({advertiserId, orders}),
	as: 'any',
	read: anyAnswer,
	source: 'https://help.awin.com/apidocs/proof-of-purchase-publisher-transaction-api.md',
	certainty: 'documented',
});
