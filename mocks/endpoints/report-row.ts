import type {CustomAnswer} from '../custom-answer.ts';
import type {CreativeReportRow, ReportRow} from '../../src/api/rows/report.ts';

/** A row of a report of an invented shop. */
export const exampleReportRow: ReportRow = {
	advertiserId: 2001,
	advertiserName: 'Example Shop',
	publisherId: 1001,
	publisherName: 'Example Publisher',
	region: 'GB',
	currency: 'GBP',
	impressions: 1000,
	clicks: 100,
	pendingNo: 1,
	pendingValue: 100,
	pendingComm: 5,
	confirmedNo: 2,
	confirmedValue: 200,
	confirmedComm: 10,
	bonusNo: 0,
	bonusValue: 0,
	bonusComm: 0,
	declinedNo: 1,
	declinedValue: 50,
	declinedComm: 2.5,
	totalNo: 4,
	totalValue: 350,
	totalComm: 17.5,
};

/** A row of a report by creative. */
export const exampleCreativeRow: CreativeReportRow = {
	...exampleReportRow,
	creativeId: 8001,
	creativeName: 'Example Banner',
	tagName: 'example-tag',
};

/** The response for a report without a region. */
export const missingRegion: CustomAnswer = {
	status: 400,
	body: {
		error: 'invalid.userinput',
		description: "Required parameter 'region' is not present",
	},
};
