import type {DayParam} from '../rows/params.ts';
import type {Timezone} from '../time/zones.ts';

type OfferKind =
	| {readonly type: 'promotion'; readonly voucherCode?: undefined}
	| {
			readonly type: 'voucher';
			/** The code of the voucher. */
			readonly voucherCode: string;
	  };

type OfferRegions =
	| {
			/** Whether the offer is for all regions of the programme. */
			readonly appliesToAllRegions: true;
			readonly regions?: undefined;
	  }
	| {
			readonly appliesToAllRegions: false;
			/** Awin's numbers of the regions. Required if the offer is not for all regions. */
			readonly regions: readonly number[];
	  };

/**
 * What `offers.create` takes: https://help.awin.com/apidocs/offers-api. What is required follows a public
 * client.
 */
export type OffersCreateParams = OfferKind &
	OfferRegions & {
		/** From 1 to 300 characters. */
		readonly title: string;
		/** From 1 to 500 characters. */
		readonly description: string;
		/** From 1 to 10,000 characters. */
		readonly terms: string;
		/** Where the offer is. */
		readonly url: string;
		/** The first day, `yyyy-MM-dd`, in `timeZone`. */
		readonly startDate: DayParam;
		/** The last day, `yyyy-MM-dd`, in `timeZone`. */
		readonly endDate: DayParam;
		/** `HH:MM:SS`. */
		readonly startTime?: string | undefined;
		/** `HH:MM:SS`. */
		readonly endTime?: string | undefined;
		/** The time zone of the dates. Awin spells it with a capital Z here. @default 'UTC' */
		readonly timeZone?: Timezone | undefined;
		/** Awin's numbers of the categories. */
		readonly promotionCategories: readonly number[];
		readonly campaign?: string | undefined;
	};

/** The answer is not documented. */
export type OffersCreated = unknown;
