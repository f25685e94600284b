import {listOf, optional, shapeOf, string} from '../read/shape.ts';

/** A region of a programme or an offer. */
export type Region = {
	/** Such as `United Kingdom`. */
	name: string;
	/** ISO 3166-1 alpha-2, such as `GB`. */
	countryCode: string;
};

/** A domain to which links of a programme may lead. */
export type ValidDomain = {
	/** May begin with a wildcard, such as `*.shop.example`. */
	domain: string;
};

/**
 * The region codes of reports: https://help.awin.com/apidocs/region-codes. `BR` is Brazil in BRL, `BU` is
 * Brazil in USD. There is no code for all regions.
 */
export const regionCodes = [
	'AT',
	'AU',
	'BE',
	'BR',
	'BU',
	'CA',
	'CH',
	'DE',
	'DK',
	'ES',
	'FI',
	'FR',
	'GB',
	'IE',
	'IT',
	'NL',
	'NO',
	'PL',
	'SE',
	'US',
] as const;

/** A region code of reports. */
export type RegionCode = (typeof regionCodes)[number];

/** The shape of {@link Region}. */
export const regionShape = shapeOf<Region>({name: string, countryCode: string});

/** The shape of a list of {@link ValidDomain}, which may be missing. */
export const validDomainsShape = optional(listOf(shapeOf<ValidDomain>({domain: string})));
