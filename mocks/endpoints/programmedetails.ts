import type {
	ProgrammeDetails,
	ProgrammeInfo,
	ProgrammeKpi,
} from '../../src/api/publisher/programmes-details.ts';
import {type At, endpoint, missingRelationship} from '../endpoint.ts';

/** The details of a programme as Awin sends them: a number and a boolean may be texts. */
export type ProgrammeDetailsBody = Omit<ProgrammeDetails, 'programmeInfo' | 'kpi'> & {
	/** The programme itself. */
	programmeInfo: Omit<ProgrammeInfo, 'deeplinkEnabled'> & {
		/** Awin sends the text `"true"`. */
		deeplinkEnabled?: string | boolean | null;
	};
	/** The key figures of the programme. */
	kpi?:
		| (Omit<ProgrammeKpi, 'averagePaymentTime'> & {
				/** In days. Awin sends a text, such as `"30"`. */
				averagePaymentTime?: string | number | null;
		  })
		| null;
};

const example: ProgrammeDetailsBody = {
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
	/** The path template of the endpoint. */
	path,
	/** Responds with the details of a programme, in which a number and a boolean are strings. */
	success: (details: Partial<ProgrammeDetailsBody> = {}, at?: At) =>
		answer({status: 200, body: {...example, ...details}}, at),
	/** Responds with a programme that the publisher has not joined, as the API does for `relationship=any`. */
	notJoined: (at?: At) => {
		const programmeInfo = {...example.programmeInfo, membershipStatus: 'Not joined'};
		return answer({status: 200, body: {...example, programmeInfo}}, at);
	},
	/** Responds with 401 or 403, because the publisher has not joined the programme. Both were observed. */
	missingRelationship: (status: 401 | 403 = 401, at?: At) =>
		answer(missingRelationship(status), at),
} as const;
