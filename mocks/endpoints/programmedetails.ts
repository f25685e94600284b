import {type At, endpoint, missingRelationship} from '../endpoint.ts';

/** The details of a programme. */
export type ProgrammeDetails = {
	programmeInfo: {
		id: number;
		name: string;
		displayUrl: string;
		clickThroughUrl: string;
		logoUrl: string;
		currencyCode: string;
		/** A boolean as a string. */
		deeplinkEnabled: string | boolean;
		description: string;
		membershipStatus: string;
		primaryRegion: {name: string; countryCode: string};
		validDomains: {domain: string}[];
	};
	kpi: {
		/** A number as a string. */
		averagePaymentTime: string | number;
		approvalPercentage: number;
		epc: number;
		conversionRate: number;
		validationDays: number;
		awinIndex: number;
	};
	/** Has two entries if the programme has both kinds of commission. */
	commissionRange: {min: number; max: number; type: 'percentage' | 'amount'}[];
};

const example: ProgrammeDetails = {
	programmeInfo: {
		id: 2001,
		name: 'Example Shop',
		displayUrl: 'https://shop.example',
		clickThroughUrl: 'https://tracking.example/cread.php?awinmid=2001&awinaffid=1001',
		logoUrl: 'https://shop.example/logo.png',
		currencyCode: 'GBP',
		deeplinkEnabled: 'true',
		description: 'A shop that does not exist.',
		membershipStatus: 'Joined',
		primaryRegion: {name: 'United Kingdom', countryCode: 'GB'},
		validDomains: [{domain: 'shop.example'}],
	},
	kpi: {
		averagePaymentTime: '30',
		approvalPercentage: 90,
		epc: 0.5,
		conversionRate: 2.5,
		validationDays: 30,
		awinIndex: 50,
	},
	commissionRange: [{min: 1, max: 5, type: 'percentage'}],
};

const path = '/publishers/{publisherId}/programmedetails';
const answer = endpoint('GET', path);

/**
 * `GET /publishers/{publisherId}/programmedetails`:
 * https://help.awin.com/apidocs/get-program-information-details-for-publisher
 *
 * @example
 * ```ts
 * import {programmedetails} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(programmedetails.missingRelationship());
 * ```
 */
export const programmedetails = {
	path,
	/** Responds with the details of a programme, in which a number and a boolean are strings. */
	success: (details: Partial<ProgrammeDetails> = {}, at?: At) =>
		answer({status: 200, body: {...example, ...details}}, at),
	/** Responds with 401 or 403, because the publisher has not joined the programme. Both were observed. */
	missingRelationship: (status: 401 | 403 = 401, at?: At) =>
		answer(missingRelationship(status), at),
} as const;
