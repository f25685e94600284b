/** A group of transactions. */
type Group = 'pending' | 'approved' | 'bonus' | 'declined' | 'total';

/** The numbers of clicks and transactions of a campaign. */
export type CampaignQuantity = Record<'click' | Group, number | null>;

/** The sums of a campaign. Awin sends texts, which become numbers, and no currency. */
export type CampaignAmounts = Record<Group, number | null>;

/** The figures of a row of a campaign report. */
export type CampaignTotals = {
	/** The numbers of clicks and transactions. */
	quantity: CampaignQuantity | null;
	/** The values of the sales. */
	saleAmount: CampaignAmounts | null;
	/** The commissions. */
	commissionAmount: CampaignAmounts | null;
};

/**
 * A row of a campaign report: http://wiki.awin.com/index.php/API_get_reports_aggrcampaign_adv. The fields
 * are those that a public client stores of answers on the side of the advertiser. The rows on the side of
 * the publisher are assumed to be the same.
 */
export type CampaignReportRow = {
	/** The first day of the interval, in the `timezone` of the call. */
	date: string;
	/** Awin sends a text, which becomes a number. */
	publisherId?: number | null;
	/** The name of the publisher. */
	publisherName?: string | null;
	/** Seen on the side of the publisher, in a fixture made by hand. */
	advertiserId?: number | null;
	/** Seen on the side of the publisher, in a fixture made by hand. */
	advertiserName?: string | null;
	/** Presumably empty or `null` for links without a campaign, if they are included. */
	campaign: string | null;
	/** The figures of the interval. */
	totals: CampaignTotals | null;
};
