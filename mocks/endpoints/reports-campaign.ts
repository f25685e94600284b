import type {CampaignReportRow} from '../../src/api/rows/campaign-report.ts';
import {type At, endpoint, fill} from '../endpoint.ts';

/** The members of a row, as texts. */
type Texts<Row> = {[Name in keyof Row]: string};

/** A row of a campaign report as Awin sends it: the id and the amounts of money are texts. */
export type CampaignReportBodyRow = Omit<CampaignReportRow, 'publisherId' | 'totals'> & {
	/** The id of the publisher, as a text. */
	publisherId: string;
	/** The figures of the interval. */
	totals: {
		/** The numbers of clicks and transactions. */
		quantity: NonNullable<NonNullable<CampaignReportRow['totals']>['quantity']>;
		/** The values of the sales, as texts. */
		saleAmount: Texts<NonNullable<NonNullable<CampaignReportRow['totals']>['saleAmount']>>;
		/** The commissions, as texts. */
		commissionAmount: Texts<
			NonNullable<NonNullable<CampaignReportRow['totals']>['commissionAmount']>
		>;
	};
};

const example: CampaignReportBodyRow = {
	date: '2026-01-01',
	publisherId: '1001',
	publisherName: 'Example Publisher',
	campaign: 'example-campaign',
	totals: {
		quantity: {click: 100, pending: 1, approved: 2, bonus: 0, declined: 1, total: 4},
		saleAmount: {
			pending: '100.00',
			approved: '200.00',
			bonus: '0.00',
			declined: '50.00',
			total: '350.00',
		},
		commissionAmount: {
			pending: '5.00',
			approved: '10.00',
			bonus: '0.00',
			declined: '2.50',
			total: '17.50',
		},
	},
};

const reportsAt = <const Path extends string>(path: Path) => {
	const answer = endpoint('GET', path);
	return {
		/** The path template of the endpoint. */
		path,
		/** Responds with rows in `result`, in which the money and an id are texts. */
		success: (rows: readonly Partial<CampaignReportBodyRow>[] = [{}], at?: At) =>
			answer({status: 200, body: {result: fill(example, rows)}}, at),
	} as const;
};

/**
 * `GET /publishers/{publisherId}/reports/campaign`:
 * https://help.awin.com/apidocs/get-campaign-data-for-publisher-report
 *
 * @example
 * ```ts
 * import {reportsCampaign} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(reportsCampaign.success([{campaign: 'spring'}]));
 * ```
 */
export const reportsCampaign = reportsAt('/publishers/{publisherId}/reports/campaign');

/**
 * `GET /advertisers/{advertiserId}/reports/campaign`:
 * https://help.awin.com/apidocs/get-campaign-data-for-advertiser-report
 *
 * @example
 * ```ts
 * import {advertiserReportsCampaign} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(advertiserReportsCampaign.success([{campaign: 'spring'}]));
 * ```
 */
export const advertiserReportsCampaign = reportsAt('/advertisers/{advertiserId}/reports/campaign');
