/** The groups of transactions that a report counts. */
export const reportGroups = ['pending', 'confirmed', 'bonus', 'declined', 'total'] as const;

type Group = (typeof reportGroups)[number];
type Figures<Name extends Group> = `${Name}${'No' | 'Value' | 'Comm'}`;

/**
 * The figures of a group of transactions: the number (`No`), the value of the sales (`Value`) and the
 * commission (`Comm`), both in the `currency` of the row. `total…` leaves out declined transactions on the
 * side of the advertiser (checked live by a client); on the side of the publisher, it is unsure. `bonus…` is
 * missing in some rows.
 */
export type ReportFigures = Record<Figures<Exclude<Group, 'bonus'>>, number> &
	Partial<Record<Figures<'bonus'>, number>>;

/**
 * The fields of every row of a report: http://wiki.awin.com/index.php/API_get_reports_aggrbyadv. A row is
 * the sum of the whole span.
 */
export type ReportRow = ReportFigures & {
	advertiserId: number;
	advertiserName: string | null;
	publisherId: number;
	publisherName: string | null;
	/** A region code, such as `GB`. */
	region: string | null;
	/** ISO 4217, of `…Value` and `…Comm`. */
	currency: string | null;
	impressions: number;
	clicks: number;
	/** `yyyy-MM-dd`. Seen on the side of the advertiser, in a fixture made by hand. */
	date?: string | null;
};

/** A row of a report by creative: https://help.awin.com/apidocs/get-publisher-creative-performance-report. */
export type CreativeReportRow = ReportRow & {
	creativeId: number | null;
	creativeName: string | null;
	tagName: string | null;
};
