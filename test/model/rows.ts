import type {Timezone, Transaction, TransactionQuery} from 'awin-sdk';
import type {Enquiry} from './enquiry.ts';
import type {SaleState} from './sale.ts';
import {textOf} from './zone.ts';

const money = (cents: number) => ({amount: cents / 100, currency: 'EUR'});

/** A transaction as Awin writes it, with dates as wall-clock texts of the zone that was asked for. */
export const transactionRow = ({sale, status, cents, dates}: SaleState, zone: Timezone) =>
	({
		id: sale.id,
		advertiserId: sale.advertiserId,
		publisherId: sale.publisherId,
		commissionStatus: status,
		commissionAmount: money(cents / 10),
		saleAmount: money(cents),
		advertiserCost: {amount: null, currency: null},
		ipHash: '-917875755098098',
		clickDate: textOf(sale.at - 60_000, zone),
		transactionDate: textOf(dates.transaction, zone),
		validationDate: dates.validation === undefined ? null : textOf(dates.validation, zone),
		voucherCodeUsed: false,
		lapseTime: 60,
		amended: dates.amendment !== undefined,
		transactionParts: [],
		paidToPublisher: false,
		paymentId: 0,
		transactionQueryId: 0,
	}) satisfies Transaction;

/** A transaction query as Awin writes it. */
export const enquiryRow = ({id, dates}: Enquiry, zone: Timezone) =>
	({
		enquiryId: id,
		advertiserId: 2001,
		advertiserName: 'Example Shop',
		clickRef: null,
		commissionAmount: null,
		declineReason: null,
		description: null,
		enquiryDate: textOf(dates.enquiryDate, zone),
		enquiryStatus: 'pending',
		enquiryType: 'untracked',
		orderRef: `EXAMPLE-${id}`,
		saleAmount: null,
		transactionDate: textOf(dates.transactionDate, zone),
	}) satisfies TransactionQuery;
