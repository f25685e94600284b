import {endpoint} from '../endpoint.ts';
import {required} from '../input/param.ts';
import {id, oneOf} from '../input/params.ts';
import {inside, toBooleans, toNumbers} from '../read/convert.ts';
import {object} from '../read/roots.ts';
import {anything, boolean, listOf, number, optional, shapeOf, string} from '../read/shape.ts';
import type {Open} from '../rows/open.ts';
import {type Region, regionShape, type ValidDomain, validDomainsShape} from '../rows/region.ts';

/** The values of `relationship` for details: those of a list, and `any`. */
export const detailsRelationships = [
	'joined',
	'pending',
	'suspended',
	'rejected',
	'notjoined',
	'any',
] as const;

/** The parameters of `programmes.details`. */
export type ProgrammesDetailsParams = {
	/** The id of the programme. */
	readonly advertiserId: number;
	/**
	 * The relationship that the publisher has with the programme. A different one results in 401 or 403 with
	 * the error `missing.relationship`. `any` returns the details of every programme.
	 *
	 * @default 'joined'
	 */
	readonly relationship?: (typeof detailsRelationships)[number] | undefined;
};

/** The programme itself: http://wiki.awin.com/index.php/API_get_programmedetails. */
export type ProgrammeInfo = {
	/** The id of the programme: the `advertiserId` of other calls. */
	id: number;
	/** The name of the programme. */
	name: string;
	/** The URL of the advertiser's site, for display. */
	displayUrl?: string | null;
	/** The tracking link to the advertiser's site. */
	clickThroughUrl: string;
	/** The URL of the logo. */
	logoUrl?: string | null;
	/** ISO 4217. */
	currencyCode?: string | null;
	/** Awin sends the text `"true"`; it becomes a boolean. */
	deeplinkEnabled?: boolean | null;
	/** What the programme says about itself. */
	description?: string | null;
	/** Such as `Joined`; `Not joined` was seen with `relationship: 'any'`. */
	membershipStatus: Open<'Joined' | 'Not joined'>;
	/** The region of the programme. */
	primaryRegion?: Region | null;
	/** Awin's sample shows a list, and not what is in it: the domains of `programmes.list` are assumed. */
	validDomains?: ValidDomain[] | null;
	/** Seen in public clients. */
	primarySector?: string | null;
	/** Seen in public clients. */
	linkStatus?: Open<'Offline'> | null;
	/** Seen in public clients, which do not say of which type it is. */
	trackingTransparency?: unknown;
};

/**
 * The key figures of a programme: http://wiki.awin.com/index.php/API_get_programmedetails. Awin documents no
 * units; those here follow from the names.
 */
export type ProgrammeKpi = {
	/** In days. Awin sends a text such as `"44"`; it becomes a number. */
	averagePaymentTime?: number | null;
	/** In per cent. */
	approvalPercentage?: number | null;
	/** Earnings per click. Awin says neither in which currency nor for how many clicks. */
	epc?: number | null;
	/** In per cent. */
	conversionRate?: number | null;
	/** In days. */
	validationDays?: number | null;
	/** Awin's own rating of the programme. */
	awinIndex?: number | null;
};

/** The smallest and the largest commission of one kind. */
export type CommissionRange = {
	/** In per cent, or in the currency of the programme. */
	min: number;
	/** In per cent, or in the currency of the programme. */
	max: number;
	/** Whether `min` and `max` are per cent or amounts of money. */
	type: Open<'percentage' | 'amount'>;
};

/** The details of a programme: http://wiki.awin.com/index.php/API_get_programmedetails. */
export type ProgrammeDetails = {
	/** The programme itself. */
	programmeInfo: ProgrammeInfo;
	/** The documentation has one sample, so each member may be missing or `null`. */
	kpi?: ProgrammeKpi | null;
	/** Has two entries if the programme has both kinds of commission. */
	commissionRange?: CommissionRange[] | null;
};

const booleans = inside('programmeInfo', toBooleans('deeplinkEnabled'));
const numbers = inside('kpi', toNumbers('averagePaymentTime'));

const infoShape = shapeOf<ProgrammeInfo>({
	id: number,
	name: string,
	displayUrl: optional(string),
	clickThroughUrl: string,
	logoUrl: optional(string),
	currencyCode: optional(string),
	deeplinkEnabled: optional(boolean),
	description: optional(string),
	membershipStatus: string,
	primaryRegion: optional(regionShape),
	validDomains: validDomainsShape,
	primarySector: optional(string),
	linkStatus: optional(string),
	trackingTransparency: anything,
});

const kpiShape = shapeOf<ProgrammeKpi>({
	averagePaymentTime: optional(number),
	approvalPercentage: optional(number),
	epc: optional(number),
	conversionRate: optional(number),
	validationDays: optional(number),
	awinIndex: optional(number),
});

/** Returns the details of a programme. */
export const programmesDetails = endpoint<ProgrammesDetailsParams, ProgrammeDetails>()({
	name: 'publisher.programmes.details',
	summary: 'Returns the description, the key figures and the commissions of a programme.',
	method: 'GET',
	path: '/publishers/{publisherId}/programmedetails',
	kinds: ['ok', 'cache-hit'],
	params: {advertiserId: required(id), relationship: oneOf(detailsRelationships)},
	read: object({
		objects: ['programmeInfo'],
		convert: (root) => {
			booleans(root);
			numbers(root);
		},
	}),
	shape: shapeOf<ProgrammeDetails>({
		programmeInfo: infoShape,
		kpi: optional(kpiShape),
		commissionRange: optional(
			listOf(shapeOf<CommissionRange>({min: number, max: number, type: string})),
		),
	}),
	source: 'https://help.awin.com/apidocs/get-program-information-details-for-publisher.md',
	certainty: 'documented',
});
