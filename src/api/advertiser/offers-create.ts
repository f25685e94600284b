import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {flag, listOf, oneOf, timezone, wholeNumber} from '../input/params.ts';
import {anySpan} from '../input/spans.ts';
import {text, webUrl} from '../input/texts.ts';
import {day, timeOfDay} from '../input/time-params.ts';
import {anyAnswer} from '../read/text.ts';
import type {DayParam} from '../rows/params.ts';
import type {Timezone} from '../time/zones.ts';

/** A voucher has a code, a promotion has none. */
type OfferKind =
	| {
			/** The kind of the offer. */
			readonly type: 'promotion';
			/** Omit it: only a voucher has a code. */
			readonly voucherCode?: undefined;
	  }
	| {
			/** The kind of the offer. */
			readonly type: 'voucher';
			/** The code of the voucher. */
			readonly voucherCode: string;
	  };

/** Where the offer is valid. */
type OfferRegions =
	| {
			/** Whether the offer is for all regions of the programme. */
			readonly appliesToAllRegions: true;
			/** Omit it if the offer is for all regions. */
			readonly regions?: undefined;
	  }
	| {
			/** Whether the offer is for all regions of the programme. */
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
		/** The campaign of the offer. */
		readonly campaign?: string | undefined;
	};

/**
 * The answer is not documented: the value if it is JSON, `undefined` if it is empty, and otherwise its text.
 */
export type OffersCreated = unknown;

const numbers = listOf(wholeNumber(0), 1);

/** Creates an offer. */
export const offersCreate = endpoint<OffersCreateParams, OffersCreated>()({
	name: 'advertiser.offers.create',
	summary: 'Creates an offer or a voucher.',
	method: 'POST',
	path: '/promotion/advertiser/{advertiserId}',
	bucket: 'createOffer',
	kinds: ['ok', 'created', 'accepted', 'no-content'],
	params: {
		title: required(text(300)),
		description: required(text(500)),
		terms: required(text(10_000)),
		type: required(oneOf(['promotion', 'voucher'])),
		voucherCode: text(),
		url: required(webUrl),
		startDate: required(day),
		endDate: required(day),
		startTime: timeOfDay,
		endTime: timeOfDay,
		timeZone: timezone,
		appliesToAllRegions: required(flag),
		regions: numbers,
		promotionCategories: required(numbers),
		campaign: text(),
	},
	span: anySpan,
	check: ({type, voucherCode, appliesToAllRegions, regions}) => {
		checkPair('voucherCode', voucherCode, '`type: "voucher"`', type === 'voucher');
		checkPair('regions', regions, '`appliesToAllRegions: false`', appliesToAllRegions === false);
	},
	as: 'any',
	read: anyAnswer,
	source: 'https://help.awin.com/apidocs/offers-api.md',
	certainty: 'documented',
});

/* Required under a condition, and not allowed otherwise. */
const checkPair = (option: string, value: unknown, condition: string, holds: boolean): void => {
	if (holds === (value !== undefined)) return;
	throw new TypeError(
		holds
			? `Option \`${option}\` is required with ${condition}.`
			: `Option \`${option}\` must be omitted without ${condition}.`,
	);
};
