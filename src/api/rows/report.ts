/** The groups of transactions that a report counts. */
export const reportGroups = ['pending', 'confirmed', 'bonus', 'declined', 'total'] as const;

/** A group of transactions. */
type Group = (typeof reportGroups)[number];
/** The names of the figures of a group. */
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
	/** The id of the advertiser. */
	advertiserId: number;
	/** The name of the advertiser. */
	advertiserName: string | null;
	/** The id of the publisher. */
	publisherId: number;
	/** The name of the publisher. */
	publisherName: string | null;
	/** A region code, such as `GB`. */
	region: string | null;
	/** ISO 4217, of `…Value` and `…Comm`. */
	currency: string | null;
	/** The number of impressions. */
	impressions: number;
	/** The number of clicks. */
	clicks: number;
	/** `yyyy-MM-dd`. Seen on the side of the advertiser, in a fixture made by hand. */
	date?: string | null;
};

/** A row of a report by creative: https://help.awin.com/apidocs/get-publisher-creative-performance-report. */
export type CreativeReportRow = ReportRow & {
	/** The id of the creative. */
	creativeId: number | null;
	/** The name of the creative. */
	creativeName: string | null;
	/** The name of the tag of the creative. */
	tagName: string | null;
};
