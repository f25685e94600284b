import {number, optional, type Shape, shapeOf, string} from '../read/shape.ts';
import {
	type CreativeReportRow,
	type ReportFigures,
	reportGroups,
	type ReportRow,
} from './report.ts';

/* From the list of groups. The figures of the bonus may be missing. */
function figures(): {readonly [Name in keyof ReportFigures]-?: Shape};
function figures(): Readonly<Record<string, Shape>> {
	return Object.fromEntries(
		reportGroups.flatMap((group) =>
			['No', 'Value', 'Comm'].map((figure) => [
				`${group}${figure}`,
				group === 'bonus' ? optional(number) : number,
			]),
		),
	);
}

/** The shapes of the fields of every row of a report. */
export const reportFields: {readonly [Name in keyof ReportRow]-?: Shape} = {
	...figures(),
	advertiserId: number,
	advertiserName: optional(string),
	publisherId: number,
	publisherName: optional(string),
	region: optional(string),
	currency: optional(string),
	impressions: number,
	clicks: number,
	date: optional(string),
};

/** The shape of a row of a report by creative. */
export const creativeReportShape = shapeOf<CreativeReportRow>({
	...reportFields,
	creativeId: optional(number),
	creativeName: optional(string),
	tagName: optional(string),
});
