import {endpoint} from '../endpoint.ts';
import {flag, oneOf} from '../input/params.ts';
import {country} from '../input/texts.ts';
import {list} from '../read/roots.ts';
import {listOf, number, optional, shapeOf, string} from '../read/shape.ts';
import type {Open} from '../rows/open.ts';
import {type Region, regionShape, type ValidDomain, validDomainsShape} from '../rows/region.ts';

/** The relationships of a publisher with a programme. `any` is not valid for a list. */
export const relationships = ['joined', 'pending', 'suspended', 'rejected', 'notjoined'] as const;

/** The relationship of a publisher with a programme. */
export type Relationship = (typeof relationships)[number];

/** The parameters that exclude no others. */
type ProgrammesListBase = {
	/** Only programmes of this country: ISO 3166-1 alpha-2, such as `GB`. */
	readonly countryCode?: string | undefined;
};

/** The parameters of `programmes.list`. `includeHidden` is allowed only without `relationship`. */
export type ProgrammesListParams = ProgrammesListBase &
	(
		| {
				/**
				 * Only programmes with this relationship. `notjoined` returns about 21,000 programmes in one answer.
				 * Clients disagree about the default: `joined`, or the whole directory.
				 */
				readonly relationship?: Relationship | undefined;
				/** Omit it with `relationship`: Awin accepts it only without. */
				readonly includeHidden?: undefined;
		  }
		| {
				/** Omit it with `includeHidden`. */
				readonly relationship?: undefined;
				/** Includes hidden programmes. Allowed only without `relationship`. */
				readonly includeHidden?: boolean | undefined;
		  }
	);

/**
 * A programme of the directory:
 * https://help.awin.com/apidocs/get-program-information-for-publisher-by-relationship-and-optionally-filter-by-country.
 */
export type Programme = {
	/** The `advertiserId` of other calls. */
	id: number;
	/** The name of the programme. */
	name: string;
	/** What the programme says about itself. */
	description?: string | null;
	/** The URL of the advertiser's site, for display. */
	displayUrl?: string | null;
	/** The tracking link to the advertiser's site. */
	clickThroughUrl: string;
	/** The URL of the logo. */
	logoUrl?: string | null;
	/** ISO 4217. */
	currencyCode?: string | null;
	/** The sector of the programme. */
	primarySector: string;
	/** `Active`, or a text that is not documented if the programme is hidden. */
	status: Open<'Active'>;
	/** Such as `Offline`. */
	linkStatus?: Open<'Offline'> | null;
	/** The region of the programme. */
	primaryRegion?: Region | null;
	/** The domains to which links may lead. */
	validDomains?: ValidDomain[] | null;
};

/** Lists the programmes of the directory. */
export const programmesList = endpoint<ProgrammesListParams, Programme[]>()({
	name: 'publisher.programmes.list',
	summary: 'Lists programmes by the relationship of the publisher.',
	method: 'GET',
	path: '/publishers/{publisherId}/programmes',
	kinds: ['ok', 'cache-hit'],
	params: {relationship: oneOf(relationships), countryCode: country, includeHidden: flag},
	check: ({relationship, includeHidden}) => {
		if (relationship === undefined || includeHidden === undefined) return;
		throw new TypeError(
			'Option `includeHidden` must be omitted with `relationship`: Awin accepts it only without.',
		);
	},
	read: list(),
	shape: listOf(
		shapeOf<Programme>({
			id: number,
			name: string,
			description: optional(string),
			displayUrl: optional(string),
			clickThroughUrl: string,
			logoUrl: optional(string),
			currencyCode: optional(string),
			primarySector: string,
			status: string,
			linkStatus: optional(string),
			primaryRegion: optional(regionShape),
			validDomains: validDomainsShape,
		}),
	),
	source:
		'https://help.awin.com/apidocs/get-program-information-for-publisher-by-relationship-and-optionally-filter-by-country.md',
	certainty: 'documented',
});
