import {endpoint} from '../endpoint.ts';
import {flag, id, listOf, oneOf, record, wholeNumber} from '../input/params.ts';
import {country} from '../input/texts.ts';
import {day} from '../input/time-params.ts';
import {page} from '../read/roots.ts';
import {
	anything,
	boolean,
	listOf as listShape,
	number,
	optional,
	shapeOf,
	string,
} from '../read/shape.ts';
import type {Open} from '../rows/open.ts';
import type {DayParam} from '../rows/params.ts';
import {type Region, regionShape} from '../rows/region.ts';

/** The values of the filter `membership`. */
export const offerMemberships = ['joined', 'notJoined', 'all'] as const;

/** The values of the filter `status`. */
export const offerStatuses = ['active', 'expiringSoon', 'upcoming'] as const;

/** The kinds of offers. */
export const offerTypes = ['promotion', 'voucher'] as const;

/** The filters of `offers.list`: https://help.awin.com/apidocs/promotions. */
export type OffersFilters = {
	/** Only offers of these advertisers. */
	readonly advertiserIds?: readonly number[] | undefined;
	/** Only offers that are exclusive. */
	readonly exclusiveOnly?: boolean | undefined;
	/** Only offers of programmes with this relationship. @default 'all' */
	readonly membership?: (typeof offerMemberships)[number] | undefined;
	/** Only offers for these regions: ISO 3166-1 alpha-2. */
	readonly regionCodes?: readonly string[] | undefined;
	/** Only offers in this state. `expiringSoon` is within 7 days. @default 'active' */
	readonly status?: (typeof offerStatuses)[number] | undefined;
	/** Only offers of this kind. `all` is the same as none. */
	readonly type?: (typeof offerTypes)[number] | 'all' | undefined;
	/** Only offers that were changed since this day, `yyyy-MM-dd`. */
	readonly updatedSince?: DayParam | undefined;
};

/** The parameters of `offers.list`. */
export type OffersListParams = {
	/** Which offers the list has. Without filters: all active ones. */
	readonly filters?: OffersFilters | undefined;
	/** Which page, and how long it is. */
	readonly pagination?:
		| {
				/** From 1. @default 1 */
				readonly page?: number | undefined;
				/** From 10 to 200: Awin answered 500 to a size of 1. */
				readonly pageSize?: number | undefined;
		  }
		| undefined;
};

/** The code of a voucher. */
export type OfferVoucher = {
	/** `null` unless the publisher has joined the programme. */
	code: string | null;
	/** Whether the voucher is exclusive. */
	exclusive: boolean | null;
	/** Whether Awin attributes sales by the voucher. */
	attributable: boolean | null;
};

/**
 * An offer of an advertiser: https://help.awin.com/apidocs/promotions; the fields are those of live answers
 * in public clients. The same offer comes once for each variant. Dates are in UTC: live values have an
 * offset (`2026-09-28T03:00:00+00:00`), those of the documentation have milliseconds and none.
 */
export type Offer = {
	/** The id of the offer. */
	promotionId: number;
	/** Whether the offer is a promotion or has a voucher. */
	type: Open<(typeof offerTypes)[number]>;
	/** The programme of the offer. */
	advertiser: {
		/** The id of the advertiser. */
		id: number;
		/** The name of the advertiser. */
		name: string;
		/** Whether the publisher has joined the programme. */
		joined: boolean;
	};
	/** The title of the offer. */
	title: string;
	/** What the offer is. */
	description: string | null;
	/** The terms of the offer. */
	terms: string | null;
	/** When the offer starts. */
	startDate: string;
	/** When the offer ends. */
	endDate: string | null;
	/** The state of the offer. */
	status: Open<(typeof offerStatuses)[number]>;
	/** Where the offer is, without tracking. */
	url: string | null;
	/** The link with tracking. */
	urlTracking: string | null;
	/** When the offer was added. */
	dateAdded: string | null;
	/** The campaign of the offer. */
	campaign: string | null;
	/** Where the offer is valid. */
	regions: {
		/** Whether the offer is for all regions. */
		all: boolean;
		/** The regions, if the offer is not for all of them. */
		list: Region[] | null;
	} | null;
	/** What the list contains is not known: it was empty in what was seen. */
	categories: unknown[] | null;
	/** Only for the type `voucher`. */
	voucher?: OfferVoucher | null;
};

/** A page of offers. `items` are Awin's `data`. */
export type OffersPage = {
	/** May be short or empty although more pages follow. */
	items: Offer[];
	/** Which page this is, and how much there is. */
	pagination: {
		/** From 1. */
		page: number;
		/** The number of offers of a full page. */
		pageSize: number;
		/** The number of offers on all pages. During an outage, the pages contain fewer. */
		total: number;
	};
};

const offerShape = shapeOf<Offer>({
	promotionId: number,
	type: string,
	advertiser: shapeOf<Offer['advertiser']>({id: number, name: string, joined: boolean}),
	title: string,
	description: optional(string),
	terms: optional(string),
	startDate: string,
	endDate: optional(string),
	status: string,
	url: optional(string),
	urlTracking: optional(string),
	dateAdded: optional(string),
	campaign: optional(string),
	regions: optional(
		shapeOf<NonNullable<Offer['regions']>>({all: boolean, list: optional(listShape(regionShape))}),
	),
	categories: optional(listShape(anything)),
	voucher: optional(
		shapeOf<OfferVoucher>({
			code: optional(string),
			exclusive: optional(boolean),
			attributable: optional(boolean),
		}),
	),
});

/** Lists offers, a page at a time. */
export const offersList = endpoint<OffersListParams, OffersPage>()({
	name: 'publisher.offers.list',
	summary: 'Lists offers and vouchers, a page at a time.',
	method: 'POST',
	path: '/publisher/{publisherId}/promotions',
	kinds: ['ok', 'cache-hit'],
	reads: true,
	params: {
		filters: record({
			advertiserIds: listOf(id, 1),
			exclusiveOnly: flag,
			membership: oneOf(offerMemberships),
			regionCodes: listOf(country, 1),
			status: oneOf(offerStatuses),
			type: oneOf([...offerTypes, 'all']),
			updatedSince: day,
		}),
		pagination: record({page: wholeNumber(1), pageSize: wholeNumber(10, 200)}),
	},
	read: page('data', ['pagination']),
	shape: shapeOf<OffersPage>({
		items: listShape(offerShape),
		pagination: shapeOf<OffersPage['pagination']>({page: number, pageSize: number, total: number}),
	}),
	source: 'https://help.awin.com/apidocs/promotions.md',
	certainty: 'documented',
});
