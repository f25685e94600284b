import {describe, expectTypeOf, it} from 'vitest';
import type {Account} from '../../src/api/accounts/list.ts';
import type {ConversionOrder} from '../../src/api/advertiser/conversions.ts';
import type {OffersCreateParams} from '../../src/api/advertiser/offers-create.ts';
import type {AdvertiserReportsPublisherParams} from '../../src/api/advertiser/reports-publisher.ts';
import type {TransactionKey} from '../../src/api/advertiser/validations-send.ts';
import type {CommissionGroupsListParams} from '../../src/api/publisher/commission-groups.ts';
import type {LinkGenerateParams} from '../../src/api/publisher/link-generate.ts';
import type {OffersListParams} from '../../src/api/publisher/offers-list.ts';
import type {ProgrammesDetailsParams} from '../../src/api/publisher/programmes-details.ts';
import type {ProgrammesListParams} from '../../src/api/publisher/programmes-list.ts';
import type {PublisherReportsAdvertiserParams} from '../../src/api/publisher/reports-advertiser.ts';
import type {PublisherReportsCampaignParams} from '../../src/api/publisher/reports-campaign.ts';
import type {TransactionQueriesListParams} from '../../src/api/publisher/transaction-queries.ts';
import type {
	PublisherTransactionsByIdsParams,
	PublisherTransactionsListParams,
} from '../../src/api/publisher/transactions.ts';
import type {Open} from '../../src/api/rows/open.ts';
import type {Transaction} from '../../src/api/rows/transaction.ts';
import type {Facts, Path} from './fact.ts';

type RequiredKeys<Params> = {
	[Key in keyof Params]-?: undefined extends Params[Key] ? never : Key;
}[keyof Params];

type KeysWithoutNull<Row> = {
	[Key in keyof Row]-?: null extends Row[Key] ? never : Key;
}[keyof Row];

describe('the list of facts', () => {
	it('contains every path of a type: of objects, of lists, of unions', () => {
		expectTypeOf<
			Path<{
				id: number;
				date: Date;
				sale: {amount: number | null} | null;
				parts?: {codes: string[]}[] | null;
				cost: number | {currency: string};
				custom: Record<string, string>;
				product: {id: string; [field: string]: unknown};
			}>
		>().toEqualTypeOf<
			| 'id'
			| 'date'
			| 'sale'
			| 'sale.amount'
			| 'parts[]'
			| 'parts[].codes[]'
			| 'cost'
			| 'cost.currency'
			| 'custom'
			| 'product'
			| 'product.id'
		>();
		expectTypeOf<Path<{a: 1} | {b: 2}>>().toEqualTypeOf<'a' | 'b'>();
	});

	it('does not compile with a fact about a field that the type lacks', () => {
		({
			accountId: 'DOC wiki-accounts',
			accountName: 'DOC wiki-accounts',
			// @ts-expect-error the type lacks the field
			userRole: 'DOC wiki-accounts',
		}) satisfies Facts<Pick<Account, 'accountId' | 'accountName'>>;
	});

	it('does not compile without a fact about a field of the type', () => {
		const known = {accountId: 'DOC wiki-accounts'} as const;
		known satisfies Facts<Pick<Account, 'accountId'>>;
		// @ts-expect-error no fact about `accountName`
		known satisfies Facts<Pick<Account, 'accountId' | 'accountName'>>;
	});

	it('does not compile with an unknown source or an unknown label', () => {
		// @ts-expect-error no such source
		({accountId: 'DOC wiki-account'}) satisfies Facts<Pick<Account, 'accountId'>>;
		// @ts-expect-error no such label
		({accountId: 'HEARD wiki-accounts'}) satisfies Facts<Pick<Account, 'accountId'>>;
	});
});

describe('parameters', () => {
	it('are required if Awin requires them and the client has no default', () => {
		expectTypeOf<RequiredKeys<ProgrammesListParams>>().toBeNever();
		expectTypeOf<RequiredKeys<ProgrammesDetailsParams>>().toEqualTypeOf<'advertiserId'>();
		expectTypeOf<RequiredKeys<CommissionGroupsListParams>>().toEqualTypeOf<'advertiserId'>();
		expectTypeOf<RequiredKeys<PublisherTransactionsListParams>>().toEqualTypeOf<
			'startDate' | 'endDate'
		>();
		expectTypeOf<RequiredKeys<PublisherTransactionsByIdsParams>>().toEqualTypeOf<'ids'>();
		expectTypeOf<RequiredKeys<TransactionQueriesListParams>>().toEqualTypeOf<
			'startDate' | 'endDate'
		>();
		expectTypeOf<RequiredKeys<PublisherReportsAdvertiserParams>>().toEqualTypeOf<
			'startDate' | 'endDate' | 'region'
		>();
		expectTypeOf<RequiredKeys<AdvertiserReportsPublisherParams>>().toEqualTypeOf<
			'startDate' | 'endDate'
		>();
		expectTypeOf<RequiredKeys<PublisherReportsCampaignParams>>().toEqualTypeOf<
			'startDate' | 'endDate'
		>();
		expectTypeOf<RequiredKeys<LinkGenerateParams>>().toEqualTypeOf<'advertiserId'>();
		expectTypeOf<RequiredKeys<OffersListParams>>().toBeNever();
	});

	it('accept the values of an enumeration only', () => {
		({relationship: 'joined'}) satisfies ProgrammesListParams;
		// @ts-expect-error valid for details only
		({relationship: 'any'}) satisfies ProgrammesListParams;
		({advertiserId: 1, relationship: 'any'}) satisfies ProgrammesDetailsParams;
	});

	it('accept hidden programmes only without a relationship', () => {
		({includeHidden: true}) satisfies ProgrammesListParams;
		// @ts-expect-error both
		({includeHidden: true, relationship: 'joined'}) satisfies ProgrammesListParams;
	});

	it('accept an id, or a reference with a date and a time zone, but not both', () => {
		const byReference = {
			orderRef: 'A-1',
			transactionDate: '2026-01-02T10:00:00',
			timezone: 'UTC',
		} as const;
		byReference satisfies TransactionKey;
		({transactionId: 1}) satisfies TransactionKey;
		// @ts-expect-error no date
		({orderRef: 'A-1', timezone: 'UTC'}) satisfies TransactionKey;
		// @ts-expect-error both
		({...byReference, transactionId: 1}) satisfies TransactionKey;
	});

	it('require a code for a voucher, and regions for an offer that is not for all', () => {
		const offer = {
			title: 'Title',
			description: 'Description',
			terms: 'Terms',
			url: 'https://shop.example',
			startDate: '2026-01-01',
			endDate: '2026-01-31',
			promotionCategories: [1],
		};
		({...offer, type: 'promotion', appliesToAllRegions: true}) satisfies OffersCreateParams;
		({
			...offer,
			type: 'voucher',
			voucherCode: 'TEN',
			appliesToAllRegions: false,
			regions: [1],
		}) satisfies OffersCreateParams;
		// @ts-expect-error no code
		({...offer, type: 'voucher', appliesToAllRegions: true}) satisfies OffersCreateParams;
		// @ts-expect-error no regions
		({...offer, type: 'promotion', appliesToAllRegions: false}) satisfies OffersCreateParams;
	});

	it('require what attributes an order', () => {
		const order = {
			orderReference: 'A-1',
			amount: 1,
			channel: 'aw',
			currency: 'GBP',
			commissionGroups: [{code: 'DEFAULT', amount: 1}],
		};
		({...order, awc: '2001_1_a'}) satisfies ConversionOrder;
		({...order, publisherId: 1001, clickTime: 1}) satisfies ConversionOrder;
		({...order, voucher: 'TEN', custom: {1: 'a'}}) satisfies ConversionOrder;
		// @ts-expect-error nothing attributes the order
		order satisfies ConversionOrder;
		// @ts-expect-error the time of the click is missing
		({...order, publisherId: 1001}) satisfies ConversionOrder;
	});
});

describe('rows', () => {
	it('can be null in every field of a transaction but two', () => {
		expectTypeOf<KeysWithoutNull<Transaction>>().toEqualTypeOf<'id' | 'transactionDate'>();
	});

	it('have enumerations that accept other texts and suggest the known ones', () => {
		expectTypeOf<string>().toExtend<Open<'joined'>>();
		expectTypeOf<Open<'joined'>>().not.toEqualTypeOf<string>();
		expectTypeOf<Transaction['commissionStatus']>().toEqualTypeOf<Open<
			'pending' | 'approved' | 'declined' | 'deleted'
		> | null>();
	});
});
